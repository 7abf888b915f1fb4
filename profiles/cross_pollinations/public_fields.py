"""What leaves as open data about cross-pollinations; the first six names are promised in interface.md."""

from operator import attrgetter

from mra_portal.common.exports.fields import PublicField, page_of


def _slug(name: str):
    return lambda row: owner.slug if (owner := getattr(row, name)) else None


def _printed(row) -> list[str]:
    """Every wording once: some lines of the agenda are about more than one pair."""
    return list(dict.fromkeys(event.printed for event in row.printed))


def _said(row) -> list[str]:
    """ "ijmond=genoemd": what each side says now; nothing when it has not answered."""
    sides = [(stance.side.subregion.slug if stance.side.subregion else "buiten", stance.kind) for stance in row.stances]
    return [f"{side}={kind}" for side, kind in sides if kind]


FIELDS = [
    PublicField("van", _slug("first")),
    PublicField("naar", _slug("second")),
    PublicField("naar_buiten", attrgetter("outside")),
    PublicField("onderwerp", attrgetter("topic")),
    PublicField("stand", attrgetter("state")),
    PublicField("bron", attrgetter("source")),
    PublicField("slug", attrgetter("slug")),
    PublicField("hele_regio", attrgetter("is_of_whole_region")),
    PublicField("genoemd", attrgetter("named_by_slug")),
    PublicField("uitspraken", _said),
    PublicField("sectoren", lambda row: [sector.slug for sector in row.sectors.all()]),
    PublicField("zoals_gedrukt", _printed),
    PublicField("reden", attrgetter("state_reason")),
    PublicField("volgende_stap", attrgetter("next_step")),
    PublicField("volgende_stap_voor", attrgetter("next_step_by")),
    PublicField("toelichting", attrgetter("note")),
    PublicField("te_beoordelen", attrgetter("is_marked")),
    PublicField("pagina", page_of),
]
