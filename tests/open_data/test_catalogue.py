"""The open-data pages, the catalogue for other catalogues, and the dump say the same as the API."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.utils import timezone
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

from mra_portal.common.exports.fields import PublicField, Type
from mra_portal.open_data.catalogue import DATASETS
from mra_portal.open_data.dump import KEPT, make_dump, newest_dump, write_dump

pytestmark = pytest.mark.django_db


def test_the_catalogue_leads_to_every_dataset_and_its_files(client):
    page = client.get("/data/")

    for dataset in page.context["datasets"]:
        answer = client.get(dataset["url"])
        assert answer.status_code == 200
        api = client.get(f"/api/v1/{dataset['name']}?per_pagina=1").json()
        assert dataset["count"] == answer.context["count"] == api["aantal"]
        for _form, address in dataset["files"]:
            assert client.head(address).status_code == 200
    assert {dataset["name"] for dataset in page.context["datasets"]} == set(DATASETS)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", DATASETS)
def test_every_column_has_a_meaning_and_its_type_is_true(client, name, language):
    prefix = "" if language == "nl" else "/en"
    page = client.get(f"{prefix}/data/{name}/")

    meanings = dict(page.context["columns"])
    assert list(meanings) == [field.name for field in DATASETS[name].fields]
    assert all(meanings.values())
    assert 0 < len(page.context["preview"]) <= 5 or name == "statusmeldingen"
    assert page.context["facts"][-1]["value"].endswith("CC BY 4.0.")


KINDS = {
    Type.TEXT: str,
    Type.WHOLE: int,
    Type.NUMBER: (int, float),
    Type.YES_NO: bool,
    Type.DAY: str,
    Type.MOMENT: str,
    Type.ADDRESS: str,
}


def faults_of(field: PublicField, value) -> list[str]:
    """What is not as the catalogue says."""
    values = value if field.many else [value]
    if not isinstance(values, list):
        return [f"{field.name}: {value!r} is no list"]
    known = [one for one in values if one is not None]
    words = [word for word, _label in field.words.choices] if field.words else None
    return [
        f"{field.name}: {one!r}"
        for one in known
        if not isinstance(one, KINDS[field.kind]) or (words is not None and one not in words)
    ]


@pytest.mark.parametrize("name", DATASETS)
def test_every_real_value_is_what_the_catalogue_says(name):
    dataset = DATASETS[name]
    rows = dataset.completed(list(dataset.rows(timezone.now())))

    faults = [
        fault for row in rows for field in dataset.fields for fault in faults_of(field, dataset.record(row)[field.name])
    ]

    assert faults == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # inside rdflib's own reader of JSON-LD
@pytest.mark.parametrize(("form", "syntax"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_other_catalogues_can_read_this_one(client, form, syntax):
    call_command("update_ledger")
    graph = Graph().parse(data=client.get(f"/data/catalogus.{form}").content, format=syntax)

    found = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert len(found) == len(DATASETS)
    for node in found:
        for needed in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCTERMS.identifier):
            assert graph.value(node, needed), (node, needed)
        assert graph.value(node, DCAT.contactPoint)
        assert {title.language for title in graph.objects(node, DCTERMS.title)} == {"nl", "en"}
        for file in graph.objects(node, DCAT.distribution):
            assert graph.value(file, DCAT.accessURL)
            assert graph.value(file, DCTERMS.format)
            address = str(file).removeprefix("http://localhost:8000")
            assert client.head(address).status_code == 200, address
    hotspots = URIRef("http://localhost:8000/data/hotspots/")
    assert graph.value(hotspots, DCTERMS.modified)


def test_the_dump_holds_every_dataset_whole_and_says_what_columns_mean():
    file = BytesIO()
    write_dump(file, timezone.now())
    archive = ZipFile(file)

    columns = {
        (row["dataset"], row["kolom"])
        for row in csv.DictReader(StringIO(archive.read("kolommen.csv").decode("utf-8-sig")))
    }
    assert columns == {(name, field.name) for name, dataset in DATASETS.items() for field in dataset.fields}
    for name in DATASETS:
        table = list(csv.DictReader(StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"), newline="")))
        data = json.loads(archive.read(f"{name}.json"))
        assert len(table) == data["aantal"] == DATASETS[name].rows(timezone.now()).count()
        assert [row["slug"] for row in table] == [row["slug"] for row in data["resultaten"]]
    assert len(json.loads(archive.read("hotspots.geojson"))["features"]) > 50
    assert Graph().parse(data=archive.read("catalogus.ttl"), format="turtle")
    assert "CC BY 4.0" in archive.read("LEESMIJ.txt").decode()


def test_the_newest_dump_stands_at_one_address_and_old_ones_go(client, settings, tmp_path, time_machine):
    settings.MEDIA_ROOT = tmp_path
    assert client.get("/data/alles.zip").status_code == 404
    for day in range(1, KEPT + 3):
        (tmp_path / "open-data").mkdir(exist_ok=True)
        (tmp_path / "open-data" / f"innovatieportaal-mra-2026-01-{day:02}.zip").write_bytes(b"")

    name = make_dump(timezone.now())

    assert newest_dump().name == name
    assert len(list((tmp_path / "open-data").iterdir())) == KEPT
    assert client.get("/data/alles.zip")["Location"].endswith(name)
    assert "Alles in één zip" in client.get("/data/").content.decode()


def test_what_does_not_exist_is_not_there(client):
    for address in ("/data/niets/", "/data/niets/export.csv", "/data/hotspots/export.pdf", "/data/catalogus.rdf"):
        assert client.get(address).status_code == 404


def test_search_engines_learn_what_a_dataset_is(client):
    page = client.get("/data/hotspots/").content.decode()
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    things = {item["@type"]: item for item in json.loads(block)["@graph"]}

    assert things["Dataset"]["license"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert "application/geo+json" in [file["encodingFormat"] for file in things["Dataset"]["distribution"]]
    assert things["BreadcrumbList"]
