"""The route map as a picture: where things stand, that nothing crosses, and what a reader is told."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from django.template.loader import render_to_string

from financing.route_picture import Line, PhaseColumn, Station, route_picture, upright_picture
from financing.route_picture.landscape import LARGE, MEDIUM, PAGE, RISER
from financing.route_picture.lanes import berth_of, lanes_of
from mra_portal.common.pictures.text_width import clipped, text_width, wrapped

PHASES = [PhaseColumn(name, 1, f"?fase={name}") for name in ("Idee", "Proof", "Start", "Groei", "Opschaling", "Rijp")]
LINES = [Line(number, f"Soort {number}", 2, f"?soort={number}") for number in range(1, 8)]
# The phases of the 72 options of November 2026, per line.
REAL = {
    1: "01 01 01 012 0123 0123 013 02 12 12 123 1234 1234 13 13 134 234 35 45",
    2: "012345 345 345 345",
    3: "1 12 12 12 12 123 23 23 34 34",
    4: "235 34 34 35",
    5: "12 2 23 23 234 234 234 234 2345 34 34 34 34 4",
    6: "123",
    7: "012 012 012 012 0123 0123 02 03 123 1235 2 2 23 23 23 23 234 234 35 35",
}


def station(name="Regeling", phases="12", line=1, **fields) -> Station:
    fields = {"abbreviation": "R", "url": f"/{name}/", "state": "open"} | fields
    return Station(name=name, line=line, phases=tuple(map(int, phases)), **fields)


def real_stations() -> list[Station]:
    return [
        station(f"Regeling {line}.{index}", phases, line)
        for line, row in REAL.items()
        for index, phases in enumerate(row.split())
    ]


def picture(*stations, **options):
    return route_picture(stations, LINES, PHASES, **options)


def stations_of(drawn):
    return [row for sheet in drawn.sheets for line in sheet.lines for row in line.stations]


def html(*stations, **extra) -> str:
    context = {"picture": picture(*stations), "upright": upright_picture(stations, LINES, PHASES)}
    return render_to_string(
        "financing/_route_picture.html", context | {"title": "Routekaart", "desc": "Zie de tabel."} | extra
    )


def test_the_same_rows_in_any_order_give_the_same_picture():
    rows = real_stations()

    assert html(*rows) == html(*reversed(rows))


def test_seventy_two_options_fit_in_about_sixty_three_lanes():
    assert 60 <= picture(*real_stations()).lane_count <= 64


@pytest.mark.parametrize("measures", [LARGE, MEDIUM], ids=lambda measures: measures.name)
def test_stations_of_a_lane_stand_apart(measures):
    for line in range(1, 8):
        for lane in lanes_of([row for row in real_stations() if row.line == line], measures):
            for one, other in pairwise(lane):
                assert one.end + 18 <= other.lo


def test_a_station_stays_inside_its_phases():
    row = station(phases="24")

    [drawn] = stations_of(picture(row))

    left, right = float(drawn.x), float(drawn.x) + float(drawn.width)
    assert LARGE.left_of(2) < left < LARGE.right_of(2)
    assert LARGE.left_of(4) < right < LARGE.right_of(4)


def test_no_riser_crosses_a_station():
    for line in REAL:
        lanes = _lanes(line)
        for depth, lane in enumerate(lanes):
            riser = MEDIUM.left_of(lane[0].station.phases[0]) + RISER
            assert all(berth.lo > riser for above in lanes[: depth + 1] for berth in above)


def test_every_lane_has_one_branch_and_every_first_phase_one_riser():
    for line in picture(*real_stations()).sheets[0].lines:
        lanes = _lanes(line.number)

        assert line.rails.count("a9 9 0 0 0") == len(lanes)
        assert line.rails.count("V") == len({lane[0].station.phases[0] for lane in lanes})


def _lanes(line):
    return lanes_of([row for row in real_stations() if row.line == line], MEDIUM)


def test_latest_starters_stand_next_to_the_trunk():
    starts = [lane[0].station.phases[0] for lane in _lanes(7)]

    assert starts == sorted(starts, reverse=True)


def test_a_reader_meets_stations_by_first_phase():
    names = [
        row.label for row in stations_of(picture(station("Laat", "5"), station("Vroeg", "0"), station("Midden", "2")))
    ]

    assert names == ["Vroeg", "Midden", "Laat"]


def test_a_skipped_phase_is_a_tunnel_and_still_one_station():
    [whole], [skipping] = stations_of(picture(station(phases="123"))), stations_of(picture(station(phases="13")))

    assert not whole.walls
    assert not whole.tunnels
    assert skipping.walls
    assert skipping.tunnels.count("M") >= 2


def test_without_stations_nothing_is_drawn():
    drawn = picture()

    assert stations_of(drawn) == []
    assert len(drawn.unused) == 7
    assert upright_picture([], LINES, PHASES).phases == []
    assert "<h" not in html()


def test_one_station_has_one_lane_and_six_lines_are_named_as_unused():
    page = html(station("WBSO", "012345", line=2))

    assert page.count('role="listitem"') == 2  # one in each picture
    assert "Soort 1 (1)" in page
    assert "Soort 2 (2)" not in page


def test_a_label_stands_inside_else_outside_else_short_else_cut():
    long = "Een regeling met een naam die niet in een fase past"
    inside = berth_of(station("Kort", "1"), MEDIUM)
    outside = berth_of(station(long, "1"), MEDIUM)
    short = berth_of(station(long, "5", abbreviation="ER"), MEDIUM)
    cut = berth_of(station(long, "5", abbreviation=""), MEDIUM)

    assert (inside.label, inside.is_outside) == ("Kort", False)
    assert (outside.label, outside.is_outside) == (long, True)
    assert (short.label, short.is_outside) == ("ER", False)
    assert cut.label.endswith("…")
    assert long.startswith(cut.label[:-1])


def test_no_rail_runs_through_a_label_outside():
    outside = station("Een regeling met een naam die niet in een fase past", "0")

    assert len(lanes_of([outside, station("Later", "5")], MEDIUM)) == 2


def test_a_shortened_name_is_told_in_full_with_phases_and_facts():
    page = html(station("Een regeling met een naam die niet in een fase past", "5", abbreviation="ER", facts="Lening."))

    assert "<title>Een regeling met een naam die niet in een fase past (ER). Rijp. Lening.</title>" in page


def test_a_tag_takes_room_from_the_label_and_says_rom():
    plain, tagged = (station("Vroegefasefinanciering", "1", tag=tag, via_rom=bool(tag)) for tag in ("", "NH+FL"))

    assert not berth_of(plain, MEDIUM).is_outside
    assert berth_of(tagged, MEDIUM).is_outside
    assert "ROM NH+FL" in html(tagged)


def test_states_differ_in_shape():
    page = html(*(station(state, "1", state=state) for state in ("open", "unknown", "closed")))

    assert "routemap__glyph--open" in page
    assert "routemap__glyph--unknown" in page
    assert "routemap__station--closed" in page
    assert "style=" not in page


def test_few_options_are_drawn_larger():
    assert picture(*real_stations()[:24]).density == "large"
    assert picture(*real_stations()[:25]).density == "medium"


def test_paper_has_two_sheets_and_no_line_on_both():
    drawn = picture(*real_stations(), print_size=True)

    numbers = [[line.number for line in sheet.lines] for sheet in drawn.sheets]

    assert [number for sheet in numbers for number in sheet] == [1, 2, 3, 4, 5, 6, 7]
    assert len(numbers) == 2
    assert all(float(sheet.height) <= PAGE for sheet in drawn.sheets)


def test_upright_shows_an_option_where_it_begins_nearest_rail_first():
    drawn = upright_picture([station("A", "13", 1), station("B", "1", 7), station("C", "4", 1)], LINES, PHASES)

    assert [(phase.name, phase.count) for phase in drawn.phases if phase.groups] == [("Proof", 2), ("Opschaling", 1)]
    assert [group.number for group in drawn.phases[1].groups] == [7, 1]
    assert [rail.number for rail in drawn.rails] == [1, 7]
    first, last = (float(rail.end) for rail in drawn.rails)
    assert first > last  # a rail ends at its last branch


def test_upright_rows_are_high_enough_to_touch_and_do_not_overlap():
    drawn = upright_picture([replace(row, tag="NH+FL") for row in real_stations()], LINES, PHASES)

    boxes = [
        (float(thing.hit_y), float(thing.hit_height))
        for phase in drawn.phases
        for group in phase.groups
        for thing in (group, *group.stations)
    ]
    assert min(height for _y, height in boxes) >= 28
    assert all(y + height <= below for (y, height), (below, _height) in pairwise(boxes))


@pytest.mark.parametrize("text", ["Start- en scale-upprogramma media (Hilversum)", "x" * 400, "a/b " * 90, "Éé🎈", ""])
def test_wrapped_lines_fit_and_lose_nothing(text):
    lines = wrapped(text, 14, 185)

    assert all(text_width(line, 14) <= 185 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace("-", "").replace(" ", "")


def test_a_clipped_text_fits():
    for room in (4, 20, 60, 200):
        assert text_width(clipped("Stimulering duurzame energieproductie", 14, room), 14) <= room


def test_widths_follow_the_font():
    assert text_width("M", 1000) == pytest.approx(868 * 1.04)
    assert text_width("M", 1000, strong=True) == pytest.approx(875 * 1.04)
    assert text_width("é", 10) == text_width("e", 10)
    assert text_width("漢", 10) > text_width("☃", 10)
    assert text_width("ab", 10) == pytest.approx(text_width("a", 10) + text_width("b", 10))


def test_no_two_labels_share_room():
    """Labels by the table of widths, which tells a little more than the browser draws."""
    drawn = picture(*(replace(row, name=f"{row.name} van een wat langere naam", tag="FL") for row in real_stations()))

    boxes = [
        (float(row.label_x), float(row.y), float(row.label_x) + text_width(row.label, MEDIUM.text))
        for row in stations_of(drawn)
    ]
    for (left, y, right), (other_left, other_y, other_right) in combinations(boxes, 2):
        assert abs(y - other_y) >= MEDIUM.pitch - 0.2 or right <= other_left or other_right <= left
