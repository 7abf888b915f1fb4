"""The network as files: the same nodes and links as the page, readable by the programs they are meant for."""

import csv
import json
from io import BytesIO, StringIO
from xml.etree import ElementTree

import networkx as nx
import pytest
from openpyxl import load_workbook

from hotspots.network.files import kumu_of
from tests.hotspots.builders import make_hotspot, make_link
from tests.hotspots.test_network import link, organisation, place

pytestmark = pytest.mark.django_db

PAGE = "/hotspots/netwerk/"
SVG = "{http://www.w3.org/2000/svg}"
QUERIES = ["", "deelregio=ijmond", "verband=plek", "soort=gewenst&verband=organisatie", "plek=de-koepel", "q=techport"]


def fetched(client, form, query=""):
    response = client.get(f"{PAGE}export.{form}?{query}")
    assert response.status_code == 200
    assert not response.cookies
    return b"".join(response.streaming_content) if response.streaming else response.content


def csv_rows(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_rows(content):
    header, *rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def graph_of(content):
    return nx.parse_graphml(content.decode(), force_multigraph=True)


@pytest.mark.parametrize("query", QUERIES)
def test_page_and_files_hold_the_same_nodes_and_links(client, query):
    page = client.get(f"{PAGE}?{query}")
    links = {row["slug"] for row in page.context["table"]}
    nodes = {node.id for node in page.context["rows"]}

    graph = graph_of(fetched(client, "graphml", query))
    kumu = json.loads(fetched(client, "json", query))
    tables = [csv_rows(fetched(client, "csv", query)), xlsx_rows(fetched(client, "xlsx", query))]

    assert set(graph.nodes) == nodes == {element["id"] for element in kumu["elements"]}
    assert {key for _start, _end, key in graph.edges(keys=True)} == links
    assert all({row["slug"] for row in rows} == links for rows in tables)
    assert len(kumu["connections"]) == len(links)
    labels = [element["label"] for element in kumu["elements"]]
    assert len(labels) == len(set(labels))
    assert {end for row in kumu["connections"] for end in (row["from"], row["to"])} <= set(labels)


def test_graphml_tells_a_reader_who_is_who(client):
    graph = graph_of(fetched(client, "graphml"))

    koepel = graph.nodes["plek:de-koepel"]
    assert (koepel["label"], koepel["deelregio"]) == ("De Koepel", "zuid-kennemerland")
    assert 52 < koepel["latitude"] < 53
    assert 4 < koepel["longitude"] < 6
    assert koepel["pagina"].endswith("/hotspots/de-koepel/")


def test_the_picture_is_a_file_that_needs_nothing_else(client):
    content = fetched(client, "svg")

    root = ElementTree.fromstring(content)
    told = [element.text for element in root.iter(f"{SVG}text")]
    addresses = [element.get("href") for element in root.iter(f"{SVG}a")]
    assert root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text
    assert "De Koepel" in told
    assert all(address.startswith("http") for address in addresses)
    text = content.decode()
    assert "var(" not in text
    assert "url(" not in text
    assert "<script" not in text
    assert fetched(client, "svg") == content


def test_a_name_with_markup_stays_a_name(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        odd = make_hotspot("<b>Plek & 'co'</b>", slug="vreemd")
        make_link(odd, make_hotspot("Gewoon"), topic="=1+1")

    root = ElementTree.fromstring(fetched(client, "svg", "plek=vreemd"))
    graph = graph_of(fetched(client, "graphml", "plek=vreemd"))
    [row] = csv_rows(fetched(client, "csv", "plek=vreemd"))

    assert "<b>Plek & 'co'</b>" in " ".join(element.text or "" for element in root.iter(f"{SVG}text"))
    assert graph.nodes["plek:vreemd"]["label"] == "<b>Plek & 'co'</b>"
    assert row["onderwerp"] == "'=1+1"  # a spreadsheet does not reckon with it


def test_the_answers_are_tables_too(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_hotspot("Alleen aan zee", slug="alleen-aan-zee", municipality="velsen")
    page = client.get(PAGE).context["answers"]

    alone = csv_rows(fetched(client, "csv", "antwoord=zonder-verband"))
    pairs = csv_rows(fetched(client, "csv", "antwoord=zelfde-sector"))
    crossings = xlsx_rows(fetched(client, "xlsx", "antwoord=deelregios"))

    assert {row["slug"] for row in alone} == {node.slug for node in page["alone"]}
    assert len(pairs) == page["pairs"]
    assert len(crossings) == 28  # 21 pairs and seven of themselves
    gaps = {
        (row["deelregio_1"], row["deelregio_2"])
        for row in crossings
        if row["deelregio_1"] != row["deelregio_2"] and not row["bekende_verbanden"] + row["gewenste_verbanden"]
    }
    assert gaps == {(gap.one.slug, gap.other.slug) for gap in page["unconnected"]}
    narrowed = csv_rows(fetched(client, "csv", "antwoord=zonder-verband&deelregio=ijmond"))
    assert "alleen-aan-zee" in {row["slug"] for row in narrowed}
    assert {row["deelregio"] for row in narrowed} == {"ijmond"}


@pytest.mark.parametrize("form", ["svg", "graphml", "json", "csv", "xlsx"])
def test_a_bad_value_is_a_problem_that_names_the_parameter(client, form):
    queries = {"plek=weg": "plek", "soort=x": "soort", "dichtbij=abc": "dichtbij", "straal=-1": "straal"}
    if form in ("csv", "xlsx"):
        queries["antwoord=alles"] = "antwoord"

    for query, name in queries.items():
        response = client.get(f"{PAGE}export.{form}?{query}")

        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert [error["parameter"] for error in response.json()["errors"]] == [name]


def test_other_forms_and_methods_do_not_exist(client):
    assert client.get(f"{PAGE}export.pdf").status_code == 404
    assert client.post(f"{PAGE}export.csv").status_code == 405


def test_drafts_are_in_no_file(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        hidden = make_hotspot("Verstopte plek", slug="verstopt", live=False)
        make_link(make_hotspot("Zichtbaar"), hidden, topic="Verstopte band")

    for form in ("svg", "graphml", "json", "csv"):
        assert b"erstopt" not in fetched(client, form)
    assert client.get(f"{PAGE}export.csv?plek=verstopt").status_code == 400


def test_two_of_one_name_get_labels_that_differ():
    same = [place("kas"), organisation("kas"), place("kas-2")]
    for node in same:
        object.__setattr__(node, "name", "De Kas")

    labels = [element["label"] for element in json.loads(kumu_of(same, [link(same[0], same[1])]))["elements"]]

    assert len(set(labels)) == 3
