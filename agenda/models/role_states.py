from django.db import models
from django.utils.translation import pgettext_lazy


class RoleState(models.TextChoices):
    """How a role on an action line stands. `NAMED` is what the agenda gave; the others are said by somebody."""

    NAMED = "genoemd", pgettext_lazy("state of a role", "named in the agenda")
    CONFIRMED = "bevestigd", pgettext_lazy("state of a role", "confirmed")
    DECLINED = "afgewezen", pgettext_lazy("state of a role", "declined")
    ENDED = "beeindigd", pgettext_lazy("state of a role", "ended")


# Who said no, or stopped, takes no part and reports no longer.
NOT_ACTIVE = (RoleState.DECLINED, RoleState.ENDED)
