"""Addresses of the pages of `fixtures/pages/`, in Dutch; English ones stand below /en."""

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
