"""The catalogue as DCAT-AP-NL 3.0, so that data.overheid.nl and others can take it in.

Source: https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/ (properties that it makes mandatory, and recommended ones that
the portal knows).
"""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from mra_portal.common.exports.datasets import Dataset
from mra_portal.common.exports.ledger import last_change
from mra_portal.common.exports.licence import PUBLISHER, PUBLISHER_URL
from mra_portal.open_data.catalogue import DATASETS
from mra_portal.open_data.files import file_address

CATALOGUE_FORMS = {"jsonld": ("application/ld+json", "json-ld"), "ttl": ("text/turtle; charset=utf-8", "turtle")}
DCATAP = Namespace("http://data.europa.eu/r5r/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
AUTHORITY = "http://publications.europa.eu/resource/authority/"
CC_BY = URIRef("https://creativecommons.org/licenses/by/4.0/")
PUBLIC = URIRef(f"{AUTHORITY}access-right/PUBLIC")
LANGUAGES = {"nl": URIRef(f"{AUTHORITY}language/NLD"), "en": URIRef(f"{AUTHORITY}language/ENG")}
REGIONAL_DATA = URIRef(f"{AUTHORITY}data-theme/REGI")
ECONOMY = URIRef(f"{AUTHORITY}data-theme/ECON")
FILE_TYPES = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("JSON", "application/json"),
    "geojson": ("GEOJSON", "application/geo+json"),
}


def catalogue_as(syntax: str) -> bytes:
    return graph_now().serialize(format=syntax, encoding="utf-8")


def graph_now() -> Graph:
    """The catalogue with every dataset, its files and the API."""
    graph = Graph()
    graph.bind("dcat", DCAT)
    graph.bind("dct", DCTERMS)
    graph.bind("vcard", VCARD)
    graph.bind("dcatap", DCATAP)
    base = settings.PORTAL_BASE_URL
    catalogue = URIRef(base + _path("open_data:catalogue"))
    publisher = _publisher(graph)
    graph.add((catalogue, RDF.type, DCAT.Catalog))
    for code in LANGUAGES:
        with translation.override(code):
            graph.add(
                (catalogue, DCTERMS.title, Literal(translation.gettext("Open data of the innovation portal"), code))
            )
            about = translation.gettext("Everything that is public on the innovation portal of the MRA, to use again.")
            graph.add((catalogue, DCTERMS.description, Literal(about, code)))
        graph.add((catalogue, DCTERMS.language, LANGUAGES[code]))
    graph.add((catalogue, DCTERMS.publisher, publisher))
    graph.add((catalogue, DCTERMS.license, CC_BY))
    graph.add((catalogue, FOAF.homepage, catalogue))
    service = _service(graph, base, publisher)
    graph.add((catalogue, DCAT.service, service))
    for dataset in DATASETS.values():
        graph.add((catalogue, DCAT.dataset, _dataset(graph, dataset, base, publisher, service)))
    return graph


