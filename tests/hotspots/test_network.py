"""What the network tells about its holes, checked against graphs that are worked out by hand."""

import json

import pytest
from django.utils.html import strip_tags

from hotspots.geography import Point
from hotspots.models import Hotspot, HotspotLink
from hotspots.network import answers
from hotspots.network import picture as picture_module
from hotspots.network.graph import Link, Network, Node
from profiles.models import CrossPollination, Sector, Subregion
from profiles.models.vocabulary import State
from tests import builders as agenda
from tests.hotspots.builders import make_hotspot, make_link
from tests.profiles.builders import cross_pollination

PAGE = "/hotspots/netwerk/"


def place(slug, subregion="ijmond", sectors=(), point=None) -> Node:
    return Node(
        f"plek:{slug}",
        "plek",
        0,
        slug,
        slug.upper(),
        subregion,
        "innovatiehub",
        "bestaand",
        point=point,
        sectors=sectors,
    )


def subregion(slug, code) -> Node:
    return Node(f"deelregio:{slug}", "deelregio", 0, slug, slug, slug, code=code)


def organisation(slug, where="") -> Node:
    return Node(f"organisatie:{slug}", "organisatie", 0, slug, slug, where, "netwerk")


def link(start, end, kind="werkt-samen") -> Link:
    return Link(f"{start.slug}-{end.slug}", kind, start, end, "Onderwerp", "", "", "test")


def names(nodes) -> list[str]:
    return [node.slug for node in nodes]


def pairs(found) -> list[str]:
    return [f"{pair.one.slug}-{pair.other.slug}" for pair in found.nearest]


IJ, ZK, AL = subregion("ijmond", "IJ"), subregion("zuid-kennemerland", "ZK"), subregion("almere-lelystad", "AL")


def test_the_answers_are_those_of_the_graph_on_paper():
    """a–b known, b–c wished for, d–school wished for, e alone; IJmond and Zuid-Kennemerland tied by b–c."""
    a, b, d = place("a"), place("b"), place("d")
    c, e = place("c", "zuid-kennemerland"), place("e", "almere-lelystad")
    school = organisation("school", "almere-lelystad")
    links = [link(a, b), link(b, c, "gewenst"), link(d, school, "gewenst")]
    graph = Network([IJ, ZK, AL], [a, b, c, d, e], [school], links)

    crossing = answers.crossings(graph)

    assert names(answers.unlinked(graph, graph.places)) == ["e"]
    assert names(answers.only_wished_for(graph, graph.places)) == ["c", "d"]
    assert [names(group) for group in graph.groups] == [["a", "b", "c"], ["school", "d"]]
    # A link with an organisation ties no subregions: Almere-Lelystad stays apart from both others.
    assert [(gap.one.slug, gap.other.slug) for gap in answers.unconnected(graph)] == [
        ("ijmond", "almere-lelystad"),
        ("zuid-kennemerland", "almere-lelystad"),
    ]
    assert (crossing["ijmond", "ijmond"].known, crossing["ijmond", "ijmond"].wished_for) == (1, 0)
    assert (crossing["zuid-kennemerland", "ijmond"].known, crossing["ijmond", "zuid-kennemerland"].wished_for) == (0, 1)


def test_pairs_of_a_sector_without_a_link_nearest_first():
    """Four of food: 6 pairs, a–b is linked; d has no point, so its three pairs come last, by slug."""
    a = place("a", sectors=("voedsel",), point=Point(52.40, 4.60))
    b = place("b", sectors=("voedsel", "bouw"), point=Point(52.40, 4.61))
    c = place("c", sectors=("voedsel",), point=Point(52.40, 4.70))
    d = place("d", sectors=("voedsel",))
    graph = Network([IJ], [a, b, c, d], [], [link(a, b), link(b, a, "zelfde-thema")])

    [food] = answers.pairs_by_sector(graph, graph.places, ["voedsel", "bouw", "energie"], 10)
    [short] = answers.pairs_by_sector(graph, graph.places, ["voedsel"], 2)

    assert (food.places, food.pairs, food.without_link) == (4, 6, 5)
    assert pairs(food) == ["b-c", "a-c", "a-d", "b-d", "c-d"]
    assert [pair.km is None for pair in food.nearest] == [False, False, True, True, True]
    assert food.nearest[0].km == pytest.approx(6.11, abs=0.02)
    assert pairs(short) == ["b-c", "a-c"]
    assert answers.count_pairs(graph, graph.places, ["voedsel", "bouw"]) == 5


