"""Keeping the route map true, in the editing screens: what somebody should look at, and "still correct"."""

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from financing.addresses import fault_in_words
from financing.models import Confirmation, FinancingOption
from financing.models.options import CHECK_HOLDS
from financing.operations import confirm_option


def options_to_keep(user):
    """The published options that this person may confirm. Raises PermissionDenied for who may confirm none at all."""
    policy = policy_registry.get_by_type(FinancingOption)
    if not policy.user_has_permission(user, "change"):
        raise PermissionDenied
    return policy.instances_user_has_permission_for(user, "change").published()


def options_to_check(user):
    return options_to_keep(user).needing_check_on(timezone.localdate())


class ToCheckView(WagtailAdminTemplateMixin, ListView):
    """The options that need a look, the one that waits longest first."""

    page_title = gettext_lazy("To check")
    header_icon = "check"
    template_name = "financing/admin/to_check.html"
    context_object_name = "options"
    paginate_by = 50
    paginator_class = WagtailPaginator
    page_kwarg = "p"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_queryset(self):
        newest = Confirmation.objects.filter(option=OuterRef("pk")).order_by("-confirmed_on", "-pk")
        return (
            options_to_check(self.request.user)
            .annotate(newest_confirmation=Subquery(newest.values("pk")[:1]))
            .order_by("last_checked_on", "name", "slug")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        options = context["options"]
        context["elided_page_range"] = context["paginator"].get_elided_page_range(context["page_obj"].number)
        confirmations = Confirmation.objects.select_related("user").in_bulk(
            [option.newest_confirmation for option in options if option.newest_confirmation]
        )
        context["rows"] = [
            {
                "option": option,
                "reasons": reasons(option),
                "checked_by": _checker(option, confirmations.get(option.newest_confirmation)),
            }
            for option in options
        ]
        return context


def reasons(option: FinancingOption) -> list[str]:
    """Why somebody should look at it, in words; for an option from `needing_check_on`."""
    found = []
    if option.is_long_unchecked:
        found.append(_("Not checked for more than %(days)s days.") % {"days": CHECK_HOLDS.days})
    if option.window_passed_on:
        day = date_format(option.window_passed_on, "j F Y")
        found.append(_("A round closed on %(day)s, after the last check.") % {"day": day})
    if option.lacks_address:
        found.append(_("There is no official address."))
    if option.address_fault is not None:
        found.append(_("The official address is broken: %(fault)s.") % {"fault": fault_in_words(option.address_fault)})
    return found


def _checker(option: FinancingOption, newest: Confirmation | None):
    """Who did the last check; unknown when the day was filled in on the form."""
    return newest.user if newest and newest.confirmed_on == option.last_checked_on else None


class ConfirmView(View):
    """One press on "Still correct"."""

    http_method_names = ["post"]

    def post(self, request, pk):
        kept = options_to_keep(request.user)
        option = get_object_or_404(FinancingOption.objects.published(), pk=pk)
        if not kept.filter(pk=pk).exists():
            raise PermissionDenied
        confirm_option(option, request.user, timezone.localdate())
        messages.success(request, _("Noted: you found “%(name)s” still correct today.") % {"name": option.name})
        return redirect(get_valid_next_url_from_request(request) or "options_to_check")


class ToCheckMenuItem(MenuItem):
    """Says how many options wait for a look."""

    def __init__(self, **kwargs):
        address = reverse_lazy("options_to_check")
        super().__init__(ToCheckView.page_title, address, name="options-to-check", icon_name="check", **kwargs)

    def is_shown(self, request):
        return policy_registry.get_by_type(FinancingOption).user_has_permission(request.user, "change")

    def render_component(self, request):
        count = options_to_check(request.user).count()
        label = _("To check (%(count)s)") % {"count": count} if count else _("To check")
        return LinkMenuItem(self.name, label, str(self.url), icon_name=self.icon_name)
