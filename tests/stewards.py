"""A data steward who brings tables out of Django admin and in again, as the browser would."""

import csv
from html import unescape
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mra_portal.common.content.admin import steward_site

CSV, XLSX = "0", "1"


@pytest.fixture
def steward(client, django_user_model):
    """A client logged in as a data steward, the only role that may open Django admin."""
    user = django_user_model.objects.create_user("datasteward@test.example", "x", is_staff=True)
    user.groups.set([Group.objects.get(name="Datastewards")])
    client.force_login(user)
    return client


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def export(client, model, format_=CSV):
    fields = {f"{model.__name__.lower()}resource_{name}": "on" for name in _fields(model)}
    answer = client.post(address(model, "export"), {"format": format_, "resource": "0", **fields})
    assert answer.status_code == 200
    return answer.content


def table_of(client, model) -> list[dict]:
    return list(csv.DictReader(StringIO(export(client, model).decode(), newline="")))


def upload(client, model, rows, format_=CSV):
    """Send a table (rows, or the bytes of a file) and get the page with the preview."""
    if not isinstance(rows, bytes):
        out = StringIO(newline="")
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
        rows = out.getvalue().encode()
    file = SimpleUploadedFile("tabel", rows)
    return client.post(address(model, "import"), {"format": format_, "resource": "0", "import_file": file})


def confirm(client, model, preview):
    return client.post(address(model, "process_import"), preview.context["confirm_form"].initial, follow=True)


def said(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def complaints(answer) -> str:
    """What the page says is wrong, as one text."""
    result = answer.context.get("result")
    assert "confirm_form" not in answer.context
    texts = [unescape(str(error)) for errors in answer.context["form"].errors.values() for error in errors]
    if result is not None:
        texts += [str(error.error) for error in result.base_errors]
        texts += [f"{row.number}: {row.error_dict}" for row in result.invalid_rows]
        assert not result.row_errors()
    assert texts
    return "\n".join(texts)


def _fields(model):
    return steward_site.get_model_admin(model).resource_classes[0]().fields
