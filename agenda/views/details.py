from django.db.models import Prefetch
from django.views.generic import DetailView

from agenda.models import Accelerator, ActionLine, Organisation
from profiles.models import Cluster


class AcceleratorDetail(DetailView):
    template_name = "agenda/accelerator_detail.html"
    context_object_name = "accelerator"
    slug_url_kwarg = "accelerator"

    def get_queryset(self):
        return Accelerator.objects.published()

    def get_context_data(self, **kwargs):
        return super().get_context_data(all_accelerators=list(Accelerator.objects.published()), **kwargs)


class ActionLineDetail(DetailView):
    template_name = "agenda/action_line_detail.html"
    context_object_name = "line"

    def get_queryset(self):
        return (
            ActionLine.objects.published()
            .filter(accelerator__slug=self.kwargs["accelerator"])
            .select_related("accelerator")
            .with_parties()
        )


class OrganisationDetail(DetailView):
    template_name = "agenda/organisation_detail.html"
    context_object_name = "organisation"

    def get_queryset(self):
        clusters = Prefetch("subregion__clusters", Cluster.objects.prefetch_related("themes"))
        return (
            Organisation.objects.published()
            .select_related("subregion")
            .prefetch_related("subregion__municipalities", clusters, "serves")
        )
