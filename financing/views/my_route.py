from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from agenda.models import Organisation
from financing.company import Company, CompanyForm
from financing.region import Region
from financing.route import route_of
from financing.shortlist import Shortlist
from mra_portal.common.breadcrumbs import breadcrumb


class MyRoute(TemplateView):
    """A few questions, each of which may be skipped, and the route that follows from the answers.

    Everything stands in the address and nothing is stored. An answer that cannot be used gives a message and no
    route: what would be shown is not what was asked.
    """

    template_name = "financing/my_route.html"

    def get_context_data(self, **kwargs):
        form = CompanyForm.of(self.request.GET)
        company = form.company
        return super().get_context_data(
            breadcrumb=breadcrumb(
                (_("Financing"), reverse("financing:options")), (_("My route"), reverse("financing:my_route"))
            ),
            form=form,
            company=company,
            route=None if form.errors else route_of(company),
            agencies=first_to_call(company, form.region),
            shortlist=Shortlist.of(self.request.GET),
            **kwargs,
        )


def first_to_call(company: Company, region: Region) -> list[Organisation]:
    """The development agencies (ROM's) of the company's own subregion; without a place all of them."""
    if company.municipality:
        return region.agencies_for({company.municipality.subregion_id})
    return region.agencies
