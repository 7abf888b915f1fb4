"""A form that was cut off on the way is told so: never a breakdown, and nothing changes."""

import pytest
from django.urls import reverse

from financing.models import FinancingOption
from tests.editorial_forms import edit_url, form_on
from tests.profiles.editing import lede_of, open_profile, profile

pytestmark = pytest.mark.django_db
TYPED = "Half verstuurd."
# What went wrong on the way: a part that is missing (None), or one that says nothing.
FAULTS = {
    "no count of blocks": {"needs-count": None},
    "a count that is no number": {"needs-count": "veel"},
    "a block that is missing": {"needs-count": "1"},
    "a block without its order": {"needs-count": "1", "needs-0-deleted": "", "needs-0-type": "point"},
    "a text that is cut off": {
        "body-count": "1",
        **{f"body-0-{name}": value for name, value in {"deleted": "", "order": "0", "type": "text", "id": ""}.items()},
        "body-0-value": '{"blocks": [{"te',
    },
}


def broken(form: dict, fault: dict) -> dict:
    return {name: value for name, value in {**form, **fault}.items() if value is not None}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_broken_form_of_a_page_is_a_bad_request_that_changes_nothing(staff_client, fault):
    page = profile()
    form = broken({**open_profile(staff_client, page), "lede": TYPED}, fault)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    add = reverse("wagtailadmin_pages:add", args=["profiles", "subregionprofilepage", page.get_parent().pk])

    answers = [staff_client.post(address, form) for address in (edit_url(page), preview, add)]

    assert [answer.status_code for answer in answers] == [400] * 3
    assert "Er is niets veranderd" in answers[0].content.decode()
    assert lede_of(page, draft=True) != TYPED


def test_rows_of_a_form_that_got_lost_change_nothing(staff_client):
    option = FinancingOption.objects.first()
    form = form_on(staff_client.get(edit_url(option)))
    kept = {name: value for name, value in form.items() if not name.endswith("_FORMS")}

    answer = staff_client.post(edit_url(option), {**kept, "summary_nl": TYPED})

    assert answer.status_code in (200, 400)
    assert option.get_latest_revision_as_object().summary_nl != TYPED


def test_a_whole_form_is_read(staff_client):
    page = profile()

    answer = staff_client.post(edit_url(page), {**open_profile(staff_client, page), "lede": TYPED})

    assert answer.status_code == 302
    assert lede_of(page, draft=True) == TYPED
