"""`manage.py check_catalogues`: is every text of the portal there in Dutch, and compiled? Changes nothing."""

import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from .update_catalogues import CATALOGUE, collect, compile_catalogue


class Command(BaseCommand):
    help = "Fail with a list when the Dutch catalogue misses a text, guesses one, or is not compiled."

    def handle(self, *args, **options):
        committed = settings.LOCALE_PATHS[0] / CATALOGUE
        if not committed.exists():
            raise CommandError(f"There is no {committed}: run manage.py update_catalogues.")
        with tempfile.TemporaryDirectory(prefix="portal-catalogue-") as folder:
            problems = [
                *_translation_problems(committed, collect(Path(folder), committed)),
                *_compilation_problems(committed, Path(folder) / "compiled.mo"),
            ]
        if problems:
            raise CommandError(
                "\n".join(["The Dutch catalogue is not complete:", *problems])
                + "\nRun manage.py update_catalogues, translate, and run it again."
            )
        self.stdout.write(f"The Dutch catalogue is complete: {len(polib.pofile(str(committed)))} texts.")


def _translation_problems(committed: Path, fresh: Path) -> list[str]:
    """What the catalogue misses, guesses or holds too much, compared with one collected just now."""
    catalogue = polib.pofile(str(committed))
    known = {_identity(entry): entry for entry in catalogue if not entry.obsolete}
    used = {_identity(entry): entry for entry in polib.pofile(str(fresh)) if not entry.obsolete}
    untranslated = [entry for entry in known.values() if not entry.translated() and not entry.fuzzy]
    return [
        *(f"  not collected:  {_place(used[key])}" for key in used.keys() - known.keys()),
        *(f"  no longer used: {_place(known[key])}" for key in known.keys() - used.keys()),
        *(f"  not translated: {_place(entry)}" for entry in untranslated),
        *(f"  guessed:        {_place(entry)}" for entry in known.values() if entry.fuzzy),
        *(f"  obsolete:       {_place(entry)}" for entry in catalogue.obsolete_entries()),
    ]


def _compilation_problems(committed: Path, compiled: Path) -> list[str]:
    """Whether the committed .mo says what the .po says, and whether the placeholders of the .po are right."""
    try:
        compile_catalogue(committed, compiled)
    except CommandError as error:
        return [f"  not compilable: {error}"]
    binary = committed.with_suffix(".mo")
    if not binary.exists():
        return [f"  not compiled:   {binary} does not exist"]
    if _texts(binary) != _texts(compiled):
        return [f"  not compiled:   {binary} is older than {committed.name}"]
    return []


def _texts(mo: Path) -> dict:
    return {_identity(entry): (entry.msgstr, entry.msgstr_plural) for entry in polib.mofile(str(mo)) if entry.msgid}


def _identity(entry) -> tuple:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def _place(entry) -> str:
    files = ", ".join(sorted({path for path, _line in entry.occurrences}))
    return f"{entry.msgid!r}" + (f" ({files})" if files else "")
