"""The MRA office looks after people by itself, and never gets its hands on an administrator."""

import re
from smtplib import SMTPException

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from agenda.models import Membership
from mra_portal.accounts.models import User
from mra_portal.people import operations
from mra_portal.roles import ROLES
from tests import builders
from tests.editorial_forms import form_on

pytestmark = pytest.mark.django_db

PEOPLE = "/beheer/mensen/"
PASSWORD = "sloot-brug-fietspad"


@pytest.fixture
def office(client):
    person = builders.person(role="MRA-bureau")
    client.force_login(person)
    return person


def filled_in(*organisations, coordinator=False, first=0, **fields):
    """What the form sends: one row per organisation, with the first `first` of them there already."""
    data = {
        "email": "nieuw@test.example",
        "first_name": "Noor",
        "last_name": "Nieuw",
        "role": "ambtenaar",
        "memberships-TOTAL_FORMS": len(organisations),
        "memberships-INITIAL_FORMS": first,
        **fields,
    }
    for number, organisation in enumerate(organisations):
        data[f"memberships-{number}-organisation"] = organisation.pk
        if coordinator:
            data[f"memberships-{number}-is_coordinator"] = "on"
    return data


def test_the_office_invites_somebody_who_chooses_a_password_by_mail(client, office):
    employer = builders.organisation()

    answer = client.post(f"{PEOPLE}uitnodigen/", filled_in(employer, coordinator=True, email="Nieuw@Test.example"))
    person = User.objects.get(email="nieuw@test.example")
    (letter,) = mail.outbox
    link = re.search(r"http://localhost:8000(/wachtwoord/kiezen/\S+)", letter.body)[1]
    newcomer = Client()
    before = newcomer.post("/inloggen/", {"login": person.email, "password": ""}).status_code
    form = newcomer.get(link).url
    welcome = newcomer.get(form).content.decode()
    newcomer.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    after = newcomer.post("/inloggen/", {"login": person.email, "password": PASSWORD})

    assert answer.url == PEOPLE
    assert letter.to == ["nieuw@test.example"]
    assert "3 dagen" in letter.body
    assert "Kies een wachtwoord</h1>" in welcome
    assert not any(word in welcome for word in ("Wachtwoord wijzigen", "Annuleren", "Nieuw wachtwoord"))
    assert [group.name for group in person.groups.all()] == ["Ambtenaren"]
    assert [(row.organisation, row.is_coordinator) for row in person.memberships.all()] == [(employer, True)]
    assert (before, after.url) == (200, "/beheer/")
    assert newcomer.get("/beheer/").status_code == 200
    assert "password1" not in Client().get(link, follow=True).content.decode()


def test_an_invitation_that_cannot_be_mailed_is_kept_and_mailed_again(client, office, monkeypatch):
    def broken(message, **options):
        raise SMTPException

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", broken)
        told = client.post(f"{PEOPLE}uitnodigen/", filled_in(), follow=True).content.decode()
    person = User.objects.get(email="nieuw@test.example")
    client.post(f"{PEOPLE}{person.pk}/opnieuw-mailen/")

    assert "nieuw@test.example" in told
    assert [letter.to for letter in mail.outbox] == [[person.email]]


def test_a_wrong_invitation_is_refused_whole(client, office):
    employer, number = builders.organisation(), User.objects.count()

    twice = client.post(f"{PEOPLE}uitnodigen/", filled_in(employer, employer))
    taken = client.post(f"{PEOPLE}uitnodigen/", filled_in(email=office.email.upper()))
    roleless = client.post(f"{PEOPLE}uitnodigen/", filled_in(role="beheerder"))
    empty = client.post(f"{PEOPLE}uitnodigen/", {})

    assert [answer.status_code for answer in (twice, taken, roleless, empty)] == [200] * 4
    assert User.objects.count() == number
    assert not mail.outbox


