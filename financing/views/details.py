from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from financing.linked_data import linked_data
from financing.models import FinancingOption
from financing.option_page import organisations_behind
from mra_portal.common.breadcrumbs import breadcrumb


class OptionDetail(DetailView):
    """Everything known of one option, and how it fits what the visitor told of her company."""

    template_name = "financing/option_detail.html"
    context_object_name = "option"

    def get_queryset(self):
        return FinancingOption.objects.published().with_state_at(timezone.now()).with_last_check().for_detail()

    def get_context_data(self, **kwargs):
        here = (self.object.name, self.object.get_absolute_url())
        self.object.behind = organisations_behind(self.object)
        return super().get_context_data(
            breadcrumb=breadcrumb((_("Financing"), reverse("financing:options")), here),
            linked_data=linked_data(self.object, self.object.behind),
            **kwargs,
        )
