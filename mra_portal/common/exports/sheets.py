"""What a file says about itself: source, licence, question, moment and the meaning of its columns."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from mra_portal.common.exports.datasets import Dataset
from mra_portal.common.exports.fields import PublicField
from mra_portal.common.exports.licence import LICENCE, PUBLISHER


def sheet_about(dataset: Dataset, address: str, moment: datetime) -> list[tuple[str, str]]:
    """Pairs of a word and what it says, in the language of the request."""
    told = [
        (_("Dataset"), str(dataset.title)),
        (_("What it is"), str(dataset.about)),
        (_("Source"), PUBLISHER),
        (_("Licence"), f"{LICENCE.title} ({LICENCE.url})"),
        (_("Asked with"), address),
        (_("Made at"), timezone.localtime(moment).isoformat(timespec="seconds")),
    ]
    if dataset.elsewhere:
        told.insert(4, (_("From elsewhere"), str(dataset.elsewhere)))
    return [
        *told,
        ("", ""),
        (_("Column"), _("Meaning")),
        *((field.name, meaning_of(field)) for field in dataset.fields),
    ]


def meaning_of(field: PublicField) -> str:
    """Meaning, type and the words that can stand there, in one sentence."""
    kind = str(field.kind.value)
    parts = [field.told, _("several, each: %(type)s") % {"type": kind} if field.many else kind]
    if field.words:
        words = (f"{value} ({label})" for value, label in field.words.choices if value)
        parts.append(", ".join(words))
    return "; ".join(parts)
