import pytest
from django.db import IntegrityError, transaction

from agenda.models import ActionLine, Status, StatusUpdate
from mra_portal.common.append_only import AppendOnlyError
from tests import builders

pytestmark = pytest.mark.django_db


def test_the_newest_report_is_the_current_status():
    line = builders.action_line()
    builders.status_update(line, "voorbereiding", reported_at="2026-03-03T10:00Z")
    builders.status_update(line, "in-uitvoering", reported_at="2026-10-06T10:00Z")

    row = ActionLine.objects.with_current_status().get(pk=line.pk)

    assert row.current_status == "in-uitvoering"
    assert row.status_reported_at.date().isoformat() == "2026-10-06"


def test_of_two_reports_at_the_same_moment_the_later_one_counts():
    line = builders.action_line()
    builders.status_update(line, "voorbereiding", reported_at="2026-10-06T10:00Z")
    builders.status_update(line, "afgerond", reported_at="2026-10-06T10:00Z")

    row = ActionLine.objects.with_current_status().get(pk=line.pk)

    assert row.status == Status.DONE


def test_a_line_page_and_a_list_agree_on_the_status():
    line = builders.action_line()
    builders.status_update(line, "gepauzeerd")

    in_list = ActionLine.objects.for_listing().get(pk=line.pk)
    on_page = ActionLine.objects.get(pk=line.pk)

    assert in_list.status == on_page.status == Status.PAUSED


@pytest.mark.parametrize(
    "bend",
    [
        lambda update: update.save(),
        lambda update: update.delete(),
        lambda update: StatusUpdate.objects.filter(pk=update.pk).update(status="afgerond"),
        lambda update: StatusUpdate.objects.filter(pk=update.pk).delete(),
        lambda update: StatusUpdate.objects.bulk_update([update], ["text_nl"]),
        lambda update: StatusUpdate.objects.bulk_create(
            [update], update_conflicts=True, update_fields=["text_nl"], unique_fields=["id"]
        ),
    ],
    ids=["save", "delete", "update", "bulk delete", "bulk update", "upsert"],
)
def test_what_was_reported_cannot_be_bent(bend):
    update = builders.status_update(builders.action_line(), text_nl="Zo was het.")
    update.text_nl = "Zo was het niet."

    with pytest.raises(AppendOnlyError):
        bend(update)

    assert StatusUpdate.objects.get(pk=update.pk).text_nl == "Zo was het."


def test_no_status_is_not_something_one_can_report():
    line = builders.action_line()

    with pytest.raises(IntegrityError), transaction.atomic():
        builders.status_update(line, Status.NONE)


def test_a_correction_shows_beside_what_it_corrects(client):
    line = builders.action_line()
    first = builders.status_update(line, "afgerond", text_nl="Het is af.")
    builders.status_update(line, "in-uitvoering", text_nl="Het is nog niet af.", corrects=first)

    page = client.get(line.get_absolute_url()).content.decode()

    assert page.index("Het is nog niet af.") < page.index("Het is af.")
    assert f"#melding-{first.pk}" in page
