"""`/data/<dataset>/export.<form>`: any dataset as a file, also those whose list has no files of its own."""

from django.http import Http404
from django.urls import reverse

from mra_portal.common.exports.datasets import Dataset
from mra_portal.common.exports.views import ExportView
from mra_portal.open_data.catalogue import DATASETS


def file_address(dataset: Dataset, form: str) -> str:
    """Of one form of the whole dataset, in the language of the request."""
    if dataset.files:
        return reverse(dataset.files, args=[form])
    return reverse("open_data:export", args=[dataset.name, form])


class DatasetExport(ExportView):
    def get(self, request, name, form):
        if name not in DATASETS:
            raise Http404
        self.dataset = DATASETS[name]
        return super().get(request, form)
