"""Who may say what: a member of a subregion speaks for it, the MRA office for everybody."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from profiles.models import CrossPollination, Subregion
from profiles.models.cross_pollinations import Side

OWN, ALL = "profiles.change_own_crosspollination", "profiles.moderate_crosspollination"


class NotYoursError(PermissionDenied):
    """Somebody speaks for a subregion that is not hers. The message says so."""


@dataclass(frozen=True)
class Speaker:
    """A person, with the subregions that she may speak for."""

    user: object
    subregions: tuple[Subregion, ...] = ()
    is_office: bool = False

    @property
    def may_speak(self) -> bool:
        return self.is_office or bool(self.subregions)

    def is_member_of(self, subregion: Subregion | None) -> bool:
        return subregion in self.subregions

    def may_speak_for(self, row: CrossPollination, side: Side) -> bool:
        """Somebody outside the region has no account: the owner here writes down what was said there."""
        if side.is_outside:
            return self.is_office or self.is_owner_of(row)
        return self.is_office or self.is_member_of(side.subregion)

    def is_owner_of(self, row: CrossPollination) -> bool:
        return any(self.is_member_of(owner) for owner in row.owners)

    def may_lead(self, row: CrossPollination) -> bool:
        """Move its state, write the next step."""
        return self.is_office or self.is_owner_of(row)

    def own_side_of(self, row: CrossPollination) -> Subregion | None:
        """In whose name she leads; None for the MRA office."""
        return next((owner for owner in row.owners if self.is_member_of(owner)), None)

    def require(self, allowed: bool) -> None:
        """Raises NotYoursError."""
        if not allowed:
            raise NotYoursError(_("This is for the people of another subregion, or for the MRA office."))


def speaker_of(user) -> Speaker:
    """Costs a query for the memberships, besides those for rights."""
    own = tuple(Subregion.objects.of_member(user)) if user.has_perm(OWN) else ()
    return Speaker(user, own, user.has_perm(ALL))
