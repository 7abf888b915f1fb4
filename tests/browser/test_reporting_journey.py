"""Keeping a line current on a phone: from the mail to saved, a partner's proposal, one button, the office's table.

What is written here is committed, because a browser looks on, and taken away again afterwards.
"""

import re
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from agenda.freshness import Freshness
from agenda.models import ActionLine, Reminder, StatusUpdate, UpdateProposal
from agenda.reminders import Mail, message
from tests import builders
from tests.append_only import take_away
from tests.one_time_codes import code_of_now

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
PASSWORD, SECRET = "dijk-molen-roeiboot", "JBSWY3DPEHPK3PXP"


class Staged:
    """A line with an initiator and a partner, and people who work there."""

    def __init__(self):
        self.line = builders.action_line(official_title="Proeftuinen openen")
        self.initiator, self.partner = builders.organisation(), builders.organisation()
        builders.party(self.line, self.initiator)
        builders.party(self.line, self.partner, role="partner")
        self.reporter = builders.person(works_for=[self.initiator])
        self.proposer = builders.person(works_for=[self.partner])
        self.stranger = builders.person(works_for=[builders.organisation()])
        self.office = builders.person(role="MRA-bureau")
        self.people = [self.reporter, self.proposer, self.stranger, self.office]
        self.sessions, self.sessions_before = [], None

    def log_in(self, page, user):
        client = Client()
        client.force_login(user)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.sessions.append(key)
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.site}])
        return page

    def forget_sessions_afterwards(self):
        """Of who logs in by the form."""
        self.sessions_before = set(Session.objects.values_list("pk", flat=True))

    def take_away(self):
        if self.sessions_before is not None:
            Session.objects.exclude(pk__in=self.sessions_before).delete()
            Authenticator.objects.filter(user__in=self.people).delete()
        UpdateProposal.objects.filter(action_line=self.line).delete()
        take_away(StatusUpdate.objects.filter(action_line=self.line))
        take_away(Reminder.objects.filter(user__in=self.people))
        organisations = [self.initiator, self.partner, self.stranger.memberships.get().organisation]
        Session.objects.filter(pk__in=self.sessions).delete()
        self.line.parties.all().delete()
        self.line.delete()
        self.line.accelerator.delete()
        for row in (*self.people, *organisations):
            row.delete()


@pytest.fixture
def staged(site, django_db_blocker):
    """Not in a transaction: the server would not see it, and on SQLite could not write beside it."""
    with django_db_blocker.unblock():
        staged = Staged()
        staged.site = site
        yield staged
        staged.take_away()


def reminder_links(staged) -> dict[str, str]:
    """The addresses in the reminder of the reporter, by what they are for."""
    line = ActionLine.objects.with_current_status().with_newest_update().get(pk=staged.line.pk)
    letter = message(Mail(staged.reporter, [(line, Freshness.OVERDUE)]), timezone.now())
    text = unescape(letter.body + letter.alternatives[0].content)
    found = {
        "melden": r"http\S+/inloggen/\?voor=[^\s\"]*",
        "afgerond": r"http\S+/inloggen/\?voor=[^\s\"]*%3Fstatus%3Dafgerond",
        "klopt-nog": r"http\S+/klopt-nog/[^\s\"]+",
        "thuis": r"http\S+/beheer/(?=\s)",
    }
    matches = {name: re.search(pattern, text) for name, pattern in found.items()}
    parts = {name: urlsplit(match[0]) for name, match in matches.items() if match}
    return {name: part.path + (f"?{part.query}" if part.query else "") for name, part in parts.items()}


