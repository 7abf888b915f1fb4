"""Addresses of the pages of `fixtures/pages/`, in Dutch; English ones stand below /en."""

CHAPTERS = ["de-uitdagingen", "de-kracht-van-de-mra", "onze-insteek", "onze-aanpak", "de-deelregios"]
EDITORIAL_PAGES = [
    "/",
    "/verhaal/",
    *(f"/verhaal/{slug}/" for slug in CHAPTERS),
    "/over/",
    "/toegankelijkheid/",
    "/privacy/",
]
