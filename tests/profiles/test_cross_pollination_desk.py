"""Who may say what about a cross-pollination, what happens then, and what stays on record."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.urls import reverse

from mra_portal.common.append_only import AppendOnlyError
from profiles.cross_pollinations import operations
from profiles.cross_pollinations.gaps import read_gaps
from profiles.cross_pollinations.operations import Idea, OutdatedError
from profiles.models import CrossPollination, CrossPollinationEvent, GapVerdict, Sector
from tests.profiles.builders import again, cross_pollination, member_of, office, signed_in, speaker_for, subregion

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


@pytest.fixture
def row():
    """Named in print by IJmond; Amsterdam has not answered."""
    return again(cross_pollination("ijmond", "amsterdam"))


def side_of(row, slug):
    return next(side for side in row.sides if side.subregion and side.subregion.slug == slug)


def desk(name, row, *more):
    return reverse(name, args=[row.pk, *more])


def is_out(response):
    return response.status_code == 403 or (response.status_code == 302 and response["Location"] == "/beheer/")


def test_from_proposal_to_confirmed_by_both():
    ijmond, amsterdam = speaker_for("ijmond"), speaker_for("amsterdam")
    idea = Idea(subregion("ijmond"), "Waterstof", subregion("amsterdam"), sectors=[Sector.objects.get(slug="energie")])

    row = operations.propose(ijmond, idea, TODAY)
    asked = [set(CrossPollination.objects.waiting_for(subregion(slug))) for slug in ("ijmond", "amsterdam")]
    confirmed = operations.answer(amsterdam, row, side_of(row, "amsterdam"), True, TODAY)

    assert row in asked[1]
    assert row not in asked[0]
    assert confirmed.state == "bevestigd"
    assert row not in CrossPollination.objects.waiting_for(subregion("amsterdam"))
    kinds = [(event.number, event.kind) for event in again(row).history]
    assert kinds == [(1, "genoemd"), (2, "bevestigd"), (3, "stand")]


def test_what_is_only_printed_waits_for_the_other_side_and_then_for_the_first(row):
    def asked(slug):
        return row in CrossPollination.objects.waiting_for(subregion(slug))

    before = asked("ijmond"), asked("amsterdam")
    operations.answer(speaker_for("amsterdam"), row, side_of(row, "amsterdam"), True, TODAY)

    assert before == (False, True)
    assert (asked("ijmond"), asked("amsterdam")) == (True, False)
    assert again(row).state == "genoemd"  # IJmond named it in 2025, and did not say yes here


def test_a_no_parks_it_with_the_reason_and_taking_it_up_asks_again(row):
    amsterdam, ijmond = speaker_for("amsterdam"), speaker_for("ijmond")
    with pytest.raises(ValidationError):
        operations.answer(amsterdam, row, side_of(row, "amsterdam"), False, TODAY)

    declined = operations.answer(amsterdam, row, side_of(row, "amsterdam"), False, TODAY, "Nu geen tijd.")
    waiting = row in CrossPollination.objects.waiting_for(subregion("amsterdam"))
    operations.move(ijmond, row, "genoemd", TODAY, again(row).version)

    assert (declined.state, declined.state_reason_nl) == ("geparkeerd", "Nu geen tijd.")
    assert not waiting
    assert row in CrossPollination.objects.waiting_for(subregion("amsterdam"))
    assert again(row).stance_of(subregion("amsterdam")).kind == ""


def test_nothing_starts_before_both_said_yes_and_parking_wants_a_reason(row):
    ijmond = speaker_for("ijmond")

    for state, reason in (("loopt", ""), ("geparkeerd", " "), ("onzin", "")):
        with pytest.raises(ValidationError):
            operations.move(ijmond, row, state, TODAY, 1, reason)

    assert again(row).state == "genoemd"
    assert CrossPollinationEvent.objects.filter(cross_pollination=row).count() == 1


def test_the_owner_writes_down_what_was_said_outside_the_region():
    row = again(cross_pollination("ijmond", None, "Windenergie", outside="Leiden"))
    ijmond = speaker_for("ijmond")

    operations.answer(ijmond, row, side_of(row, "ijmond"), True, TODAY)
    operations.answer(ijmond, row, row.sides[1], True, TODAY, source="Brief van Leiden")

    assert again(row).state == "bevestigd"
    with pytest.raises(PermissionDenied):
        operations.answer(speaker_for("amsterdam"), row, row.sides[1], True, TODAY)


def test_only_the_owners_and_the_office_get_to_the_desk(row):
    stranger, kopgroep_elsewhere = signed_in(member_of("almere-lelystad")), signed_in(member_of("zuid-kennemerland"))
    own, bureau = signed_in(member_of("amsterdam")), signed_in(office())
    posts = {
        desk("answer_cross_pollination", row, "amsterdam"): {"amsterdam-answer": "ja"},
        desk("move_cross_pollination", row): {"stand-state": "geparkeerd", "stand-reason": "x", "stand-seen": 1},
        desk("plan_cross_pollination", row): {"stap-step": "Bellen", "stap-seen": 1},
    }

    for client in (stranger, kopgroep_elsewhere):
        assert is_out(client.get(desk("cross_pollination_desk", row)))
        assert all(is_out(client.post(address, body)) for address, body in posts.items())
    unchanged = again(row)
    page = own.get(desk("cross_pollination_desk", row)).content.decode()

    assert (unchanged.state, unchanged.next_step_nl, unchanged.version) == ("genoemd", "", 1)
    assert "antwoord/amsterdam" in page
    assert "antwoord/ijmond" not in page
    assert "antwoord/ijmond" in bureau.get(desk("cross_pollination_desk", row)).content.decode()
    for address, body in posts.items():
        body = {name: again(row).version if name.endswith("seen") else value for name, value in body.items()}
        assert own.post(address, body).status_code == 302, address
    assert again(row).state == "geparkeerd"
    assert again(row).next_step_nl == "Bellen"


def test_confirming_for_a_subregion_that_is_not_mine_is_refused(row):
    amsterdam = signed_in(member_of("amsterdam"))

    refused = amsterdam.post(desk("answer_cross_pollination", row, "ijmond"), {"ijmond-answer": "ja"})

    assert is_out(refused)
    assert again(row).version == 1
    with pytest.raises(PermissionDenied):
        operations.answer(speaker_for("almere-lelystad"), row, side_of(row, "ijmond"), True, TODAY)


def test_who_decides_on_something_older_is_told_and_loses_nothing(row):
    ijmond, amsterdam = signed_in(member_of("ijmond")), signed_in(member_of("amsterdam"))
    address = desk("plan_cross_pollination", row)

    first = ijmond.post(address, {"stap-step": "Wij bellen.", "stap-seen": 1})
    second = amsterdam.post(address, {"stap-step": "Wij schrijven.", "stap-seen": 1})

    assert (first.status_code, second.status_code) == (302, 409)
    assert again(row).next_step_nl == "Wij bellen."
    assert "Wij schrijven." in second.content.decode()


def test_proposing_for_another_subregion_or_twice_is_refused(row):
    client, address = signed_in(member_of("ijmond")), reverse("propose_cross_pollination")
    keys = {slug: subregion(slug).pk for slug in ("ijmond", "amsterdam", "almere-lelystad")}

    def propose(owner, other, topic):
        body = {"owner": keys[owner], "other": keys[other], "topic_nl": topic}
        return client.post(address, body)

    before = CrossPollination.objects.count()
    not_mine = propose("almere-lelystad", "amsterdam", "Iets nieuws")
    with_itself = propose("ijmond", "ijmond", "Iets nieuws")
    twice = propose("ijmond", "amsterdam", "proeven")
    nobody = client.post(address, {"owner": keys["ijmond"], "topic_nl": "Iets nieuws"})
    after = CrossPollination.objects.count()
    fine = propose("ijmond", "amsterdam", "Iets nieuws")

    assert [page.status_code for page in (not_mine, with_itself, twice, nobody)] == [200] * 4
    assert after == before
    assert fine.status_code == 302
    idea = Idea(subregion("ijmond"), "Stiekem", subregion("amsterdam"))
    with pytest.raises(PermissionDenied):
        operations.propose(speaker_for("almere-lelystad"), idea, TODAY)


def test_history_is_only_ever_added_to_and_names_no_person(row, client):
    user = member_of("amsterdam")
    signed_in(user).post(desk("answer_cross_pollination", row, "amsterdam"), {"amsterdam-answer": "ja"})
    event = CrossPollinationEvent.objects.filter(cross_pollination=row).last()

    html = client.get(row.get_absolute_url()).content.decode()

    assert event.author == user
    assert user.email not in html
    for change in (event.save, event.delete, CrossPollinationEvent.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            change()
    with pytest.raises(AppendOnlyError):
        CrossPollinationEvent.objects.update(printed="anders")
    with pytest.raises(ProtectedError):
        row.delete()


def test_the_gap_finder_shows_pairs_without_any_link_and_why(client):
    gaps = read_gaps()

    html = client.get("/deelregios/kruisbestuivingen/kansen/").content.decode()

    linked = {frozenset(pair) for pair in CrossPollination.objects.within_region().values_list("first", "second")}
    assert gaps
    assert not any(frozenset((gap.first.pk, gap.second.pk)) in linked for gap in gaps)
    assert all(side.clusters for gap in gaps for side in gap.evidence)
    assert {(gap.first.slug, gap.second.slug) for gap in gaps} == {
        ("almere-lelystad", "gooi-en-vechtstreek"),
        ("amstelland-meerlanden", "gooi-en-vechtstreek"),
        ("amstelland-meerlanden", "zaanstreek-waterland"),
    }
    assert "Almere-Lelystad – Gooi en Vechtstreek" in html
    assert "Tech &amp; ICT" in html


def test_a_rejected_gap_does_not_come_back_and_an_accepted_one_becomes_a_cross_pollination(client):
    almere, zaanstreek = speaker_for("almere-lelystad"), speaker_for("zaanstreek-waterland")
    rejected, parked, accepted = read_gaps()
    gooi = speaker_for("gooi-en-vechtstreek")

    operations.judge_gap(almere, rejected, "afgewezen", TODAY, "Te ver uit elkaar.")
    operations.judge_gap(gooi, parked, "geparkeerd", TODAY, "Volgend jaar.")
    row = operations.judge_gap(zaanstreek, accepted, "opgepakt", TODAY)
    now = {gap.key: gap for gap in read_gaps()}
    html = client.get("/deelregios/kruisbestuivingen/kansen/").content.decode()

    assert not any(gap.is_open for gap in now.values())
    assert now[rejected.key].is_rejected
    assert now[parked.key].is_parked
    assert accepted.key not in now
    assert "Te ver uit elkaar." in html
    assert "Volgend jaar." in html
    assert row.first.slug == "zaanstreek-waterland"
    assert row.state == "genoemd"
    assert row in CrossPollination.objects.waiting_for(accepted.first)
    with pytest.raises(OutdatedError):
        operations.judge_gap(almere, rejected, "opgepakt", TODAY)
    with pytest.raises(ValidationError):
        operations.judge_gap(gooi, parked, "afgewezen", TODAY, "")
    with pytest.raises(PermissionDenied):
        operations.judge_gap(speaker_for("ijmond"), parked, "afgewezen", TODAY, "Zomaar.")
    with pytest.raises(AppendOnlyError):
        GapVerdict.objects.first().delete()


def test_the_board_shows_what_waits_for_my_subregion(row):
    client = signed_in(member_of("amsterdam"))
    gap = read_gaps()[0]

    board = client.get(reverse("cross_pollination_board"))
    judged = client.post(reverse("gaps_to_judge"), {"gap": gap.address, "verdict": "afgewezen", "reason": "x"})

    assert row in board.context["waiting"][0]["rows"]
    assert row.topic_nl in board.content.decode()
    assert is_out(judged)
    assert not GapVerdict.objects.exists()
    assert is_out(signed_in(_civil_servant()).get(reverse("cross_pollination_board")))


def test_the_office_edits_the_texts_and_links_of_a_cross_pollination(row):
    bureau = signed_in(office())
    address = reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])

    page = bureau.get(address)
    listed = bureau.get(reverse(row.snippet_viewset.get_url_name("list")))

    assert page.status_code == listed.status_code == 200
    assert "Proeven" in page.content.decode()
    assert is_out(signed_in(member_of("ijmond")).get(address))


def _civil_servant():
    user = office("ambtenaar")
    user.groups.set(Group.objects.filter(name="Ambtenaren"))
    return user