def test_a_linked_pair_is_no_pair_whatever_ties_it_but_a_shared_organisation_does_not_tie():
    a, b, school = place("a", sectors=("bouw",)), place("b", sectors=("bouw",)), organisation("school")
    apart = Network([IJ], [a, b], [school], [link(a, school), link(b, school)])
    wished = Network([IJ], [a, b], [], [link(a, b, "gewenst")])

    found = [answers.pairs_by_sector(graph, graph.places, ["bouw"], 5)[0].without_link for graph in (apart, wished)]

    assert found == [1, 0]


@pytest.fixture
def _small_network(db):
    """Only three published places, with one link; and what must not be seen."""
    Hotspot.objects.update(live=False)
    HotspotLink.objects.update(live=False)
    CrossPollination.objects.update(state=State.PARKED, state_reason_nl="Niet nu.")
    food = Sector.objects.first()
    one = make_hotspot("Eerste", slug="eerste", sectors=[food])
    two = make_hotspot("Tweede", slug="tweede", municipality="almere", sectors=[food])
    make_hotspot("Derde alleen", slug="derde", municipality="velsen")
    make_link(one, two, topic="Samen koken")
    draft = make_hotspot("Geheim concept", slug="geheim", live=False, sectors=[food])
    make_link(one, draft, topic="Verborgen band")
    make_link(one, agenda.organisation(name="Stille club", slug="stille-club", live=False), topic="Verborgen band")
    make_link(two, Subregion.objects.get(slug="ijmond"), topic="Ongepubliceerde band", live=False)


@pytest.mark.usefixtures("_small_network")
def test_the_page_says_what_the_rows_say_and_nothing_of_drafts(client):
    page = client.get(PAGE)

    text = page.content.decode()
    context = page.context["answers"]
    assert (page.context["place_count"], page.context["count"]) == (3, 1)
    assert names(context["alone"]) == ["derde"]
    assert [sector["without_link"] for sector in context["sectors"]] == [0]
    assert len(context["unconnected"]) == 20  # of the 21 pairs of seven subregions, one is tied
    assert "Samen koken" in text
    for hidden in ("Geheim", "geheim", "Stille", "stille-club", "Verborgen", "Ongepubliceerde"):
        assert hidden not in text
    assert not page.cookies
    assert "<form" in text
    assert 'method="post"' not in text


@pytest.mark.usefixtures("_small_network")
def test_filters_narrow_nodes_and_links_alike_on_the_page(client):
    said = {
        query: (client.get(f"{PAGE}?{query}").context["place_count"], client.get(f"{PAGE}?{query}").context["count"])
        for query in ("deelregio=ijmond", "deelregio=zuid-kennemerland", "verband=organisatie", "soort=werkt-samen")
    }

    assert said == {
        "deelregio=ijmond": (1, 0),
        "deelregio=zuid-kennemerland": (1, 1),
        "verband=organisatie": (3, 0),
        "soort=werkt-samen": (3, 1),
    }


@pytest.mark.usefixtures("_small_network")
def test_one_node_shows_its_neighbours_without_script(client):
    page = client.get(f"{PAGE}?plek=eerste")

    assert page.context["focus"]["name"] == "Eerste"
    assert [tie["name"] for tie in page.context["focus"]["links"]] == ["Tweede"]
    assert {node.slug for node in page.context["rows"]} == {"eerste", "tweede"}
    alone = client.get(f"{PAGE}?plek=derde")
    assert alone.status_code == 200
    assert alone.context["focus"]["links"] == []


