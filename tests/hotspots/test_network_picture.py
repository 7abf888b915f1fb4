"""The picture of the network: where things stand, that nothing shares room, and that it is always the same."""

import random
import re
from itertools import combinations
from pathlib import Path

from django.contrib.staticfiles.finders import find
from django.template.loader import render_to_string

from hotspots.network.blocks import BLOCK, COLUMNS, GUTTER, TEXT
from hotspots.network.files import COLOURS
from hotspots.network.graph import Network, Node
from hotspots.network.picture import NetworkPicture
from mra_portal.common.pictures.text_width import text_width
from tests.hotspots.test_network import link, organisation, place, subregion

SUBREGIONS = [subregion(slug, slug[:2].upper()) for column in COLUMNS for slug in column if slug]


def made(places=60, links=75, seed=7) -> Network:
    """Somewhat as the real one: places over seven subregions, some organisations, links of every form."""
    dice = random.Random(seed)
    nodes = [
        Node(
            f"plek:p{n}",
            "plek",
            n,
            f"p{n}",
            f"Plek {n} met een {'heel erg ' * (n % 3)}lange naam",
            dice.choice(SUBREGIONS).slug,
            "campus",
            "bestaand",
        )
        for n in range(places)
    ]
    others = [organisation(f"o{n}", dice.choice([*(node.slug for node in SUBREGIONS), ""])) for n in range(12)]
    ends = [*nodes, *others, *SUBREGIONS]
    found = {}
    while len(found) < links:
        start, end = dice.sample(ends, 2)
        found.setdefault(
            frozenset((start, end)), link(start, end, dice.choice(("werkt-samen", "gewenst", "volgende-plek")))
        )
    return Network(SUBREGIONS, nodes, others, list(found.values()))


def html(network: Network, nodes, links) -> str:
    context = {"picture": NetworkPicture(network, nodes, links), "title": "Netwerk", "desc": "Zie tabel.", "id": "n"}
    return render_to_string("components/network_picture.html", context)


def everything(network: Network) -> list[Node]:
    return [*network.places, *network.subregions, *network.organisations]


def test_the_same_rows_in_any_order_give_the_same_bytes():
    network = made()
    nodes, links = everything(network), list(network.links)
    first = html(network, nodes, links)

    for seed in (1, 2):
        dice = random.Random(seed)
        dice.shuffle(nodes)
        dice.shuffle(links)
        again = Network(SUBREGIONS, network.places[::-1], network.organisations[::-1], links[:])
        assert html(again, nodes, links) == first


def test_no_two_texts_share_room_and_none_leaves_its_block():
    """By the table of widths; a browser test looks at the real letters."""
    network = made(90, 140)
    picture = NetworkPicture(network, everything(network), network.links)

    boxes = []
    for block in picture.blocks:
        right = float(block["x"]) + BLOCK
        for row in block["rows"]:
            for line in row["lines"]:
                x, y = float(row["x"]), float(line["y"])
                boxes.append((x, y - TEXT, x + text_width(line["text"], TEXT), y))
                assert boxes[-1][2] <= right
                assert y <= float(block["y"]) + float(block["height"])
    for (x, top, end, bottom), (other_x, other_top, other_end, other_bottom) in combinations(boxes, 2):
        assert end <= other_x or other_end <= x or bottom <= other_top + 1 or other_bottom <= top + 1


def test_names_are_whole_and_lines_run_outside_the_texts():
    network = made()
    picture = NetworkPicture(network, everything(network), network.links)

    for row in (row for block in picture.blocks for row in block["rows"]):
        assert " ".join(line["text"] for line in row["lines"]) == row["node"].name
    left, right = 10 + BLOCK, 10 + BLOCK + GUTTER  # of the first gutter
    for tie in picture.ties:
        for end in (*tie["dots"], *tie["rings"]):
            assert not left - BLOCK + 12 < float(end["x"]) < left - 12
            assert not right + 12 < float(end["x"]) < right + BLOCK - 12


def test_what_is_linked_stands_first_and_every_link_is_drawn():
    network = made(20, 10)
    picture = NetworkPicture(network, everything(network), network.links)

    for block in picture.blocks:
        flags = [row["partners"] > 0 for row in block["rows"]]
        assert flags == sorted(flags, reverse=True)
    assert len(picture.ties) == 10


def test_several_links_between_two_ends_are_one_line_that_says_the_strongest():
    a, b = place("a"), place("b", "almere-lelystad")
    network = Network(SUBREGIONS, [a, b], [], [link(a, b, "gewenst"), link(b, a, "volgende-plek")])

    [tie] = NetworkPicture(network, [a, b], network.links).ties

    assert not tie["is_wished_for"]
    assert len(tie["arrows"]) == 1


def test_an_outsider_stands_in_a_block_of_its_own_and_one_node_makes_a_picture():
    a, club = place("a"), organisation("club")
    network = Network(SUBREGIONS, [a], [club], [link(a, club)])

    picture = NetworkPicture(network, [a, club], network.links)
    lonely = NetworkPicture(network, [a], [])

    assert [block["slug"] for block in picture.blocks] == ["ijmond", ""]
    assert [row["node"].slug for block in lonely.blocks for row in block["rows"]] == ["a"]
    assert lonely.ties == []


def test_the_file_has_the_light_colours_of_the_page():
    tokens = Path(find("css/tokens.css")).read_text()

    for slug, colour in COLOURS.items():
        assert re.search(rf"--mra-color-{slug}: (#\w+);", tokens)[1] == colour
