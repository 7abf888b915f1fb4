"""The form of a report, my lines, the desk of a line and the office's table, as people use them."""

import re
from datetime import date

import pytest
from django.test import Client

from agenda.models import ActionLine, Milestone, StatusUpdate
from agenda.operations import plan_milestone
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    return builders.action_line(official_title="Proeftuinen openen")


@pytest.fixture
def employer(line):
    organisation = builders.organisation(name="Provincie Proef")
    builders.party(line, organisation)
    return organisation


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(line, what="melden") -> str:
    return f"/beheer/actielijnen/{line.slug}/{what}/" if what else f"/beheer/actielijnen/{line.slug}/"


def words(response) -> str:
    return response.content.decode()


def filled(response, **fields) -> dict:
    """What the browser would send: what the form holds, and what is typed."""
    form = response.context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**data, **fields}.items() if value not in (None, [])}


def test_from_the_start_screen_to_a_published_report(line, employer, django_assert_max_num_queries):
    client = signed_in(builders.person(works_for=[employer]))

    home = client.get("/beheer/")
    with django_assert_max_num_queries(20):
        form = client.get(address(line))
    data = filled(form, status="in-uitvoering", since="3-10-2026", text_nl="De eerste proeftuin is open.")
    looked = client.post(address(line), {**data, "bekijk": "ja"})
    with django_assert_max_num_queries(20):
        done = client.post(address(line), data)

    assert address(line) in words(home)
    assert "nooit gemeld" in words(home).lower()
    assert "In uitvoering sinds 3 oktober 2026" in words(looked)
    assert done.status_code == 302
    page = words(Client().get(line.get_absolute_url()))
    assert "De eerste proeftuin is open." in page
    assert "Provincie Proef" in page
    assert "In uitvoering sinds 3 oktober 2026" in page


def test_somebody_elses_line_stays_closed(line, employer):
    stranger = signed_in(builders.person(works_for=[builders.organisation()]))
    for what in ("melden", "verbeteren", "voorstellen", ""):
        assert stranger.get(address(line, what)).status_code in (302, 403)
        assert stranger.post(address(line, what), {"status": "afgerond", "text_nl": "Nee"}).status_code in (302, 403)
    assert stranger.post(address(line, "klopt-nog")).status_code in (302, 403)

    assert line.status_updates.count() == 0
    assert address(line) not in words(stranger.get("/beheer/"))


def test_a_wrong_answer_keeps_what_was_typed_and_says_what_to_do(line, employer):
    client = signed_in(builders.person(works_for=[employer]))
    builders.status_update(line, "in-uitvoering")
    form = client.get(address(line))

    refused = client.post(address(line), filled(form, status="gepauzeerd", since="2126-01-01", text_nl="Even niet."))

    assert refused.status_code == 422
    assert "Even niet." in words(refused)
    assert "Deze dag is nog niet geweest" in words(refused)
    assert "waarom de status verandert" in words(refused)
    assert line.status_updates.count() == 1


def test_the_second_of_two_people_reads_the_report_of_the_first_and_decides(line, employer):
    first, second = (signed_in(builders.person(works_for=[employer])) for _number in range(2))
    forms = [client.get(address(line)) for client in (first, second)]
    first.post(address(line), filled(forms[0], status="voorbereiding", text_nl="Van de eerste."))

    told = second.post(address(line), filled(forms[1], status="voorbereiding", text_nl="Van de tweede."))
    again = second.post(address(line), filled(told, status="voorbereiding", text_nl="Van de tweede."))

    assert told.status_code == 409
    assert "Van de eerste." in words(told)
    assert "Van de tweede." in words(told)
    assert again.status_code == 302
    assert [row.text_nl for row in line.status_updates.newest_first()] == ["Van de tweede.", "Van de eerste."]


def test_what_the_other_changed_is_told_before_what_is_missing_because_of_it(line, employer):
    """The first stopped the line; the second only typed a sentence, which is a change of status now."""
    first, second = (signed_in(builders.person(works_for=[employer])) for _person in range(2))
    builders.status_update(line, "in-uitvoering", organisation=employer, since=date(2026, 3, 1))
    typed = filled(second.get(address(line)), text_nl="Het loopt goed.")
    stop = filled(first.get(address(line)), status="gestopt", since="2026-11-01", text_nl="Geen geld.", reason_nl="Op.")
    first.post(address(line), stop)

    told = second.post(address(line), typed)
    kept = told.context["form"]
    again = second.post(address(line), filled(told))

    assert told.status_code == 409
    assert "Geen geld." in words(told)
    assert not kept.errors
    assert kept["text_nl"].value() == "Het loopt goed."
    assert again.status_code == 422
    assert list(again.context["form"].errors) == ["since", "reason_nl"]
    assert line.status_updates.count() == 2


