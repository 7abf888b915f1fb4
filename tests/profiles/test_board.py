"""The start screen of who keeps a profile, and that of the office that keeps all seven."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment

from hotspots.models import Hotspot
from mra_portal.accounts.models import User
from mra_portal.common.readability import read
from profiles.models import CrossPollination, ProfileConfirmation, Subregion
from tests.editorial_forms import edit_url, words_on
from tests.hotspots.builders import somebody_of
from tests.profiles.editing import member_of, open_profile, profile, send

HOME = "/beheer/"
LONG = "Wij " + "werken samen " * 15 + "aan energie."


def board_of(client) -> str:
    return client.get(HOME).content.decode()


@pytest.mark.django_db
def test_a_member_sees_what_there_is_to_do_for_her_own_subregion_only():
    member = member_of("ijmond")
    ijmond = Subregion.objects.get(slug="ijmond")
    page = profile()
    page.contact_role, page.lede = "", LONG
    page.save_revision()
    Comment.objects.create(page=page, user=User.objects.first(), text="Klopt dit getal nog?", contentpath="lede")
    theirs = profile("almere-lelystad")
    Comment.objects.create(page=theirs, user=User.objects.first(), text="Niet voor IJmond", contentpath="lede")

    html = board_of(member)

    assert edit_url(page) in html
    assert edit_url(profile(code="en")) in html
    assert edit_url(theirs) not in html
    assert "Klopt dit getal nog?" in html
    assert "Niet voor IJmond" not in html
    assert "werken samen werken samen" in html  # hard to read
    for row in CrossPollination.objects.waiting_for(ijmond):
        assert reverse("cross_pollination_desk", args=[row.pk]) in html
    for place in Hotspot.objects.published().filter(subregion=ijmond).order_by("checked_on", "name")[:3]:
        assert place.name in html
    assert reverse("confirm_profile", args=[ijmond.pk]) in html


@pytest.mark.django_db
def test_the_board_follows_a_profile_through_draft_review_and_confirmation():
    member = member_of("ijmond")
    address = reverse("confirm_profile", args=[Subregion.objects.get(slug="ijmond").pk])
    page = profile()
    seen = [words_on(member.get(HOME))]
    send(member, page, open_profile(member, page), lede="Nieuw.")
    seen.append(words_on(member.get(HOME)))
    submitted = send(member, page, open_profile(member, page), "submit", lede="Nieuwer.")
    assert submitted.status_code == 302, words_on(submitted)[:3000]
    seen.append(words_on(member.get(HOME)))

    member.post(address)

    stands = [profile_stand(text) for text in seen]
    assert len(set(stands)) == 3, stands
    assert address not in board_of(member)  # said today already
    old = timezone.localdate() - timedelta(days=500)
    ProfileConfirmation.objects.create(
        subregion=Subregion.objects.get(slug="amsterdam"), confirmed_on=old, user=User.objects.first()
    )
    office = words_on(somebody_of("MRA-bureau").get(HOME))
    assert str(old.year) in office


def profile_stand(text: str) -> str:
    """What is said after the Dutch title."""
    return text.split("Nederlands: IJmond")[1][:60]


@pytest.mark.django_db
def test_the_office_sees_the_seven_side_by_side_and_nobody_else_does():
    office = somebody_of("MRA-bureau")
    profile("amsterdam").unpublish()

    html = board_of(office)

    for subregion in Subregion.objects.all():
        assert edit_url(profile(subregion.slug)) in html
    assert "all-profiles" in html
    for group in ("Kopgroep", "Redacteuren", "Ambtenaren", "Aanbieders", "Datastewards"):
        told = board_of(somebody_of(group))
        assert "all-profiles" not in told, group
        assert ("no-subregion" in told) == (group == "Kopgroep"), group


@pytest.mark.django_db
def test_a_board_without_a_profile_or_a_comment_says_so():
    member = member_of("ijmond")
    for code in ("nl", "en"):
        profile(code=code).delete()
    Hotspot.objects.filter(subregion__slug="ijmond").update(live=False)

    answer = member.get(HOME)

    assert answer.status_code == 200
    assert "confirm" not in answer.content.decode().split('id="panel-ijmond')[-1].split("board-requests")[0]


def test_readability_points_at_long_sentences_and_long_words():
    easy = read("De haven is groot. Er werken veel mensen. Zij maken staal en schepen.", "nl")
    long = read(LONG, "nl")
    words = " ".join(["Samenwerkingsverbanden", "organiseren", "innovatieontwikkelingen"] * 5)
    heavy = read(f"{words}. {words}.", "nl")

    assert not easy.is_hard
    assert easy.ease > 80
    assert long.has_long_sentence
    assert long.longest_words == 33
    assert heavy.is_hard
    assert heavy.ease < 0
    assert not read("", "nl").is_hard
    assert read("The harbour is big. Many people work there.", "en").ease > 70
