"""Every page costs a fixed number of queries, at most twelve for a visitor, whatever the number of rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.models import ActionLine, Organisation
from tests import builders
from tests.agenda.builders import make_event

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/financiering/",
    "/financiering/?fase=start&gemeente=almere&sector=energie&open=nu&bedrag=25.000&q=lening&optie=bmkb",
    "/financiering/wbso/",
    "/financiering/mit-flevoland/?gemeente=almere&fase=idee&sector=energie",
    "/financiering/mijn-route/?fase=start&gemeente=almere&sector=energie&bedrag=25.000&omvang=klein&partner=ja",
    "/financiering/routekaart/?gemeente=almere",
    "/financiering/vergelijk/?optie=bmkb&optie=wbso&optie=mit-flevoland",
    "/hotspots/amsterdam-science-park/",
    "/hotspots/techport-innovation-centre/",
    "/hotspots/tuinbouw-heemskerk/",
    "/en/hotspots/techport-innovation-centre/",
    "/agenda/",
    "/agenda/?weergave=tabel&sorteer=gemeld",
    "/agenda/?versneller=verbindingen&status=geen-status&q=innovatie&per_pagina=100",
    "/agenda/?versneller=verbindingen&partner=new-dutch",
    "/agenda/ondernemerschap-kapitaal/",
    "/agenda/ondernemerschap-kapitaal/1b/",
    "/agenda/samenwerkingen/5a/",
    "/agenda/organisaties/",
    "/agenda/organisaties/?soort=netwerk&rol=partner&q=netwerk",
    "/agenda/organisaties/metropoolregio-amsterdam/",
    "/agenda/organisaties/deelregio-ijmond/",
    "/agenda/organisaties/techport/",
    "/agenda/vestigingslocaties/4a/",
    "/kalender/",
    "/kalender/?van=2026-01-01&tot=2027-12-31&deelregio=ijmond&soort=netwerkbijeenkomst&q=innovatie",
    "/kalender/oram-next-gen-festival-2026/",
    "/deelregios/kruisbestuivingen/",
    "/deelregios/kruisbestuivingen/zaanstreek-waterland-amsterdam-deep-tech-esports-gaming/",
    "/deelregios/kruisbestuivingen/kansen/",
    "/monitor/",
    "/monitor/?deelregio=amsterdam&gemeente=amsterdam&q=studenten",
    "/monitor/aandeel-innovatieve-bedrijven/",
    "/verhaal/",
    "/verhaal/onze-aanpak/",
    "/over/",
    "/begrippen/",
    "/insluiten/financiering/?fase=start",
    "/insluiten/hotspots/kaart/",
    "/zoeken/?q=innovatie",
    "/en/",
    "/en/agenda/",
    "/en/verhaal/onze-aanpak/",
]


def queries_of(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return captured


def warm(client):
    """Caches that live longer than a request: content types, site roots."""
    for address in PAGES:
        client.get(address)


def test_no_page_costs_more_than_twelve_queries(client):
    warm(client)

    costs = {address: len(queries_of(client, address)) for address in PAGES}

    assert {address: cost for address, cost in costs.items() if cost > 12} == {}


def test_more_rows_cost_no_more_queries(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):  # an empty calendar asks for no rows
        make_event("Innovatie", town="velsen")
    warm(client)
    before = {address: len(queries_of(client, address)) for address in PAGES}

    with django_capture_on_commit_callbacks(execute=True):
        mra = Organisation.objects.get(slug="metropoolregio-amsterdam")
        parents = list({line.accelerator for line in ActionLine.objects.select_related("accelerator")})
        for n in range(30):
            line = builders.action_line(accelerator=parents[n % 5], official_title=f"Innovatie {n}")
            builders.party(line, mra)
            builders.party(line, builders.organisation(name=f"Innovatienetwerk {n}"), role="partner")
            builders.status_update(line, organisation=mra)
            make_event(f"Innovatie {n}", organisers=[mra], town="velsen", lines=[line])
    warm(client)  # the first visitor after a change pays for the index
    after = {address: len(queries_of(client, address)) for address in PAGES}

    assert {a: (before[a], after[a]) for a in PAGES if after[a] > before[a]} == {}