def test_still_correct_with_one_press(line, employer):
    client = signed_in(builders.person(works_for=[employer]))
    update = builders.status_update(line, "in-uitvoering")

    client.post(address(line, "klopt-nog"), {"seen": update.pk})

    assert line.status_updates.count() == 2
    assert "Nog steeds in uitvoering" in words(Client().get(line.get_absolute_url()))


def test_a_correction_stands_beside_the_mistake(line, employer):
    client = signed_in(builders.person(works_for=[employer]))
    builders.status_update(line, "afgerond", text_nl="Het is af.")

    form = client.get(address(line, "verbeteren"))
    client.post(address(line, "verbeteren"), filled(form, status="in-uitvoering", text_nl="Nog niet af."))

    page = words(Client().get(line.get_absolute_url()))
    assert page.index("Nog niet af.") < page.index("Het is af.")
    assert line.status_updates.newest_first().first().corrects.text_nl == "Het is af."


def test_a_partner_proposes_and_the_initiator_decides_on_the_screen(line, employer):
    partner = builders.organisation(name="Stichting Partner")
    builders.party(line, partner, role="partner")
    proposer = signed_in(builders.person(works_for=[partner]))
    decider = signed_in(builders.person(works_for=[employer]))

    form = proposer.get(address(line, "voorstellen"))
    proposer.post(address(line, "voorstellen"), filled(form, status="in-uitvoering", text_nl="Wij zijn begonnen."))
    proposal = line.proposals.get()
    place = f"/beheer/voorstellen/{proposal.pk}/"
    assert place in words(decider.get("/beheer/"))
    assert proposer.get(place).status_code in (302, 403)
    opened = decider.get(place)
    decider.post(place, filled(opened))

    update = line.status_updates.get()
    assert (update.text_nl, update.organisation.name) == ("Wij zijn begonnen.", "Provincie Proef")
    assert "voorgesteld door Stichting Partner" in words(Client().get(line.get_absolute_url()))