def _path(name: str, *args: str) -> str:
    """The Dutch address, which is the one that stands for both languages."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse(name, args=args)


def _publisher(graph: Graph) -> URIRef:
    node = URIRef(PUBLISHER_URL)
    graph.add((node, RDF.type, FOAF.Agent))
    graph.add((node, FOAF.name, Literal(PUBLISHER, "nl")))
    return node


def _contact(graph: Graph) -> BNode:
    """An organisation with a page; the portal names no people and no mail addresses."""
    node = BNode("contact")
    graph.add((node, RDF.type, VCARD.Organization))
    graph.add((node, VCARD.fn, Literal(PUBLISHER)))
    graph.add((node, VCARD.hasURL, URIRef(PUBLISHER_URL)))
    return node


def _service(graph: Graph, base: str, publisher: URIRef) -> URIRef:
    node = URIRef(base + _path("open_data:api"))
    document = URIRef(base + reverse("api:openapi"))
    graph.add((node, RDF.type, DCAT.DataService))
    for code in LANGUAGES:
        with translation.override(code):
            graph.add((node, DCTERMS.title, Literal(translation.gettext("API of the innovation portal"), code)))
    graph.add((node, DCAT.endpointURL, URIRef(base + reverse("api:root").rstrip("/"))))
    graph.add((node, DCAT.endpointDescription, document))
    graph.add((node, DCTERMS.publisher, publisher))
    graph.add((node, DCTERMS.license, CC_BY))
    graph.add((node, DCTERMS.accessRights, PUBLIC))
    graph.add((node, DCAT.contactPoint, _contact(graph)))
    return node


def _dataset(graph: Graph, dataset: Dataset, base: str, publisher: URIRef, service: URIRef) -> URIRef:
    page = base + _path("open_data:dataset", dataset.name)
    node = URIRef(page)
    graph.add((node, RDF.type, DCAT.Dataset))
    graph.add((node, DCTERMS.identifier, Literal(page)))
    for code in LANGUAGES:
        with translation.override(code):
            graph.add((node, DCTERMS.title, Literal(str(dataset.title), code)))
            graph.add((node, DCTERMS.description, Literal(str(dataset.about), code)))
            if dataset.elsewhere:
                graph.add((node, DCTERMS.provenance, _provenance(graph, dataset, code)))
        graph.add((node, DCTERMS.language, LANGUAGES[code]))
    graph.add((node, DCTERMS.publisher, publisher))
    graph.add((node, DCTERMS.creator, publisher))
    graph.add((node, DCAT.contactPoint, _contact(graph)))
    graph.add((node, DCTERMS.license, CC_BY))
    graph.add((node, DCTERMS.accessRights, PUBLIC))
    graph.add((node, DCAT.landingPage, URIRef(page)))
    for theme in (ECONOMY, REGIONAL_DATA):
        graph.add((node, DCAT.theme, theme))
    changed = last_change(dataset)
    if changed:
        graph.add((node, DCTERMS.modified, Literal(changed.isoformat(), datatype=XSD.dateTime)))
    graph.add((service, DCAT.servesDataset, node))
    for form in dataset.forms:
        with translation.override(settings.LANGUAGE_CODE):
            address = base + file_address(dataset, form)
        graph.add((node, DCAT.distribution, _file(graph, dataset, form, address)))
    graph.add((node, DCAT.distribution, _list_of_api(graph, dataset, base, service)))
    return node


def _provenance(graph: Graph, dataset: Dataset, code: str) -> BNode:
    node = BNode(f"{dataset.name}-{code}")
    graph.add((node, RDF.type, DCTERMS.ProvenanceStatement))
    graph.add((node, DCTERMS.description, Literal(str(dataset.elsewhere), code)))
    return node


def _file(graph: Graph, dataset: Dataset, form: str, address: str) -> URIRef:
    node = URIRef(address)
    name, media_type = FILE_TYPES[form]
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCTERMS.title, Literal(f"{dataset.name}.{form}")))
    graph.add((node, DCAT.accessURL, node))
    graph.add((node, DCAT.downloadURL, node))
    graph.add((node, DCTERMS.format, URIRef(f"{AUTHORITY}file-type/{name}")))
    graph.add((node, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{media_type}")))
    graph.add((node, DCTERMS.license, CC_BY))
    return node


def _list_of_api(graph: Graph, dataset: Dataset, base: str, service: URIRef) -> URIRef:
    node = URIRef(base + reverse(f"api:{dataset.name}"))
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCTERMS.title, Literal(f"API {dataset.name}")))
    graph.add((node, DCAT.accessURL, node))
    graph.add((node, DCAT.accessService, service))
    graph.add((node, DCTERMS.format, URIRef(f"{AUTHORITY}file-type/JSON")))
    graph.add((node, DCTERMS.license, CC_BY))
    return node
