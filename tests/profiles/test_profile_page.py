"""The page of a subregion: its own words, what nobody has to type, and one live profile at a time."""

import csv
import json
import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from agenda.models import ActionLine, Organisation
from hotspots.models import Hotspot
from mra_portal.common.append_only import AppendOnlyError
from mra_portal.common.pasted import as_plain
from profiles.freshness import Freshness
from profiles.models import Cluster, ProfileConfirmation, Subregion, SubregionProfilePage
from tests import builders
from tests.editorial_forms import edit_url, form_on, words_on

pytestmark = pytest.mark.django_db

IJMOND = "/deelregios/ijmond/"
TODAY = date(2026, 11, 28)


def profile(slug="ijmond", code="nl") -> SubregionProfilePage:
    return SubregionProfilePage.objects.in_language(code).get(subregion__slug=slug)


def change_point(page, column, number, **words):
    """Rewrites one point as an editor would, and publishes it."""
    stream = getattr(page, column)
    raw = [dict(item) for item in stream.raw_data]
    raw[number] = {**raw[number], "value": {**raw[number]["value"], **words}}
    setattr(page, column, stream.stream_block.to_python(raw))
    page.save_revision().publish()


def test_the_page_tells_what_nobody_typed(client):
    line = ActionLine.objects.get(slug="2b")
    builders.status_update(line, "in-uitvoering")
    Organisation.objects.filter(slug="deelregio-ijmond").update(live=True)

    html = words_on(client.get(IJMOND))

    assert "Velsen" in html and "Noord-Holland" in html and "ROM InWest" in html  # noqa: PT018
    assert "2b Koppeling maken tussen innovatie en arbeidsmarkt – in uitvoering" in html
    places = Hotspot.objects.published().filter(subregion__slug="ijmond")
    assert places.count() == 8
    assert all(place.name in html for place in places)
    assert "/financiering/?deelregio=ijmond" in client.get(IJMOND).content.decode()
    count = client.get("/financiering/?deelregio=ijmond").context["filterset"].count
    assert f"{count} regelingen" in html or f"{count} schemes" in html


def test_points_lead_to_the_rows_they_name_and_only_to_public_ones(client):
    html = client.get(IJMOND).content.decode()
    assert 'href="/hotspots/energiehaven-ijmuiden/"' in html
    assert 'href="/agenda/organisaties/techport/"' in html
    Hotspot.objects.filter(slug="energiehaven-ijmuiden").update(live=False)
    Organisation.objects.filter(slug="techport").update(live=False)

    html = client.get(IJMOND).content.decode()

    assert "/hotspots/energiehaven-ijmuiden/" not in html
    assert "/agenda/organisaties/techport/" not in html
    assert "Nieuwe haven voor zeewindactiviteiten op zee" in html


def test_the_clusters_of_a_subregion_stand_at_the_points_that_name_them(client):
    html = client.get(IJMOND).content.decode()

    point = html[html.index('id="sectoren-1"') : html.index('id="sectoren-2"')]
    assert "Cluster: Sustainable Industry en Smart Energy" in point
    facts = html[html.index('class="facts"') : html.index("</dl>")]
    for cluster in Cluster.objects.filter(subregion__slug="ijmond"):
        assert cluster.name in facts
    assert "Media &amp; ICT" not in html  # a cluster of another subregion


def test_a_change_of_its_places_is_told_per_day(client):
    places = Hotspot.objects.published().filter(subregion__slug="ijmond")
    day = datetime(2026, 12, 2, 12, tzinfo=UTC)
    places.update(last_published_at=day)
    Hotspot.objects.filter(slug="energiehaven-ijmuiden").update(last_published_at=day + timedelta(days=3))
    Hotspot.objects.filter(subregion__slug="amsterdam").update(last_published_at=day + timedelta(days=4))

    html = words_on(client.get(IJMOND))

    changes = html[html.index("5 december 2026") :]
    assert changes.startswith("5 december 2026 Energiehaven IJmuiden")
    assert f"2 december 2026 {places.count() - 1} plekken gewijzigd" in changes
    assert "6 december 2026" not in html