def test_a_new_status_does_not_hold_from_the_day_of_the_old_one(line, employer, time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    client = signed_in(builders.person(works_for=[employer]))
    builders.status_update(line, "voorbereiding", since=date(2026, 11, 2))
    form = client.get(address(line))
    changed = filled(form, status="in-uitvoering", text_nl="Begonnen.", reason_nl="De vergunning is er.")

    refused = client.post(address(line), changed)
    again = client.post(address(line), {**changed, "since": "2026-11-20"})

    assert refused.status_code == 422
    assert "De vorige status begon op 2 november 2026" in words(refused)
    assert "Begonnen." in words(refused)
    assert again.status_code == 302
    assert "In uitvoering sinds 20 november 2026" in words(Client().get(line.get_absolute_url()))


def test_a_link_of_the_mail_opens_the_form_with_its_status_and_the_cursor_at_the_sentence(line, employer, time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    step = {"next_step_nl": "Verder.", "next_step_on": date(2026, 12, 1)}
    builders.status_update(line, "in-uitvoering", organisation=employer, since=date(2026, 3, 1), **step)
    client = signed_in(builders.person(works_for=[employer]))

    def opened(query):
        answer = client.get(address(line) + query)
        form = answer.context["form"]
        has_cursor = re.search(r"<textarea[^>]*text_nl[^>]*autofocus", words(answer)) is not None
        return [form["status"].value(), str(form["since"].value()), form["next_step_nl"].value(), has_cursor]

    silent = builders.action_line()
    builders.party(silent, employer)
    first = client.get(f"{address(silent)}?status=in-uitvoering").context["form"]
    assert (first["status"].value(), first["since"].value()) == ("in-uitvoering", None)
    assert opened("") == ["in-uitvoering", "2026-03-01", "Verder.", False]
    assert opened("?status=in-uitvoering") == ["in-uitvoering", "2026-03-01", "Verder.", True]
    assert opened("?status=gepauzeerd") == ["gepauzeerd", "2026-11-28", "Verder.", True]
    assert opened("?status=afgerond") == ["afgerond", "2026-11-28", None, True]
    assert opened("?status=geen-status") == opened("?status=%00x") == opened("")
    assert client.get(f"{address(line)}?status=afgerond").status_code == 200
    assert Client().get(f"{address(line)}?status=afgerond").url.endswith("%3Fstatus%3Dafgerond")


def test_twice_on_one_day_is_possible_and_the_same_status_keeps_its_day(line, employer, time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    client = signed_in(builders.person(works_for=[employer]))
    builders.status_update(line, "voorbereiding", since=date(2026, 11, 28))

    same = client.post(address(line), filled(client.get(address(line)), text_nl="We praten nog."))
    form = filled(client.get(address(line)), status="in-uitvoering", text_nl="Begonnen.", reason_nl="Het mag.")
    changed = client.post(address(line), form)

    assert (same.status_code, changed.status_code) == (302, 302)


def test_a_partner_reads_what_became_of_a_proposal(line, employer):
    partner = builders.organisation(name="Stichting Partner")
    builders.party(line, partner, role="partner")
    user, colleague_elsewhere = builders.person(works_for=[partner]), builders.organisation()
    builders.party(line, colleague_elsewhere, role="partner")
    proposer, other = signed_in(user), signed_in(builders.person(works_for=[colleague_elsewhere]))
    form = proposer.get(address(line, "voorstellen"))
    proposer.post(address(line, "voorstellen"), filled(form, status="in-uitvoering", text_nl="Wij zijn begonnen."))
    waits = words(proposer.get("/beheer/"))

    place = f"/beheer/voorstellen/{line.proposals.get().pk}/"
    signed_in(builders.person(works_for=[employer])).post(
        place, {"afwijzen": "ja", "decline_reason": "Eerst de vergunning."}
    )

    told = "is afgewezen: Eerst de vergunning."
    assert "wacht op een initiatiefnemer" in waits
    assert told in words(proposer.get("/beheer/"))
    assert told in words(proposer.get(address(line, "voorstellen")))
    assert told not in words(other.get("/beheer/"))
    assert told not in words(other.get(address(line, "voorstellen")))
    assert "werkblad" not in words(proposer.get("/beheer/"))


def test_requests_and_milestones_from_the_desk_to_the_page(line, employer, time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    client = signed_in(builders.person(works_for=[employer]))
    desk, who = address(line, ""), {"organisation": employer.pk}

    client.post(desk, {"wat": "gezocht", "text_nl": "Een plek voor een proef", "until": "31-12-2026", **who})
    client.post(desk, {"wat": "mijlpaal", "title_nl": "Proef af", "planned_on": "2027-01-15", **who})
    milestone = line.milestones.get()
    seen = milestone.changes.get().pk
    move = {"wat": "verplaatst", "pk": milestone.pk, "planned_on": "2027-03-01", "seen": seen, **who}
    refused = client.post(desk, move)
    client.post(desk, {**move, "reason_nl": "De vergunning is later."})

    page = words(Client().get(line.get_absolute_url()))
    assert refused.status_code == 422
    assert "Een plek voor een proef" in page
    assert "31 december 2026" in page
    assert "De vergunning is later." in page
    client.post(desk, {"wat": "gevonden", "pk": line.asks.get().pk})
    assert "Een plek voor een proef" not in words(Client().get(line.get_absolute_url()))


def test_the_desk_says_on_the_page_that_it_was_published(line, employer, time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    client = signed_in(builders.person(works_for=[employer]))
    new = {"wat": "mijlpaal", "title_nl": "Proef af", "planned_on": "2027-01-15", "organisation": employer.pk}

    told = client.post(address(line, ""), new, follow=True)

    assert "Gepubliceerd: de mijlpaal staat op de pagina van de lijn." in words(told)
    assert "Gepubliceerd" not in words(client.get(address(line, "")))
    assert "Geen account, geen cookies" not in words(told)
    assert "Geen account, geen cookies" in words(Client().get(line.get_absolute_url()))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1900-01-01", "De agenda is van 2025: kies een dag vanaf 1-1-2025."),
        ("2099-01-01", "Kies een dag binnen tien jaar: uiterlijk 28-11-2036."),
    ],
)
def test_the_desk_refuses_days_that_are_a_slip_of_the_hand(line, employer, time_machine, day, said):
    time_machine.move_to("2026-11-28T12:00Z")
    client = signed_in(builders.person(works_for=[employer]))
    who, desk = {"organisation": employer.pk}, address(line, "")
    milestone = line.milestones.create(slug="proef-af", title_nl="Proef af")
    opened = plan_milestone(
        milestone, date(2027, 1, 15), organisation=employer, author=builders.person(works_for=[employer])
    )

    planned = client.post(desk, {"wat": "mijlpaal", "title_nl": "Later", "planned_on": day, **who})
    typed = {"wat": "verplaatst", "pk": milestone.pk, "planned_on": day, "reason_nl": "Zo.", "seen": opened.pk}
    moved = client.post(desk, {**typed, **who})
    asked = client.post(desk, {"wat": "gezocht", "text_nl": "Een plek", "until": day, **who})

    assert {planned.status_code, moved.status_code, asked.status_code} == {422}
    assert planned.context["refused"].errors["planned_on"] == [said]
    assert moved.context["refused"].errors["planned_on"] == [said]
    assert asked.context["refused"].errors["until"] == [said if day > "2026" else "Deze dag is al voorbij."]
    assert said in words(planned)
    assert (line.milestones.count(), milestone.changes.count(), line.asks.count()) == (1, 1, 0)


def test_a_milestone_that_moved_meanwhile_is_shown_before_the_second_move(line, employer):
    client = signed_in(builders.person(works_for=[employer]))
    who, desk = {"organisation": employer, "author": builders.person(works_for=[employer])}, address(line, "")
    milestone = line.milestones.create(slug="proef-af", title_nl="Proef af")
    opened = plan_milestone(milestone, date(2027, 1, 15), **who)
    plan_milestone(milestone, date(2027, 3, 1), reason_nl="De vergunning is later.", **who)
    typed = {"wat": "verplaatst", "pk": milestone.pk, "planned_on": "2027-05-01", "reason_nl": "Ander idee."}

    told = client.post(desk, {**typed, "organisation": employer.pk, "seen": opened.pk})
    kept = next(one["form"] for one in told.context["milestones"][0]["forms"] if one["what"] == "verplaatst")
    client.post(desk, {**typed, "organisation": employer.pk, "seen": kept["seen"].value()})

    assert told.status_code == 409
    assert "De vergunning is later." in words(told)
    assert (kept["planned_on"].value(), kept["reason_nl"].value()) == ("2027-05-01", "Ander idee.")
    assert milestone.changes.count() == 3


def test_a_mistaken_milestone_is_opened_again_or_dropped_and_visitors_read_why(line, employer, time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    client, desk = signed_in(builders.person(works_for=[employer])), address(line, "")
    client.post(
        desk, {"wat": "mijlpaal", "title_nl": "Proef af", "planned_on": "2027-01-15", "organisation": employer.pk}
    )
    milestone = line.milestones.get()

    def say(what, **typed):
        seen = milestone.changes.newest_first().first().pk
        return client.post(desk, {"wat": what, "pk": milestone.pk, "seen": seen, "organisation": employer.pk, **typed})

    def state_told_to_visitors():
        page = Client().get(line.get_absolute_url()).content.decode()
        return re.search(r'id="mijlpalen">.*?link-list__lead[^>]*>([^<]*)<', page, re.DOTALL)[1]

    answers = [say("bereikt", done_on="2026-11-28").status_code]
    told = [state_told_to_visitors()]
    answers += [say("weer-open", planned_on="2027-01-15").status_code, say("bereikt", done_on="2026-11-28").status_code]
    answers.append(say("weer-open", planned_on="2027-01-15", reason_nl="Per ongeluk aangevinkt.").status_code)
    told.append(state_told_to_visitors())
    answers += [say("vervallen").status_code, say("vervallen", reason_nl="Het geld is op.").status_code]
    told.append(state_told_to_visitors())
    answers.append(say("vervallen", reason_nl="Nog een keer.").status_code)

    assert answers == [302, 422, 422, 302, 422, 302, 422]
    assert told == ["bereikt op 28 november 2026", "gepland voor 15 januari 2027", "vervallen"]
    page = words(Client().get(line.get_absolute_url()))
    assert "staat weer open, gepland voor 15 januari 2027: Per ongeluk aangevinkt." in page
    assert "vervallen: Het geld is op." in page
    assert milestone.changes.count() == 4
    assert not Milestone.objects.overdue_on(date(2028, 1, 1)).filter(pk=milestone.pk).exists()


def test_an_ask_or_milestone_of_another_line_cannot_be_reached_through_mine(line, employer):
    client = signed_in(builders.person(works_for=[employer]))
    other = builders.action_line()
    foreign = other.milestones.create(slug="vreemd", title_nl="Vreemd")

    answer = client.post(
        address(line, ""),
        {"wat": "bereikt", "pk": foreign.pk, "done_on": "2026-01-01", "organisation": employer.pk},
    )

    assert answer.status_code == 404
    assert foreign.changes.count() == 0


def test_the_office_sees_what_needs_attention_and_mails_people(line, employer, mailoutbox):
    member = builders.person(works_for=[employer])
    office = signed_in(builders.person(role="MRA-bureau"))

    table = office.get("/beheer/actielijnen/onderhoud/?sorteer=mensen")
    office.post("/beheer/actielijnen/onderhoud/", {"regel": [line.slug]})
    office.post("/beheer/actielijnen/onderhoud/", {"regel": [line.slug]})

    assert line.official_title in words(table)
    assert [mail.to for mail in mailoutbox if mail.to == [member.email]] == [[member.email]]
    assert signed_in(member).get("/beheer/actielijnen/onderhoud/").status_code in (302, 403)


def test_the_office_records_what_is_said_of_a_role(line, employer):
    office = signed_in(builders.person(role="MRA-bureau"))
    party, place = line.parties.get(), f"/beheer/actielijnen/{line.slug}/rollen/"

    said = {"party": party.pk, "state": "bevestigd", "said_by": "directeur"}
    wrong = office.post(place, {**said, "said_on": "2126-01-01"})
    office.post(place, {**said, "said_on": "1-10-2026"})

    stale = office.post(place, {**said, "state": "afgewezen", "said_on": "2-10-2026"})
    kept = stale.context["rows"][0]["form"]

    assert wrong.status_code == 422
    assert stale.status_code == 409
    assert kept["state"].value() == "afgewezen"
    assert party.statements.get().state == "bevestigd"
    office.post(place, {**said, "state": "afgewezen", "said_on": "2-10-2026", "seen": kept["seen"].value()})
    assert [statement.state for statement in party.statements.all()] == ["afgewezen", "bevestigd"]
    assert signed_in(builders.person(works_for=[employer])).get(address(line)).status_code in (302, 403)


def test_real_lines_of_everybody_are_reported_by_every_subregion():
    """A line of "Allen": the roles name every subregion and province."""
    everybody = ActionLine.objects.filter(initiators_printed__startswith="Allen").first()
    ijmond = everybody.parties.get(organisation__slug="deelregio-ijmond", role="initiator").organisation
    client = signed_in(builders.person(works_for=[ijmond], role="Kopgroep"))

    form = client.get(address(everybody))
    client.post(address(everybody), filled(form, status="voorbereiding", text_nl="IJmond begint."))

    assert StatusUpdate.objects.get(action_line=everybody).organisation == ijmond


def told_after_mailing(office, *lines) -> str:
    return words(office.post("/beheer/actielijnen/onderhoud/", {"regel": [line.slug for line in lines]}, follow=True))


def test_the_office_is_told_why_nobody_was_mailed(line, employer, mailoutbox):
    office = signed_in(builders.person(role="MRA-bureau"))

    nothing_chosen = told_after_mailing(office)
    nobody_there = told_after_mailing(office, line)
    builders.person(works_for=[employer])
    sent = told_after_mailing(office, line)
    again = told_after_mailing(office, line)

    assert "Kies eerst een lijn." in nothing_chosen
    assert f"Geen initiatiefnemer van {line.code} heeft iemand" in nobody_there
    assert "1 persoon kreeg een mail." in sent
    assert "Niemand kreeg een mail. Wie de afgelopen 10 dagen" in again
    assert f"Geen initiatiefnemer van {line.code}" not in again
    assert len(mailoutbox) == 2


@pytest.mark.parametrize(
    ("column", "first", "then"), [("mensen", "ascending", "descending"), ("rollen", "descending", "ascending")]
)
def test_a_second_click_on_a_column_turns_the_table_round(line, employer, column, first, then):
    builders.party(builders.action_line(), builders.organisation())
    builders.person(works_for=[employer])
    builders.party(line, builders.organisation(), role="partner")
    office = signed_in(builders.person(role="MRA-bureau"))
    count = {"mensen": "people", "rollen": "unconfirmed"}[column]

    clicked = office.get(f"/beheer/actielijnen/onderhoud/?sorteer={column}")
    turned = office.get(f"/beheer/actielijnen/onderhoud/?sorteer=-{column}")
    counts = [[row[count] for row in page.context["rows"]] for page in (clicked, turned)]

    assert f'aria-sort="{first}"><a href="?sorteer=-{column}"' in words(clicked)
    assert f'aria-sort="{then}"><a href="?sorteer={column}"' in words(turned)
    assert [sorted(row, reverse=way == "descending") for row, way in zip(counts, (first, then), strict=True)] == counts
    assert office.get("/beheer/actielijnen/onderhoud/?sorteer=-onzin").status_code == 200
