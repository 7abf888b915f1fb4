"""The content of the hotspot network: what the agenda names is there, lies where it says, and tells where it is from.

Whether every point lies inside the official boundaries was checked outside the suite, for those may not be kept here.
Our own drawing of the region was made with these points among others: here it catches a slip of the hand.
"""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from agenda.models import Organisation
from hotspots.models import Hotspot, HotspotLink, Offer, ReachNote, Station
from mra_portal import site_search
from mra_portal.crossings.models import OptionAtHotspot
from profiles.region_map import municipality_at

pytestmark = pytest.mark.django_db

# The seven profile tables of section 5.1 (p. 34-50): a name as the table prints it, and the place that answers to it.
# Typed over by hand. Programmes, networks and companies in the same cells are no places, and stand elsewhere.
ALMERE_LELYSTAD = {
    "Zuidoever Weerwater": "zuidoever-weerwater",
    "Centrum Almere": "centrum-almere",
    "fieldlab elektrisch vliegen": "fieldlab-elektrisch-vliegen",
    "Living Lab Almere Pampus": "almere-pampus",
    "living lab Zuiderhage": "lelystad-zuiderhage",
    "Bouwlab": "bouwlab-rdo",
    "C-district": "c-district",
}
AMSTELLAND_MEERLANDEN = {
    "Greenport Aalsmeer": "greenport-aalsmeer",
    "Royal Flora Holland": "royal-floraholland-aalsmeer",
    "AMS-IX internetknooppunt": "ams-ix-schiphol-rijk",
    "Schiphol-Rijk": "ams-ix-schiphol-rijk",
    "City Logistics Innovation Campus": "clic-lijnden",
    "CLIC": "clic-lijnden",
    "Schiphol Trade Park": "schiphol-trade-park",
    "Energyhub": "schiphol-trade-park",
    "Health and Innovation District": "de-plantijn",
    "Bio Science Park Leiden": "bio-science-park-leiden",
    "Tuinbouw Heemskerk": "tuinbouw-heemskerk",
}
# The table of Amsterdam says "9 bestaande innovatiegebieden"; the text before it (p. 39) names them.
AMSTERDAM = {
    "Amsterdam Science Park": "amsterdam-science-park",
    "Kenniskwartier/Innovation District Zuidas": "innovation-district-zuidas",
    "Amsterdam Life Sciences District": "amsterdam-life-sciences-district",
    "Universiteitskwartier": "universiteitskwartier",
    "Amstelcampus en Knowledge Mile": "amstelcampus-knowledge-mile",
    "Roeterseilandcampus": "roeterseilandcampus",
    "Marineterrein": "marineterrein",
    "Schinkelkwartier": "schinkelkwartier",
    "Plantijn": "de-plantijn",
    "Nieuwe Meer": "nieuwe-meer",
    "Van Gendthallen": "van-gendthallen",
    "(e)sports & tech campus": "esports-tech-campus-purmerend",
    "XR-lab": "xr-lab-media-park",
}
GOOI_EN_VECHTSTREEK = {
    "Mediapark": "media-park-hilversum",
    "Arenapark": "arenapark-hilversum",
    "Arenapark/sportpark": "arenapark-hilversum",
    "Monikkenberg": "monnikenberg",
    "Tergooi": "monnikenberg",
    "Zonnestraal": "zonnestraal",
    "Media Innovation Hub": "media-innovation-hub",
    "5G innovatie lab": "media-innovation-hub",
    "Metaverse werkplaats": "media-innovation-hub",
}
IJMOND = {
    "Energiehaven": "energiehaven-ijmuiden",
    "Zeehaven IJmuiden": "zeehaven-ijmuiden",
    "Floricultura": "tuinbouw-heemskerk",
    "Techport Innovation Center": "techport-innovation-centre",
    "TPIC": "techport-innovation-centre",
    "Brandwonden-centrum": "brandwondencentrum-beverwijk",
    "Heliomare Wijk aan Zee": "heliomare-wijk-aan-zee",
}
ZAANSTREEK_WATERLAND = {
    "H20 Esports Campus Purmerend": "esports-tech-campus-purmerend",
    "H20 E-sports Gaming en Tech Campus": "esports-tech-campus-purmerend",
    "Techlands": "techlands-zaandam",
    "Techport": "techport-innovation-centre",
}
ZUID_KENNEMERLAND = {
    "3DMKZ": "3d-makers-zone",
    "Smart Makers Academy": "smart-makers-academy",
    "De Koepel": "de-koepel",
    "Waarderpolder": "zuidstrook-waarderpolder",
    "Spaarne Gasthuis": "spaarnelabs",
    "Sportcluster Zuid-Kennemerland": "sportcluster-zuid-kennemerland",
}
# Named or shown elsewhere in the agenda: the texts of the profiles, and the captions of photos.
ELSEWHERE = {
    "Lelystad Innovation Airport Area": "lelystad-innovation-airport-area",
    "Fieldlab Smart Maintenance": "fieldlab-smart-maintenance",
    "ICT-campus": "ict-campus-haarlemmermeer",
    "innovatiedistrict food & tech": "food-tech-district-zaanstreek",
    "MAAK Haarlem": "maak-haarlem",
    "Haarlem Nieuw Zuid": "haarlem-nieuw-zuid",
    "Startup Village Science Park": "startup-village",
    "VU start Hub": "vu-starthub",
    "Green Innovation Hub": "green-innovation-hub",
    "Fieldlab robotica Techlands": "fieldlab-robotica-techlands",
    "hyperconnectiviteitshub Amsterdam Zuidoost": "datahub-amsterdam-zuidoost",
}
PROFILES = [
    ALMERE_LELYSTAD,
    AMSTELLAND_MEERLANDEN,
    AMSTERDAM,
    GOOI_EN_VECHTSTREEK,
    IJMOND,
    ZAANSTREEK_WATERLAND,
    ZUID_KENNEMERLAND,
    ELSEWHERE,
]
WITHOUT_POINT = {
    "bio-science-park-leiden",
    "food-tech-district-zaanstreek",
    "ict-campus-haarlemmermeer",
    "tuinbouw-heemskerk",
    "vu-starthub",
}


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(html)))


