"""What the office and editors do with places and links: draft, pick a point, tie two places, publish."""

import pytest
from django.urls import reverse

from hotspots.models import Hotspot, HotspotLink, Offer
from profiles.models import Subregion
from tests.editorial_forms import edit_url, form_on, open_form, publish, save_draft, words_on
from tests.hotspots.builders import make_hotspot, make_link, somebody_of

pytestmark = pytest.mark.django_db
NEW = "Kwikstaartbrug"
ADD_LINK = "wagtailsnippets_hotspots_hotspotlink:add"


@pytest.fixture
def bureau():
    return somebody_of("MRA-bureau")


@pytest.fixture
def place():
    """In Haarlem, at its station."""
    return make_hotspot(latitude="52.3876", longitude="4.6384")


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def errors_of(answer) -> dict:
    return {name: " ".join(map(str, found)) for name, found in answer.context["form"].errors.items()}


# Places.


def test_a_changed_place_with_its_parts_is_public_when_it_is_published_and_not_before(bureau, place):
    Offer.objects.create(hotspot=place, kind="lab", text_nl="Een lab.", source="test")
    typed = {"latitude": "52.3800", "reach_notes-TOTAL_FORMS": "1", "offers-0-text_nl": f"{NEW}."}
    note = {"kind": "kans", "text_nl": "Een nieuwe brug.", "source": "test", "id": ""}
    typed |= {f"reach_notes-0-{name}": value for name, value in note.items()}

    drafted = save_draft(bureau, place, open_form(bureau, place), **typed)
    before = (str(fresh(place).latitude), fresh(place).offers.get().text_nl, fresh(place).reach_notes.count())
    publish(bureau, place, open_form(bureau, place))

    assert drafted.status_code == 302
    assert before == ("52.3876", "Een lab.", 0)
    assert str(fresh(place).latitude) == "52.3800"
    assert fresh(place).offers.get().text_nl == f"{NEW}."
    assert fresh(place).reach_notes.get().text_nl == "Een nieuwe brug."


def test_a_real_place_that_is_sent_back_untouched_stays_as_it_is(bureau):
    place = Hotspot.objects.exclude(offers=None).exclude(latitude=None).first()
    before = fresh(place).serializable_data()

    publish(bureau, place, open_form(bureau, place))

    after = fresh(place).serializable_data()
    kept = [name for name in before if not name.endswith(("revision", "published_at", "offers", "reach_notes"))]
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert len(after["offers"]) == len(before["offers"])


def test_a_new_place_can_be_made_in_one_go_and_without_a_point(bureau, place):
    form = {
        "name": NEW,
        "slug": "kwikstaartbrug",
        "stage": "potentieel",
        "summary_nl": "Een plan.",
        "subregion": place.subregion_id,
        "municipality": place.municipality_id,
        "source": "test",
        "kind": "innovatiehub",
        "checked_on": "2026-11-24",
        "confidence": "laag",
        "phases": ["start"],
        **{f"{part}-{number}_FORMS": "0" for part in ("offers", "reach_notes") for number in ("TOTAL", "INITIAL")},
    }

    bureau.post(reverse("wagtailsnippets_hotspots_hotspot:add"), {**form, "action-publish": "1"})

    made = Hotspot.objects.get(slug="kwikstaartbrug")
    assert made.live
    assert made.point is None
    assert made.phases == ["start"]


def test_a_point_outside_the_region_is_refused_with_the_distance_unless_that_is_ticked(bureau, place):
    utrecht = {"latitude": "52.0907", "longitude": "5.1214", "summary_nl": f"{NEW} in concept."}
    form = open_form(bureau, place)

    refused = save_draft(bureau, place, form, **utrecht)
    stayed = fresh(place).latest_revision
    ticked = publish(bureau, place, form, **utrecht, lies_outside="on")

    assert [*errors_of(refused)] == ["latitude"]
    assert " km " in errors_of(refused)["latitude"]
    assert f"{NEW} in concept." in refused.content.decode()
    assert 'value="52.0907"' in refused.content.decode()
    assert stayed is None
    assert ticked.status_code == 302
    assert str(fresh(place).latitude) == "52.0907"


def test_a_point_in_another_municipality_names_both(bureau, place):
    refused = save_draft(bureau, place, open_form(bureau, place), latitude="52.4389", longitude="4.8258")

    assert [*errors_of(refused)] == ["municipality"]
    assert "Zaanstad" in errors_of(refused)["municipality"]
    assert "Haarlem" in errors_of(refused)["municipality"]


def test_a_point_near_a_border_is_left_to_the_editor(bureau, place):
    """The drawing may be a kilometre off: here it is Bloemendaal according to the drawing, or not."""
    answer = save_draft(bureau, place, open_form(bureau, place), latitude="52.3876", longitude="4.6180")

    assert answer.status_code == 302


def test_a_point_the_wrong_way_round_is_offered_to_be_swapped(bureau, place):
    form = open_form(bureau, place)
    swapped = {"latitude": "4.6384", "longitude": "52.3876", "summary_nl": f"{NEW} in concept."}

    refused = save_draft(bureau, place, form, **swapped)
    again = form_on(refused)
    saved = publish(bureau, place, again, swap_point="on")

    assert "swap_point" not in bureau.get(edit_url(place)).content.decode()
    assert 'name="swap_point"' in refused.content.decode()
    assert "52.3876" in errors_of(refused)["latitude"]
    assert (again["latitude"], again["summary_nl"]) == ("4.6384", f"{NEW} in concept.")
    assert saved.status_code == 302
    assert (str(fresh(place).latitude), str(fresh(place).longitude)) == ("52.3876", "4.6384")


