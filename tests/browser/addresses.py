"""The public addresses that the sweeps walk: one of every kind of page, in both languages."""

from tests.addresses import CHAPTERS

ACCELERATORS = ["ondernemerschap-kapitaal", "kennis-talent", "verbindingen", "vestigingslocaties", "samenwerkingen"]

UNKNOWN = "/bestaat-niet/"
FINANCING = [
    "/financiering/",
    "/financiering/?fase=start&fase=groei&gemeente=almere&optie=bmkb&optie=wbso",
    "/financiering/?fase=idee&soort=crowdfunding&bedrag=25.000",
    "/financiering/?bedrag=abc&soort=bestaat-niet",
    "/financiering/mit-haalbaarheid-noord-holland/?gemeente=almere&fase=idee",
    "/financiering/ace-incubator/",
    "/financiering/mijn-route/",
    "/financiering/mijn-route/?fase=proof-of-concept&gemeente=lelystad&sector=voedsel&bedrag=50.000&omvang=klein",
    "/financiering/routekaart/",
    "/financiering/routekaart/?gemeente=hilversum&fase=idee",
    "/financiering/vergelijk/",
    "/financiering/vergelijk/?optie=bmkb&optie=wbso&optie=mit-flevoland&optie=qredits&optie=go-nh&optie=weg",
]
PLACES = [
    "/hotspots/",
    "/hotspots/?type=campus&dichtbij=Haarlem&straal=10",
    "/hotspots/?dichtbij=abc&straal=-1",
    "/hotspots/netwerk/",
    "/hotspots/netwerk/?plek=de-koepel",
    "/hotspots/techport-innovation-centre/",
    "/hotspots/tuinbouw-heemskerk/",
]
REGION = [
    "/deelregios/",
    "/deelregios/?vergelijk=ijmond&vergelijk=amsterdam&vergelijk=almere-lelystad",
    "/deelregios/amstelland-meerlanden/",
    "/deelregios/gooi-en-vechtstreek/",
]
TOGETHER = [
    "/deelregios/kruisbestuivingen/",
    "/deelregios/kruisbestuivingen/?deelregio=ijmond&stand=bestaat-niet",
    "/deelregios/kruisbestuivingen/zaanstreek-waterland-amsterdam-deep-tech-esports-gaming/",
    "/deelregios/kruisbestuivingen/kansen/",
]
MONITOR = ["/monitor/", "/monitor/?gemeente=bestaat-niet", "/monitor/aandeel-innovatieve-bedrijven/"]
CALENDAR = [
    "/kalender/",
    "/kalender/?van=2026-01-01",
    "/kalender/?van=2026-12-01&tot=2026-01-01",
    "/kalender/oram-next-gen-festival-2026/",
]
EMBEDS = ["/insluiten/financiering/?fase=groei", "/insluiten/hotspots/kaart/", "/insluiten/agenda/"]
DUTCH = [
    "/",
    *FINANCING,
    *PLACES,
    *REGION,
    *TOGETHER,
    *MONITOR,
    *CALENDAR,
    "/agenda/",
    "/agenda/?weergave=tabel",
    "/agenda/?deelregio=ijmond&status=geen-status",
    "/agenda/?deelregio=ijmond&status=afgerond",
    "/agenda/?status=bestaat-niet",
    "/agenda/voortgang/",
    "/agenda/voortgang/?op=2126-01-01&van=gisteren",
    "/agenda/voortgang/notitie/",
    *(f"/agenda/{slug}/" for slug in ACCELERATORS),
    "/agenda/ondernemerschap-kapitaal/1b/",
    "/agenda/vestigingslocaties/4a/",
    "/agenda/samenwerkingen/5a/",
    "/agenda/organisaties/",
    "/agenda/organisaties/horizon-flevoland/",
    "/agenda/organisaties/deelregio-ijmond/",
    "/verhaal/",
    *(f"/verhaal/{slug}/" for slug in CHAPTERS),
    "/begrippen/",
    "/data/",
    "/data/hotspots/",
    "/data/api/",
    "/insluiten/",
    *EMBEDS,  # what differs from the page is the frame; tests/test_embedding.py asks for every one
    "/zoeken/?q=talent",
    "/zoeken/?q=xyzzyqq",
    "/over/",
    "/toegankelijkheid/",
    "/privacy/",
    UNKNOWN,
]
ENGLISH = [f"/en{address}" for address in DUTCH]
# One page of every layout: looked at in English on a phone in the dark too, and at twice the size.
LAYOUTS = [
    "/",
    FINANCING[1],
    FINANCING[4],
    FINANCING[7],
    FINANCING[8],
    FINANCING[11],
    *PLACES[:4],
    *REGION[:3],
    *TOGETHER[::2],
    *CALENDAR[::3],
    "/hotspots/techport-innovation-centre/",
    "/agenda/",
    "/agenda/?weergave=tabel",
    "/agenda/voortgang/",
    "/agenda/voortgang/notitie/",
    "/agenda/ondernemerschap-kapitaal/",
    "/agenda/ondernemerschap-kapitaal/1b/",
    "/agenda/organisaties/",
    "/agenda/organisaties/horizon-flevoland/",
    *MONITOR[::2],
    "/verhaal/de-uitdagingen/",
    "/begrippen/",
    "/data/",
    "/data/hotspots/",
    "/data/api/",
    "/zoeken/?q=talent",
    "/toegankelijkheid/",
]
ENGLISH_LAYOUTS = [f"/en{address}" for address in LAYOUTS]


def is_missing(address: str) -> bool:
    return address.endswith(UNKNOWN)