def test_the_office_is_told_when_a_role_can_do_nothing_without_an_organisation(client, office):
    without = client.post(f"{PEOPLE}uitnodigen/", filled_in(), follow=True).content.decode()
    person = User.objects.get(email="nieuw@test.example")
    form = form_on(client.get(f"{PEOPLE}{person.pk}/"))
    still = client.post(f"{PEOPLE}{person.pk}/", {**form, **filled_in()}, follow=True).content.decode()
    form = form_on(client.get(f"{PEOPLE}{person.pk}/"))
    chosen = client.post(f"{PEOPLE}{person.pk}/", {**form, **filled_in(builders.organisation())}, follow=True)
    editor = client.post(
        f"{PEOPLE}uitnodigen/", filled_in(email="rita@test.example", role="redacteur"), follow=True
    ).content.decode()

    for told in (without, still):
        assert "kan nog niets melden of aanpassen" in told
        assert f'href="{PEOPLE}{person.pk}/"' in told
    assert person.memberships.count() == 1
    for told in (chosen.content.decode(), editor):
        assert "kan nog niets" not in told


def test_an_organisation_is_asked_only_where_a_membership_was_begun(client, office):
    form = client.get(f"{PEOPLE}uitnodigen/").content.decode()
    begun = {**filled_in(), "memberships-TOTAL_FORMS": 1, "memberships-0-is_coordinator": "on"}

    refused = client.post(f"{PEOPLE}uitnodigen/", begun)

    assert re.search(r'for="id_memberships-0-organisation"[^>]*>\s*Organisatie\s*</label>', form)
    assert refused.context["memberships"][0].errors["organisation"]
    assert not User.objects.filter(email="nieuw@test.example").exists()


def test_ending_a_membership_says_what_it_ends(client, office):
    membership = builders.person(works_for=[builders.organisation(name="Waterschap Voorbeeld")]).memberships.get()

    asked = client.get(f"/beheer/memberships/delete/{membership.pk}/").content.decode()
    client.post(f"/beheer/memberships/delete/{membership.pk}/")

    assert "niets meer melden of aanpassen namens Waterschap Voorbeeld" in asked
    assert "verwijzingen" not in asked
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_the_office_changes_role_and_memberships_but_not_the_address(client, office):
    old, new = builders.organisation(), builders.organisation()
    person = builders.person(works_for=[old])
    person.groups.add(guests := Group.objects.create(name="Gasten"))
    membership = person.memberships.get()
    change = filled_in(old, new, first=1, role="datasteward", email="ander@test.example")
    change |= {"memberships-0-id": membership.pk, "memberships-0-DELETE": "on"}

    client.post(f"{PEOPLE}{person.pk}/", {**form_on(client.get(f"{PEOPLE}{person.pk}/")), **change})

    changed = User.objects.get(pk=person.pk)
    assert changed.email == person.email
    assert {group.name for group in changed.groups.all()} == {"Datastewards", guests.name}
    assert changed.is_staff
    assert [row.organisation for row in changed.memberships.all()] == [new]


def test_nobody_changes_her_own_role_or_deactivates_herself(client, office):
    form = form_on(client.get(f"{PEOPLE}{office.pk}/"))
    client.post(f"{PEOPLE}{office.pk}/", {**form, **filled_in(role="datasteward", first_name="Zelf")})
    alone = client.post(f"{PEOPLE}{office.pk}/deactiveren/")

    office.refresh_from_db()
    assert office.first_name == "Zelf"
    assert [group.name for group in office.groups.all()] == ["MRA-bureau"]
    assert office.is_active
    assert "Opened on" not in client.get(f"{PEOPLE}{office.pk}/").content.decode()
    assert client.get(f"{PEOPLE}{office.pk}/deactiveren/").status_code in (302, 403)
    assert alone.status_code == 302 or alone.status_code == 403


def test_who_is_deactivated_is_out_at_once_and_comes_back_when_the_office_says_so(client, office):
    person = builders.person()
    inside = Client()
    inside.force_login(person)
    assert inside.get("/beheer/").status_code == 200

    asked = client.get(f"{PEOPLE}{person.pk}/deactiveren/").content.decode()
    still_in = inside.get("/beheer/").status_code
    client.post(f"{PEOPLE}{person.pk}/deactiveren/")
    out = inside.get("/beheer/").status_code
    listed = client.get(f"{PEOPLE}?staat=gedeactiveerd").content.decode()
    client.post(f"{PEOPLE}{person.pk}/activeren/")
    person.refresh_from_db()

    assert inside.get("/beheer/").status_code == 302  # the session of before does not come back with the account
    anew = Client()
    anew.force_login(person)
    assert anew.get("/beheer/").status_code == 200
    assert person.email in asked
    assert still_in == 200
    assert f'href="{PEOPLE}{person.pk}/deactiveren/"' not in listed
    assert out == 302
    assert person.email in listed
    assert person.is_active


