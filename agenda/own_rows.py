"""Rights on single rows: `change` holds for every row of a model, `change_own` for those of one's own organisations."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

CHANGE, CHANGE_OWN = "change", "change_own"


class OwnRowsPermissionPolicy(ModelPermissionPolicy):
    """Wagtail asks this everywhere; most of its views for "any row" only, which is why they need a RowGuard.

    `rows_of(user)` gives the rows that an organisation of this person holds, as they stand in the database: a draft
    that names other organisations gives and takes nothing.
    """

    def __init__(self, model: type[Model], rows_of: Callable[[Model], QuerySet], actions: tuple[str, ...] = (CHANGE,)):
        super().__init__(model)
        self.rows_of, self.own_actions = rows_of, actions

    def user_has_permission(self, user, action):
        return self._may_everywhere(user, action) or self._may_in_own(user, action)

    def user_has_permission_for_instance(self, user, action, instance):
        if self._may_everywhere(user, action):
            return True
        return self._may_in_own(user, action) and self.rows_of(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        if any(self._may_everywhere(user, action) for action in actions):
            return self.model._default_manager.all()
        if any(self._may_in_own(user, action) for action in actions):
            return self.rows_of(user)
        return self.model._default_manager.none()

    def users_with_any_permission(self, actions):
        own = {CHANGE_OWN} if set(actions) & set(self.own_actions) else set()
        return super().users_with_any_permission({*actions, *own})

    def users_with_any_permission_for_instance(self, actions, instance):
        everywhere = super().users_with_any_permission(actions)
        if not set(actions) & set(self.own_actions):
            return everywhere
        limited = super().users_with_any_permission([CHANGE_OWN])
        own = [user.pk for user in limited if self.rows_of(user).filter(pk=instance.pk).exists()]
        return get_user_model().objects.filter(Q(pk__in=everywhere.values("pk")) | Q(pk__in=own))

    def _may_everywhere(self, user, action):
        return super().user_has_permission(user, action)

    def _may_in_own(self, user, action):
        return action in self.own_actions and super().user_has_permission(user, CHANGE_OWN)