def test_the_map_to_pick_on_knows_its_boxes_and_the_boxes_stand_without_it(bureau, place):
    page = bureau.get(edit_url(place)).content.decode()
    box = page[page.index("data-portal-pick-point") :].partition(">")[0]

    assert 'data-portal-pick-latitude="id_latitude"' in box
    assert f'data-portal-pick-land="{reverse("hotspots:map_land")}"' in box
    assert 'id="id_latitude"' in page
    assert "js/pick_point" in page


# Links.


def link_form(start, end, **typed) -> dict:
    ends = {f"from_{start._meta.model_name}": start.pk, f"to_{end._meta.model_name}": end.pk}
    told = {"kind": "werkt-samen", "topic_nl": "Bruggen", "slug": "bruggen", "source": "test"}
    return {**told, **ends, "action-publish": "1", **typed}


def test_a_link_stands_once_and_shows_at_both_ends_as_seen_from_there(bureau, place):
    other = make_hotspot("Vervolgplek")
    prefilled = form_on(bureau.get(reverse(ADD_LINK), {"to_hotspot": place.pk}))

    bureau.post(reverse(ADD_LINK), {**prefilled, **link_form(other, place, kind="volgende-plek")})
    seen = [words_on(bureau.get(edit_url(row))) for row in (place, other)]
    pages = [bureau.get(edit_url(row)).content.decode() for row in (place, other)]

    link = HotspotLink.objects.get(slug="bruggen")
    assert prefilled["to_hotspot"] == str(place.pk)
    assert (link.from_hotspot, link.to_hotspot) == (other, place)
    assert all(edit_url(link) in page for page in pages)
    assert "Vervolgplek" in seen[0]
    assert place.name in seen[1]
    assert f"{reverse(ADD_LINK)}?from_hotspot={place.pk}" in pages[0]


@pytest.mark.parametrize("asked", ["abc", "-1", "999999999999999", "²"])
def test_an_add_form_with_a_strange_end_is_an_empty_one(bureau, asked):
    answer = bureau.get(reverse(ADD_LINK), {"from_hotspot": asked})

    assert answer.status_code == 200
    assert form_on(answer)["from_hotspot"] == ""


def test_the_same_link_the_other_way_round_is_refused_and_leads_to_the_one_that_is_there(bureau, place):
    other = make_hotspot("Andere plek")
    link = make_link(other, place, topic="Samen bouwen")

    answer = bureau.post(reverse(ADD_LINK), link_form(place, other))

    assert [*errors_of(answer)] == ["to_hotspot"]
    assert str(link) in errors_of(answer)["to_hotspot"]
    assert f'<a href="{edit_url(link)}">' in answer.content.decode()
    assert HotspotLink.objects.of(place).count() == 1


def test_a_link_to_itself_is_refused_at_its_field(bureau, place):
    answers = [
        bureau.post(reverse(ADD_LINK), link_form(place, place)),
        bureau.post(reverse(ADD_LINK), link_form(place.subregion, place.subregion)),
    ]

    assert [[*errors_of(answer)] for answer in answers] == [["to_hotspot"], ["to_subregion"]]


def test_a_link_of_two_subregions_is_refused_and_told_where_it_belongs(bureau, place):
    ijmond, almere = Subregion.objects.filter(slug__in=("ijmond", "almere-lelystad"))

    answer = bureau.post(reverse(ADD_LINK), link_form(ijmond, almere))
    bureau.post(reverse(ADD_LINK), link_form(place, almere))

    assert [*errors_of(answer)] == ["to_subregion"]
    assert "kruisbestuiving" in errors_of(answer)["to_subregion"]
    assert HotspotLink.objects.get(slug="bruggen").end == almere


def test_a_link_with_two_beginnings_or_no_end_is_refused(bureau, place):
    two = link_form(place, make_hotspot(), from_subregion=place.subregion_id)
    none = {**two, "from_subregion": "", "to_hotspot": ""}

    answers = [bureau.post(reverse(ADD_LINK), form) for form in (two, none)]

    assert [[*errors_of(answer)] for answer in answers] == [["from_hotspot"], ["to_hotspot"]]


def test_the_preview_of_a_link_shows_what_is_typed(bureau, place):
    link = make_link(place, make_hotspot())
    preview = reverse("wagtailsnippets_hotspots_hotspotlink:preview_on_edit", args=[link.pk])

    bureau.post(preview, {**open_form(bureau, link), "topic_nl": f"{NEW}."})

    assert f"{NEW}." in words_on(bureau.get(preview))


def test_the_lists_cost_the_same_however_long_they_are(bureau, django_assert_max_num_queries):
    for name in ("hotspot", "hotspotlink", "station"):
        with django_assert_max_num_queries(60):  # of which two a row are Wagtail's own: its state and its review
            answer = bureau.get(reverse(f"wagtailsnippets_hotspots_{name}:list"))
        assert answer.status_code == 200