def test_a_change_since_2025_is_shown_with_the_earlier_words(client):
    page = profile()
    change_point(
        page, "sectors", 0, text="De maakindustrie werkt nu met waterstof", change="gewijzigd", source="Test, 2026"
    )

    html = client.get(IJMOND).content.decode()

    point = html[html.index('id="sectoren-1"') : html.index('id="sectoren-2"')]
    assert "De maakindustrie werkt nu met waterstof" in point
    assert "Maakindustrie die van ‘smart industries’ naar ‘smart energy’ gaat" in point
    assert "Test, 2026" in point


def test_what_changed_needs_its_earlier_words():
    page = profile()
    raw = {**page.sectors.raw_data[0]["value"], "printed": "", "change": "vervallen"}
    stream = page.sectors.stream_block.to_python([{"type": "point", "value": raw}])

    with pytest.raises(StreamBlockValidationError):
        page.sectors.stream_block.clean(stream)


def test_english_without_a_page_of_its_own_shows_the_dutch_one_and_says_so(client):
    assert '<div class="prose prose--story">' in client.get("/en/deelregios/ijmond/").content.decode()
    profile(code="en").unpublish()

    response = client.get("/en/deelregios/ijmond/")

    assert response.status_code == 200
    assert "This profile is not there in English yet." in words_on(response)
    assert '<div class="prose prose--story" lang="nl">' in response.content.decode()


def test_the_address_is_that_of_the_row_whatever_the_page_is_called(client):
    page = profile()
    page.slug = "heel-anders"
    page.save_revision().publish()

    assert page.get_url() == IJMOND == Subregion.objects.get(slug="ijmond").get_absolute_url()
    assert client.get(IJMOND).status_code == 200
    assert client.get("/deelregios/heel-anders/").url == IJMOND
    assert client.get("/deelregios/nergens/").status_code == 404
    page.unpublish()
    assert client.get(IJMOND).status_code == 404


def test_an_editor_sees_the_draft_as_the_public_will(staff_client):
    page = profile()
    page.lede = "Nog niet openbaar."
    page.save_revision()

    draft = staff_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert "Nog niet openbaar." in words_on(draft)
    assert "Energiehaven" in words_on(draft)
    assert "Nog niet openbaar." not in words_on(staff_client.get(IJMOND))


def test_a_copy_and_an_alias_stay_drafts_and_cannot_be_published(staff_client):
    page = profile()
    parent = page.get_parent()
    for name, choice in (("kopie", {"publish_copies": "on"}), ("alias", {"alias": "on"})):
        sent = {"new_title": name, "new_slug": name, "new_parent_page": parent.pk, "copy_subpages": "", **choice}
        answer = staff_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent, follow=True)
        assert answer.status_code == 200
        assert SubregionProfilePage.objects.get(slug=name).live is False

    copy = SubregionProfilePage.objects.get(slug="kopie")
    with pytest.raises(ValidationError, match="IJmond"):
        copy.get_latest_revision().publish()
    page.save_revision().publish()

    assert list(SubregionProfilePage.objects.live().in_language("nl").filter(subregion__slug="ijmond")) == [page]
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={copy.pk}"
    answer = staff_client.post(bulk, {"next": "/beheer/"}, follow=True)
    copy.refresh_from_db()
    assert copy.live is False
    assert "IJmond" in words_on(answer)


def test_the_form_refuses_to_publish_a_second_profile_and_keeps_the_draft(staff_client):
    page = profile()
    copy = page.copy(update_attrs={"slug": "tweede", "title": "Tweede"}, keep_live=False)
    form = form_on(staff_client.get(edit_url(copy)))
    empty = {f"{name}-count": "0" for name in ("body", "sectors", "places", "programmes", "needs", "figures")}

    refused = staff_client.post(edit_url(copy), {**form, **empty, "action-publish": "1"})
    drafted = staff_client.post(edit_url(copy), {**form, **empty, "title": "Tweede, als concept"})

    copy.refresh_from_db()
    assert refused.status_code == 200
    assert page.title in words_on(refused)
    assert copy.live is False
    assert drafted.status_code == 302
    assert copy.get_latest_revision_as_object().title == "Tweede, als concept"


def test_text_from_a_word_processor_is_cleaned():
    page = profile()
    block = page.sectors.stream_block.child_blocks["point"]
    raw = {"text": "•\tEen\u00a0zin\u200b met\r\n  rom\u00admel ", "source": "  p. 44 "}

    cleaned = block.clean(block.to_python(raw))

    assert cleaned["text"] == "Een zin met rommel"
    assert cleaned["source"] == "p. 44"
    assert as_plain("– punt") == "punt"
    assert as_plain("-5 graden is koud") == "5 graden is koud" or as_plain("2 - 3") == "2 - 3"


