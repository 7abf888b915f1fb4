"""Only what is public leaves: a secret in every private field, and a look for it in every public answer."""

import io
import zipfile

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import models
from django.utils import timezone
from wagtail.models import Comment

from agenda.models import ActionLine, Event, Membership, Organisation, Status, StatusUpdate, UpdateProposal
from financing.models import FinancingOption
from hotspots.models import Hotspot, HotspotLink
from mra_portal.cms.models import Term
from mra_portal.common.append_only import AppendOnlyRow
from mra_portal.open_data.catalogue import DATASETS
from mra_portal.open_data.dump import write_dump
from profiles.models import SubregionProfilePage
from tests.agenda.builders import make_event

pytestmark = pytest.mark.django_db

SECRET = "zeshoekig-geheim"
DRAFTED = [ActionLine, Organisation, Event, FinancingOption, Hotspot, HotspotLink, Term]


def text_fields(model):
    """The fields in which people type."""
    return [
        field
        for field in model._meta.concrete_fields
        if type(field) in (models.CharField, models.TextField) and not field.choices and field.editable
    ]


def fill_texts(row, leave=()):
    for field in text_fields(type(row)):
        if field.name not in leave:
            setattr(row, field.name, SECRET[: field.max_length])
    return row


def plant_person():
    """Somebody of whom every text is the secret, behind every row that remembers a person."""
    user = fill_texts(get_user_model()(), leave=["password", "preferred_language", "language"])
    user.email = f"{SECRET}@test.example"
    user.set_password("x")
    user.save()
    for model in apps.get_models():
        if model._meta.app_label not in settings.PORTAL_CONTENT_APPS or issubclass(model, AppendOnlyRow):
            continue
        people = [field.name for field in model._meta.concrete_fields if field.related_model is get_user_model()]
        # Memberships are one per person and organisation; they are made below.
        if people and model is not Membership:
            model._base_manager.update(**dict.fromkeys(people, user))
    return user


def plant_behind_the_scenes(user):
    """Drafts, a proposal that nobody accepted, a membership, a comment; and the author of a public report."""
    make_event(), make_event()  # the calendar may hold none
    for model in DRAFTED:
        row = model.objects.filter(live=True).first()
        fill_texts(row, leave=["slug"]).save_revision()
        hidden = model.objects.filter(live=True).last()
        model._base_manager.filter(pk=hidden.pk).update(
            live=False, **{field.name: SECRET[: field.max_length] for field in text_fields(model) if not field.unique}
        )
    line, office = ActionLine.objects.published().first(), Organisation.objects.get(slug="metropoolregio-amsterdam")
    Membership.objects.create(user=user, organisation=office)
    StatusUpdate.objects.create(
        action_line=line, organisation=office, status=Status.RUNNING, author=user, text_nl="Wij zijn begonnen."
    )
    fill_texts(UpdateProposal(action_line=line, organisation=office, author=user, status=Status.RUNNING)).save()
    page = SubregionProfilePage.objects.live().first()
    Comment.objects.create(page=page, user=user, text=SECRET, contentpath="title")
    page.contact_role = SECRET
    page.save_revision()


def public_addresses():
    for name, dataset in DATASETS.items():
        yield from (f"/api/v1/{name}?per_pagina=100", f"/api/v1/{name}?per_pagina=100&taal=en")
        yield from (f"/data/{name}/export.{form}" for form in dataset.forms)
        yield f"/data/{name}/"
    yield from ("/api/v1/openapi.json", "/api/v1/verwijderingen", "/data/", "/data/api/")
    yield from ("/data/catalogus.ttl", "/data/catalogus.jsonld")
    yield from ("/agenda/export.atom", "/hotspots/export.atom", "/financiering/export.atom", "/financiering/export.ics")
    yield from ("/deelregios/kruisbestuivingen/export.atom", "/hotspots/netwerk/export.json", "/hotspots/kaart.json")
    yield from (f"/kalender/export.{form}?van=2000-01-01" for form in ("ics", "atom", "json"))
    yield from ("/kalender/", "/kalender/?van=2000-01-01")
    yield from (line.get_absolute_url() for line in ActionLine.objects.published().select_related("accelerator"))
    yield from (
        "/agenda/",
        "/agenda/voortgang/",
        "/agenda/voortgang/notitie/",
        "/agenda/organisaties/",
        "/financiering/",
        "/hotspots/",
    )


def unpacked(content: bytes) -> bytes:
    """A workbook and a dump are zips: look inside."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_a_secret_in_every_private_field_is_in_no_public_answer(client):
    plant_behind_the_scenes(plant_person())
    call_command("update_ledger")

    for address in public_addresses():
        response = client.get(address)
        assert response.status_code == 200, address
        assert SECRET.encode() not in unpacked(response.getvalue()), address
    dump = io.BytesIO()
    write_dump(dump, timezone.now())
    assert SECRET.encode() not in unpacked(dump.getvalue())


def test_the_look_for_the_secret_would_find_it(client):
    place = Hotspot.objects.published().first()
    place.summary_nl = SECRET
    place.save()

    found = [
        address
        for address in ("/api/v1/hotspots?per_pagina=100", "/data/hotspots/export.csv", "/data/hotspots/export.xlsx")
        if SECRET.encode() in unpacked(client.get(address).getvalue())
    ]

    assert len(found) == 3