def test_an_administrator_is_out_of_reach_of_the_office(client, office):
    boss = User.objects.create_superuser("baas@test.example", "x")
    kept = User.objects.filter(pk=boss.pk).values().get()
    change = filled_in(role="ambtenaar", email="kaper@test.example")

    assert boss.email not in client.get(PEOPLE).content.decode()
    assert client.get(f"{PEOPLE}?q=baas").status_code == 200
    assert client.get(f"{PEOPLE}{boss.pk}/").status_code == 404
    for door in ("", "opnieuw-mailen/", "deactiveren/", "activeren/"):
        assert client.post(f"{PEOPLE}{boss.pk}/{door}", change).status_code == 404
    client.post(f"{PEOPLE}uitnodigen/", filled_in(email=boss.email))
    client.post(f"{PEOPLE}uitnodigen/", filled_in(is_superuser="on", is_staff="on", user_permissions=[1]))
    for door in ("edit/{}/", "delete/{}/", "new/", "{}/"):
        client.post(f"/beheer/users/{door.format(boss.pk)}", {**change, "is_superuser": "on", "password1": PASSWORD})
    for action in ("assign_role", "set_active_state", "delete"):
        client.post(f"/beheer/bulk/accounts/user/{action}/?id={boss.pk}", {"mark_as_active": "False"})
    for act in (operations.reactivate, operations.mail_invitation):
        with pytest.raises(operations.NotTheirsError):
            act(boss)
    with pytest.raises(operations.NotTheirsError):
        operations.give_role(boss, ROLES[0])

    assert User.objects.filter(pk=boss.pk).values().get() == kept
    assert list(User.objects.filter(is_superuser=True)) == [boss]
    assert not User.objects.get(email="nieuw@test.example").is_staff
    assert [letter.to for letter in mail.outbox] == [["nieuw@test.example"]]


def test_only_the_office_gets_in(client):
    person = builders.person()
    for role in ("Redacteuren", "Ambtenaren", "Datastewards"):
        client.force_login(builders.person(role=role))
        for door in ("", "uitnodigen/", "verwijderen/", f"{person.pk}/"):
            assert client.get(PEOPLE + door).status_code == 302
        client.post(f"{PEOPLE}{person.pk}/deactiveren/")
        client.post(f"{PEOPLE}uitnodigen/", filled_in())

    person.refresh_from_db()
    assert person.is_active
    assert not User.objects.filter(email="nieuw@test.example").exists()


def test_nobody_is_deleted_not_even_by_an_administrator(staff_client):
    person = builders.person(works_for=[builders.organisation()])

    said = staff_client.post(f"/beheer/users/delete/{person.pk}/", follow=True)
    in_bulk = staff_client.post(f"/beheer/bulk/accounts/user/delete/?id={person.pk}", follow=True)

    for answer in (said, in_bulk):
        assert answer.redirect_chain[-1][0] == f"{PEOPLE}verwijderen/"
    assert Membership.objects.filter(user=person).exists()


def test_the_list_finds_people_by_name_and_organisation_in_few_queries(client, office, django_assert_max_num_queries):
    employer = builders.organisation(name="Waterschap Voorbeeld")
    for number in range(12):
        builders.person(works_for=[employer], first_name=f"Kees{number}")

    with django_assert_max_num_queries(20):
        text = client.get(f"{PEOPLE}?q=waterschap+kees&staat=uitgenodigd&pagina=x").content.decode()

    assert all(f"Kees{number}" in text for number in range(12))
    assert office.email not in re.sub(r"(?s)<nav.*?</nav>|<script.*?</script>", "", text).split("<table")[1]