def test_every_place_that_the_agenda_names_is_found_by_search():
    _label, rows_for, _hit = site_search.KINDS["hotspot"]
    named = {name: slug for profile in PROFILES for name, slug in profile.items()}

    missed = {name: slug for name, slug in named.items() if slug not in {row.slug for row in rows_for(name)}}

    assert missed == {}
    # And the other way round: a place that the agenda does not name would be an invention.
    assert set(named.values()) == set(Hotspot.objects.published().values_list("slug", flat=True))


def test_every_place_lies_in_the_municipality_that_it_names():
    places = Hotspot.objects.with_point().select_related("municipality")
    stations = Station.objects.select_related("municipality")

    elsewhere = {
        str(row): municipality_at(row.point.longitude, row.point.latitude)
        for row in [*places, *stations]
        if municipality_at(row.point.longitude, row.point.latitude) != row.municipality.slug
    }

    assert elsewhere == {}
    assert {row.slug for row in Hotspot.objects.filter(latitude=None)} == WITHOUT_POINT


def test_a_place_without_a_point_stays_in_the_list_and_says_so(client):
    page = client.get("/en/hotspots/?per_pagina=100").content.decode()

    cards = {re.search(r"/hotspots/([a-z0-9-]+)/", card)[1]: card for card in page.split("<article")[1:]}
    assert set(cards) == set(Hotspot.objects.published().values_list("slug", flat=True))
    says_so = {slug for slug, card in cards.items() if "No point known: not on the map." in text_of(card)}
    assert says_so == WITHOUT_POINT


def test_links_are_told_once_between_two_public_ends():
    links = HotspotLink.objects.with_ends()

    told = [
        (frozenset([(type(end), end.pk) for end in (link.start, link.end)]), link.kind, link.topic) for link in links
    ]

    assert len(set(told)) == len(told)
    assert all(len(ends) == 2 for ends, _kind, _topic in told)
    assert HotspotLink.objects.between_published().count() == len(told)
    # What a profile calls possible is no cooperation yet.
    possible = links.get(slug="techlands-zaandam--techport-innovation-centre")
    assert (possible.kind, possible.stated_by.slug) == ("gewenst", "deelregio-zaanstreek-waterland")


def test_everything_has_a_source_and_both_languages():
    texts = {
        Hotspot: ["summary", "uncertainty", "point_note", "admission"],
        Offer: ["text", "price"],
        ReachNote: ["text"],
        HotspotLink: ["topic"],
        OptionAtHotspot: ["note"],
    }

    for model, names in texts.items():
        for row in model.objects.all():
            assert row.source, row
            # A line number of our own working copy says nothing to a visitor.
            assert "seed" not in row.source, row
            for name in names:
                assert bool(getattr(row, f"{name}_nl")) == bool(getattr(row, f"{name}_en")), (row, name)
    assert not Hotspot.objects.filter(confidence="laag", uncertainty_nl="").exists()


def test_who_runs_a_place_is_named_only_where_a_source_says_so():
    hosts = {row.slug: {host.slug for host in row.hosts.all()} for row in Hotspot.objects.filter(hosts__isnull=False)}

    assert hosts["techport-innovation-centre"] == {"techport"}
    assert hosts["green-innovation-hub"] == {"gemeente-almere", "provincie-flevoland", "vodafoneziggo"}
    assert "amsterdam-science-park" not in hosts
    assert not Organisation.objects.filter(places_hosted__isnull=False, live=False).exists()
