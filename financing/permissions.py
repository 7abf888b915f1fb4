"""Who may change which option: with the right `change` every one, with `change_own` those of the own organisation."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy

from agenda.models import Membership
from financing.models import FinancingOption

CHANGE, CHANGE_OWN = "change", "change_own"


def options_of(user):
    """The options that an organisation of this person pays, executes or answers for.

    What counts is how they stand in the database: a draft that names other organisations gives and takes nothing.
    """
    organisations = Membership.objects.organisations_of(user)
    held = Q(contact__in=organisations)
    for name in ("paid_by", "executed_by"):
        links = FinancingOption._meta.get_field(name).remote_field.through.objects
        held |= Q(pk__in=links.filter(organisation__in=organisations).values("financingoption"))
    return FinancingOption.objects.filter(held)


class OptionPermissionPolicy(ModelPermissionPolicy):
    """Wagtail asks this everywhere; most of its views for "any row" only, which is why they need a RowGuard."""

    def user_has_permission(self, user, action):
        return self._may_everywhere(user, action) or self._may_in_own(user, action)

    def user_has_permission_for_instance(self, user, action, instance):
        if self._may_everywhere(user, action):
            return True
        return self._may_in_own(user, action) and options_of(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        if any(self._may_everywhere(user, action) for action in actions):
            return FinancingOption.objects.all()
        if any(self._may_in_own(user, action) for action in actions):
            return options_of(user)
        return FinancingOption.objects.none()

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission({*actions, CHANGE_OWN} if CHANGE in actions else actions)

    def users_with_any_permission_for_instance(self, actions, instance):
        everywhere = super().users_with_any_permission(actions)
        if CHANGE not in actions:
            return everywhere
        limited = super().users_with_any_permission([CHANGE_OWN])
        own = [user.pk for user in limited if options_of(user).filter(pk=instance.pk).exists()]
        return get_user_model().objects.filter(Q(pk__in=everywhere.values("pk")) | Q(pk__in=own))

    def _may_everywhere(self, user, action):
        return super().user_has_permission(user, action)

    def _may_in_own(self, user, action):
        return action == CHANGE and super().user_has_permission(user, CHANGE_OWN)