class Thumb:
    """Taps and counts; typing is not tapping."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def follow(self, address):
        self.taps += 1
        self.page.goto(address)

    def tap(self, what):
        self.taps += 1
        what.click()

    def type(self, what, text):
        self.tap(what)
        self.page.keyboard.type(text)

    def go_on_typing(self, what, text):
        """Where the cursor stands without a tap."""
        expect(what).to_be_focused()
        self.page.keyboard.type(text)


def test_from_the_mail_logged_out_with_a_second_factor_to_published_in_under_six_taps(open_page, staged, settings):
    """Every press on the screen counts, and nothing was filled in by the browser: the worst that somebody meets."""
    settings.PORTAL_SECOND_FACTOR_REQUIRED = True
    staged.reporter.set_password(PASSWORD)
    staged.reporter.save()
    TOTP.activate(staged.reporter, SECRET)
    told = {"organisation": staged.initiator, "text_nl": "De plek is gekozen.", "since": date(2026, 3, 1)}
    builders.status_update(staged.line, "in-uitvoering", **told)
    staged.forget_sessions_afterwards()
    page = open_page(**PHONE)

    def log_in(thumb):
        expect(page.get_by_label("E-mail")).to_have_value(staged.reporter.email)
        thumb.go_on_typing(page.get_by_label("Wachtwoord", exact=True), PASSWORD)
        thumb.tap(page.get_by_role("button", name="Inloggen", exact=True))

    thumb = Thumb(page)
    thumb.follow(reminder_links(staged)["afgerond"])
    log_in(thumb)
    thumb.go_on_typing(page.get_by_label("Code"), code_of_now(SECRET))
    page.get_by_label("Onthoud deze browser").check()  # once in ninety days
    thumb.tap(page.get_by_role("button", name="Inloggen", exact=True))
    expect(page.get_by_role("radio", name="Afgerond")).to_be_checked()
    thumb.go_on_typing(page.get_by_label("Wat is er gebeurd?"), "Alle proeftuinen zijn open.")
    thumb.type(page.get_by_label("Waarom is de status veranderd?"), "Het werk is klaar.")
    thumb.tap(page.get_by_role("button", name="Publiceren"))
    expect(page.get_by_text("is weer actueel")).to_be_visible()
    first_time, newest = thumb.taps, staged.line.status_updates.newest_first().first()

    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    thumb = Thumb(page)
    thumb.follow(reminder_links(staged)["melden"])
    log_in(thumb)
    thumb.go_on_typing(page.get_by_label("Wat is er gebeurd?"), "Het rapport is er.")
    thumb.tap(page.get_by_role("button", name="Publiceren"))
    expect(page.get_by_text("is weer actueel")).to_be_visible()

    assert (newest.status, newest.since) == ("afgerond", timezone.localdate())
    assert newest.text_nl == "Alle proeftuinen zijn open."
    assert (first_time, thumb.taps) == (5, 3)


def test_the_day_of_the_old_status_makes_way_and_comes_back_with_it(open_page, staged):
    told = {"since": date(2026, 3, 1), "next_step_nl": "Verder.", "next_step_on": date(2026, 12, 1)}
    builders.status_update(staged.line, "in-uitvoering", organisation=staged.initiator, **told)
    page = staged.log_in(open_page(**PHONE), staged.reporter)
    page.goto(reminder_links(staged)["afgerond"])

    def filled_in():
        return [page.get_by_label(label).input_value() for label in ("Sinds wanneer?", "Wat is de volgende stap?")]

    today = timezone.localdate().isoformat()
    assert filled_in() == [today, ""]
    page.get_by_text("In uitvoering").last.click()
    assert filled_in() == ["2026-03-01", "Verder."]
    page.get_by_text("Gepauzeerd").click()
    assert filled_in() == [today, "Verder."]


def test_from_the_mail_and_from_the_start_screen_to_published_in_under_six_taps(open_page, staged):
    page = staged.log_in(open_page(**PHONE), staged.reporter)
    links = reminder_links(staged)

    thumb = Thumb(page)
    thumb.follow(links["melden"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    thumb.tap(page.get_by_text("Voorbereiding", exact=False).first)
    thumb.type(page.get_by_label("Wat is er gebeurd?"), "De plek is gekozen.")
    thumb.tap(page.get_by_role("button", name="Publiceren"))
    expect(page.get_by_text("is weer actueel")).to_be_visible()
    from_the_mail = thumb.taps

    thumb = Thumb(page)
    thumb.follow(links["thuis"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    thumb.tap(page.get_by_role("link", name=re.compile(f"Melden ?: {staged.line.code}")))
    thumb.tap(page.get_by_text("In uitvoering").first)
    thumb.type(page.get_by_label("Wat is er gebeurd?"), "De eerste proeftuin is open.")
    page.keyboard.press("Tab")  # the question for the reason came up because the status changes
    page.keyboard.type("De vergunning is er.")
    expect(page.get_by_label("Waarom is de status veranderd?")).to_have_value("De vergunning is er.")
    thumb.tap(page.get_by_role("button", name="Publiceren"))
    expect(page.get_by_text("is weer actueel")).to_be_visible()

    page.goto(staged.line.get_absolute_url())
    expect(page.get_by_text("De eerste proeftuin is open.").first).to_be_visible()
    assert (from_the_mail, thumb.taps) == (4, 5)


def test_a_partner_proposes_and_an_initiator_takes_it_over(open_page, staged):
    partner = staged.log_in(open_page(**PHONE), staged.proposer)
    partner.goto("/beheer/")
    partner.get_by_role("link", name=re.compile(f"Voorstellen ?: {staged.line.code}")).click()
    partner.get_by_text("In uitvoering").first.click()
    partner.get_by_label("Wat is er gebeurd?").fill("Wij zijn begonnen.")
    partner.get_by_role("button", name="Verstuur het voorstel").click()
    expect(partner.get_by_text("besluit over je voorstel")).to_be_visible()
    assert not staged.line.status_updates.exists()

    initiator = staged.log_in(open_page(**PHONE), staged.reporter)
    initiator.goto("/beheer/")
    initiator.get_by_role("link", name=re.compile(f"{staged.line.code}: {staged.partner}")).click()
    expect(initiator.get_by_label("Wat is er gebeurd?")).to_have_value("Wij zijn begonnen.")
    initiator.get_by_role("button", name="Overnemen en publiceren").click()
    expect(initiator.get_by_text("is weer actueel")).to_be_visible()

    update = staged.line.status_updates.get()
    assert (update.organisation, update.proposed_by) == (staged.initiator, staged.partner)


def test_still_correct_takes_one_button_and_no_account_and_looking_confirms_nothing(open_page, staged, faults):
    builders.status_update(staged.line, organisation=staged.initiator, text_nl="De plek is gekozen.")
    address = reminder_links(staged)["klopt-nog"]
    page = open_page(**PHONE)

    for _scan in range(2):
        page.goto(address)
    assert staged.line.status_updates.count() == 1
    expect(page.get_by_text("De plek is gekozen.")).to_be_visible()
    page.get_by_role("button", name="Ja, klopt nog").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank je wel")
    faults.expect("410")
    page.goto(address)

    expect(page.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet")
    assert staged.line.status_updates.count() == 2


def test_the_office_sorts_ticks_and_mails_and_who_works_elsewhere_gets_out(open_page, staged, faults):
    page = staged.log_in(open_page(), staged.office)
    page.goto("/beheer/actielijnen/onderhoud/")
    page.get_by_role("link", name="Mensen die melden").click()
    expect(page.locator("th[aria-sort]")).to_contain_text("Mensen die melden")
    mail.outbox.clear()
    page.get_by_role("checkbox", name=staged.line.code, exact=True).check()
    page.get_by_role("button", name="Mail de mensen").click()
    expect(page.get_by_text("2 mensen kregen een mail")).to_be_visible()
    mailed = {address for letter in mail.outbox for address in letter.to}
    assert mailed == {staged.reporter.email, staged.office.email}

    faults.expect("403")
    stranger = staged.log_in(open_page(**PHONE), staged.stranger)
    for address in (f"/beheer/actielijnen/{staged.line.slug}/melden/", "/beheer/actielijnen/onderhoud/"):
        stranger.goto(address)
        expect(stranger).to_have_url(re.compile("/beheer/$"))
