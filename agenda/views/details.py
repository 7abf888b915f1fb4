from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from agenda.linked_data import linked_data
from agenda.models import Accelerator, ActionLine, Organisation
from mra_portal.common.breadcrumbs import breadcrumb
from profiles.models import Cluster


class AgendaDetail(DetailView):
    """A page below /agenda/; subclasses give the rows and the steps of the breadcrumb after "Agenda"."""

    def get_context_data(self, **kwargs):
        steps = [(_("Agenda"), reverse("agenda:action_lines")), *self.steps(self.object)]
        return super().get_context_data(breadcrumb=breadcrumb(*steps), **kwargs)


class AcceleratorDetail(AgendaDetail):
    template_name = "agenda/accelerator_detail.html"
    context_object_name = "accelerator"
    slug_url_kwarg = "accelerator"

    def get_queryset(self):
        return Accelerator.objects.published()

    def steps(self, accelerator):
        return [(accelerator.title, accelerator.get_absolute_url())]


class ActionLineDetail(AgendaDetail):
    template_name = "agenda/action_line_detail.html"
    context_object_name = "line"

    def get_queryset(self):
        return (
            ActionLine.objects.published()
            .filter(accelerator__slug=self.kwargs["accelerator"])
            .select_related("accelerator")
            .with_parties_and_states()
        )

    def steps(self, line):
        return [
            (line.accelerator.title, line.accelerator.get_absolute_url()),
            (line.code, line.get_absolute_url()),
        ]


class OrganisationDetail(AgendaDetail):
    """Every role of one organisation; for a subregion also its municipalities and clusters."""

    template_name = "agenda/organisation_detail.html"
    context_object_name = "organisation"

    def get_queryset(self):
        clusters = Prefetch("subregion__clusters", Cluster.objects.prefetch_related("themes"))
        return (
            Organisation.objects.published()
            .select_related("subregion")
            .prefetch_related("subregion__municipalities", "subregion__served_by", clusters, "serves")
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(linked_data=linked_data(self.object), **kwargs)

    def steps(self, organisation):
        return [
            (_("Organisations"), reverse("agenda:organisations")),
            (organisation.name, organisation.get_absolute_url()),
        ]
