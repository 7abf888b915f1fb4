"""Two people at one thing: who did not see what the other recorded is told, and decides."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agenda.models import ActionLine, StatusUpdate

ANY = object()  # for whom it does not matter what was reported before


def locked(line: ActionLine) -> ActionLine:
    """The line, so that one at a time adds something to it (SQLite: one writer at a time as it is)."""
    return ActionLine.objects.select_for_update().get(pk=line.pk)


class ChangedMeanwhileError(Exception):
    """Somebody else reported on the line while this report was written; `updates` are theirs, newest first."""

    def __init__(self, updates: list[StatusUpdate]):
        super().__init__("reported meanwhile")
        self.updates = updates


class OvertakenError(ValidationError):
    """Somebody else recorded something about the same thing meanwhile; the caller did not see that yet."""

    def __init__(self):
        super().__init__(_("Somebody else recorded something here meanwhile. Look at it, and send yours again."))


def refuse_if_overtaken(newest, seen: int | object | None) -> None:
    if seen is not ANY and (newest.pk if newest else None) != seen:
        raise OvertakenError
