"""Addresses of the pages of `fixtures/pages/`, and of what stands in other sites, in Dutch; English ones below /en."""

from mra_portal.embedding import EMBEDDABLES

CHAPTERS = ["de-uitdagingen", "de-kracht-van-de-mra", "onze-insteek", "onze-aanpak", "de-deelregios"]
PROFILES = [
    "almere-lelystad",
    "amstelland-meerlanden",
    "amsterdam",
    "gooi-en-vechtstreek",
    "ijmond",
    "zaanstreek-waterland",
    "zuid-kennemerland",
]
EMBEDS = [f"/insluiten/{one.path}" for one in EMBEDDABLES]
EDITORIAL_PAGES = [
    "/",
    "/verhaal/",
    *(f"/verhaal/{slug}/" for slug in CHAPTERS),
    "/deelregios/",
    *(f"/deelregios/{slug}/" for slug in PROFILES),
    "/over/",
    "/toegankelijkheid/",
    "/privacy/",
]