@pytest.mark.django_db
def test_facets_of_links_count_what_choosing_them_gives(client):
    facets = {facet.name: facet for facet in client.get(PAGE).context["filterset"].facets}

    for name in ("verband", "soort"):
        for option in facets[name].options:
            assert client.get(f"{PAGE}?{name}={option.value}").context["count"] == option.count


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("plek=bestaat-niet", "bestaat-niet"),
        ("organisatie=bestaat-niet", "bestaat-niet"),
        ("verband=zomaar", "zomaar"),
        ("soort=vijand", "vijand"),
        ("deelregio=utrecht", "utrecht"),
        ("dichtbij=abc", "abc"),
        ("straal=-1", "0,1"),
        ("pagina=1000000000", "1000000000"),
        ("pagina=nul", "pagina"),
        ("q=%00&plek=%00", ""),
    ],
)
def test_bad_input_gets_a_message_and_the_page_stays(client, query, said):
    page = client.get(f"{PAGE}?{query}")

    assert page.status_code == 200
    assert said in strip_tags(page.content.decode())


@pytest.mark.django_db
def test_the_network_is_read_and_drawn_once_per_change_of_the_data(
    client, monkeypatch, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    drawn = []
    plan_of = picture_module.plan_of
    monkeypatch.setattr(picture_module, "plan_of", lambda *args: drawn.append(args) or plan_of(*args))
    with django_capture_on_commit_callbacks(execute=True):
        make_hotspot("Nieuw in het net")
    client.get(PAGE)

    with django_assert_max_num_queries(6):
        again = client.get(PAGE)
    before = len(drawn)
    with django_capture_on_commit_callbacks(execute=True):
        make_hotspot("Nog nieuwer")
    changed = client.get(PAGE)

    assert before == 1
    assert len(drawn) == 2
    assert "Nieuw in het net" in again.content.decode()
    assert "Nog nieuwer" in changed.content.decode()


@pytest.mark.django_db
def test_more_than_can_be_drawn_is_told_with_a_way_to_narrow(client, monkeypatch):
    monkeypatch.setattr("hotspots.network.picture.MOST_PLACES", 5)

    page = client.get(PAGE)

    assert page.status_code == 200
    assert page.context["drawn"] == ""
    assert page.context["table"]
    assert "network__picture" not in page.content.decode()
    assert client.get(f"{PAGE}export.svg").status_code == 400
    assert client.get(f"{PAGE}export.graphml").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?plek=de-koepel", "?deelregio=ijmond", "?q=techport"])
def test_queries_of_the_network_do_not_grow(client, query, django_assert_max_num_queries):
    client.get(f"{PAGE}{query}")

    with django_assert_max_num_queries(8):
        client.get(f"{PAGE}{query}")


@pytest.mark.usefixtures("_small_network")
def test_what_ties_two_subregions_are_their_cross_pollinations(client):
    """Wished for until it runs; the topic leads to its page. What is parked ties nobody."""
    cross_pollination(topic="Idee")
    cross_pollination(topic="Bezig", state=State.RUNNING)
    cross_pollination(topic="Weg", state=State.PARKED, state_reason_nl="Niet nu.")
    cross_pollination(second=None, outside="Leiden", topic="Buiten")

    page = client.get(f"{PAGE}?verband=deelregio")
    files = json.loads(client.get(f"{PAGE}export.json?verband=deelregio").content)["connections"]

    rows = {str(row["topic"]): row for row in page.context["table"]}
    assert {name: row["is_wished_for"] for name, row in rows.items()} == {"Idee": True, "Bezig": False}
    assert (rows["Idee"]["start"]["name"], rows["Idee"]["stated_by"]) == ("IJmond", "IJmond")
    assert f'<a href="{rows["Idee"]["url"]}">Idee</a>' in page.content.decode()
    assert client.get(rows["Idee"]["url"]).status_code == 200
    assert {row["label"]: row["pagina"].endswith(rows[row["label"]]["url"]) for row in files} == {
        "Idee": True,
        "Bezig": True,
    }
    assert len(page.context["answers"]["unconnected"]) == 19  # one pair more than the places tie


@pytest.mark.django_db
def test_what_the_agenda_says_of_the_whole_region_is_stated_by_no_subregion(client):
    slug = "zuid-kennemerland-gooi-en-vechtstreek-gezonde-leefomgeving"

    said = []
    for address in (PAGE, f"/en{PAGE}"):
        [row] = [row for row in client.get(address).context["table"] if row["slug"] == slug]
        said.append(str(row["stated_by"]))

    assert "hele regio" in said[0]
    assert "whole region" in said[1]
