"""`manage.py update_catalogues`: bring the Dutch catalogue up to date with the texts in code and templates.

The English texts in the code are the message ids; `locale/nl/` holds the Dutch. English needs no catalogue.
Both the .po and the compiled .mo are committed, so that serving the portal needs no gettext.
"""

import os
import shutil
import subprocess
import tempfile
from contextlib import chdir
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

LANGUAGE = "nl"
CATALOGUE = Path(LANGUAGE) / "LC_MESSAGES" / "django.po"
# Folders without texts for visitors, or not ours.
IGNORED = ("var", "staticfiles", "static", "fixtures", "tests", "bench", "deploy", "locale", "node_modules")

NEW_CATALOGUE = r"""# The Dutch texts of the portal; the message ids are the English texts in code and templates.
msgid ""
msgstr ""
"Project-Id-Version: mra-portal\n"
"Language: nl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


class Command(BaseCommand):
    help = "Collect the texts into locale/nl/, keep the translations that are there, and compile them."

    def handle(self, *args, **options):
        committed = settings.LOCALE_PATHS[0] / CATALOGUE
        with tempfile.TemporaryDirectory(prefix="portal-catalogue-") as folder:
            fresh = collect(Path(folder), committed)
            committed.parent.mkdir(parents=True, exist_ok=True)
            if not committed.exists() or entries(committed) != entries(fresh):
                shutil.copyfile(fresh, committed)
        compile_catalogue(committed, committed.with_suffix(".mo"))
        catalogue = polib.pofile(str(committed))
        self.stdout.write(
            f"{len(catalogue)} texts: {len(catalogue.untranslated_entries())} to translate, "
            f"{len(catalogue.fuzzy_entries())} guessed (fuzzy) to check."
        )


def collect(workshop: Path, committed: Path) -> Path:
    """Collect all texts in a copy of the sources, merged with the committed catalogue; returns the new .po.

    Raises CommandError when gettext is missing or a text cannot be read.
    """
    require_gettext()
    sources = workshop / "sources"
    shutil.copytree(settings.ROOT, sources, ignore=shutil.ignore_patterns(".*", "*.pyc", "__pycache__", *IGNORED))
    fresh = sources / "locale" / CATALOGUE
    fresh.parent.mkdir(parents=True)
    fresh.write_text(committed.read_text("utf-8") if committed.exists() else NEW_CATALOGUE, "utf-8")
    with (
        chdir(sources),
        override_settings(LOCALE_PATHS=[sources / "locale"]),
        open(os.devnull, "w") as silence,
    ):
        call_command(
            "makemessages",
            locale=[LANGUAGE],
            extensions=["html", "txt", "xml", "py"],
            add_location="file",  # no line numbers and no wrapping: a small change is a small difference
            no_wrap=True,
            no_obsolete=True,
            verbosity=0,
            stdout=silence,
        )
    if not fresh.exists():
        raise CommandError("makemessages found no text to translate.")
    return fresh


def compile_catalogue(po: Path, mo: Path) -> None:
    """Compile and check the placeholders. Raises CommandError with what msgfmt says."""
    require_gettext()
    answer = subprocess.run(["msgfmt", "--check-format", "-o", mo, po], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise CommandError(answer.stderr.strip())


def entries(po: Path) -> list:
    """What a catalogue says, in order, without its dates and places in the code."""
    return [
        (entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstr, entry.msgstr_plural, entry.flags)
        for entry in polib.pofile(str(po))
    ]


def require_gettext() -> None:
    if not all(map(shutil.which, ("xgettext", "msguniq", "msgmerge", "msgattrib", "msgfmt"))):
        raise CommandError("gettext is missing: deploy/install-test-packages.sh installs it.")
