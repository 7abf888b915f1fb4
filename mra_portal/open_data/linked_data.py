"""What the open-data pages tell search engines: a DataCatalog, and a Dataset with its files."""

from django.urls import reverse

from mra_portal.common.exports.datasets import Dataset
from mra_portal.common.exports.ledger import last_change
from mra_portal.common.exports.licence import LICENCE, PUBLISHER, PUBLISHER_URL
from mra_portal.common.exports.views import TYPES
from mra_portal.common.linked_data import address, thing
from mra_portal.open_data.catalogue import DATASETS
from mra_portal.open_data.files import file_address


def catalogue_facts(title: str, about: str) -> list[dict]:
    entries = [
        thing("Dataset", name=str(dataset.title), description=str(dataset.about), url=_page(dataset))
        for dataset in DATASETS.values()
    ]
    told = {"name": title, "description": about, "license": LICENCE.url, "publisher": _publisher(), "dataset": entries}
    return [thing("DataCatalog", url=address(reverse("open_data:catalogue")), **told)]


def dataset_facts(dataset: Dataset) -> list[dict]:
    changed = last_change(dataset)
    files = [
        thing(
            "DataDownload",
            encodingFormat=TYPES[form].partition(";")[0],
            contentUrl=address(file_address(dataset, form)),
        )
        for form in dataset.forms
    ]
    return [
        thing(
            "Dataset",
            name=str(dataset.title),
            description=str(dataset.about),
            url=_page(dataset),
            license=LICENCE.url,
            creator=_publisher(),
            isAccessibleForFree=True,
            dateModified=changed and changed.isoformat(),
            variableMeasured=[field.name for field in dataset.fields],
            distribution=files,
        )
    ]


def _page(dataset: Dataset) -> str:
    return address(reverse("open_data:dataset", args=[dataset.name]))


def _publisher() -> dict:
    return thing("Organization", name=PUBLISHER, url=PUBLISHER_URL)
