"""People of subregions, and the form of a profile as the editing screen sends it."""

from django.urls import reverse

from agenda.models import Organisation
from profiles.models import SubregionProfilePage
from tests.editorial_forms import edit_url, form_on
from tests.hotspots.builders import somebody_of

STREAMS = ("body", "sectors", "places", "programmes", "needs", "figures")


def profile(slug="ijmond", code="nl") -> SubregionProfilePage:
    return SubregionProfilePage.objects.in_language(code).get(subregion__slug=slug)


def member_of(slug: str):
    """Somebody of the kopgroep of this subregion, signed in."""
    return somebody_of("Kopgroep", Organisation.objects.get(slug=f"deelregio-{slug}"))


def open_profile(client, page) -> dict:
    """The form as it opens, without the story and the points: those a browser builds by script."""
    response = client.get(edit_url(page))
    assert response.status_code == 200, response.headers.get("Location")
    return {**form_on(response), **{f"{name}-count": "0" for name in STREAMS}}


def send(client, page, form: dict, action="", **typed):
    """`action`: "publish", "submit", …; without one it is saved as a draft."""
    return client.post(edit_url(page), {**form, **typed, **({f"action-{action}": "1"} if action else {})})


def approve(client, page):
    page = SubregionProfilePage.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {})


def lede_of(page, draft=False) -> str:
    page = SubregionProfilePage.objects.get(pk=page.pk)
    return (page.get_latest_revision_as_object() if draft else page).lede