# Wagtail leaves closing the file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_heavy_picture_and_one_without_words_are_refused(staff_client):
    heavy = SimpleUploadedFile("zwaar.jpg", get_test_image_file().file.getvalue() + b"0" * 6 * 1024 * 1024)
    answer = staff_client.post(reverse("wagtailimages:add"), {"title": "zwaar", "file": heavy})
    image = Image.objects.create(title="licht", file=get_test_image_file())
    body = profile().body.stream_block
    raw = {"picture": {"image": image.pk, "decorative": False, "alt_text": ""}, "caption": "", "source": "Test"}

    with pytest.raises(StreamBlockValidationError):
        body.clean(body.to_python([{"type": "picture", "value": raw}]))

    assert answer.status_code == 200
    assert not Image.objects.filter(title="zwaar").exists()
    raw["picture"]["alt_text"] = "Een haven met kranen"
    page = profile()
    page.body = body.to_python([{"type": "picture", "value": raw}])
    page.save_revision().publish()
    assert 'alt="Een haven met kranen"' in staff_client.get(IJMOND).content.decode()


def test_confirmations_only_follow_one_another_and_say_how_fresh_a_profile_is(client, django_user_model):
    user = django_user_model.objects.create_user("kopgroep@test.example", "x")
    days = {"ijmond": 10, "amsterdam": 200, "gooi-en-vechtstreek": 400}
    rows = {row.slug: row for row in Subregion.objects.all()}
    for slug, ago in days.items():
        ProfileConfirmation.objects.create(
            subregion=rows[slug], confirmed_on=TODAY - timedelta(days=ago + 300), user=user
        )
        newest = ProfileConfirmation.objects.create(
            subregion=rows[slug], confirmed_on=TODAY - timedelta(days=ago), user=user
        )

    slugs = {
        name: {row.slug for row in getattr(Subregion.objects, name)(TODAY)}
        for name in ("fresh_on", "due_on", "stale_on")
    }

    assert slugs["fresh_on"] == {"ijmond"}
    assert slugs["due_on"] == {"amsterdam"}
    assert slugs["stale_on"] == set(rows) - {"ijmond", "amsterdam"}
    assert profile().freshness_on(TODAY) == Freshness.FRESH
    assert profile("zuid-kennemerland").freshness_on(TODAY) == Freshness.STALE
    assert "18 november 2026" in words_on(client.get(IJMOND))
    with pytest.raises(AppendOnlyError):
        newest.delete()


def test_a_profile_is_also_data(client):
    answer = client.get("/deelregios/ijmond/export.json")
    points = json.loads(b"".join(answer.streaming_content))["resultaten"]
    answer = client.get("/en/deelregios/ijmond/export.csv")
    english = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    assert len(points) == len(english) == 6 + 5 + 2 + 3
    harbour = next(point for point in points if point["tekst"].startswith("Nieuwe haven"))
    assert harbour["onderdeel"] == "hotspots-en-projecten"
    assert harbour["kop"] == "Energiehaven"
    assert harbour["hotspots"] == ["energiehaven-ijmuiden"]
    assert "p. 44" in harbour["bron"]
    assert {point["taal"] for point in english} == {"en"}
    assert client.get("/deelregios/nergens/export.csv").status_code == 404
    assert client.get("/deelregios/ijmond/export.pdf").status_code == 404


def test_a_profile_costs_at_most_fifteen_queries_whatever_the_number_of_rows(client):
    counts = []
    for slug in ("ijmond", "zuid-kennemerland", "amsterdam"):
        client.get(f"/deelregios/{slug}/")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/deelregios/{slug}/")
        counts.append(len(captured))

    assert max(counts) <= 15, counts
    assert not client.cookies


def test_the_links_at_the_top_follow_the_page_and_places_without_a_point_are_counted(client):
    page = client.get("/deelregios/ijmond/").content.decode()

    jumps = re.findall(r'<li><a href="#([\w-]+)">', page)
    places = [page.index(f'id="{name}"') for name in jumps if name not in ("wijzigingen", "kalender")]

    assert {"verhaal", "kruisbestuivingen", "nodig", "geld"} <= set(jumps)
    assert places == sorted(places)
    assert "staan alleen in de lijst" in page
