"""What leaves as open data about cross-pollinations; the first six names are promised in interface.md."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from mra_portal.common.exports.fields import PublicField, Type, page_of
from profiles.models.vocabulary import NamedBy, State


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
    PublicField("van", _slug("first"), _("the first owner: a subregion, by slug; none: the whole region")),
    PublicField("naar", _slug("second"), _("the second owner: a subregion, by slug; none: outside, or the region")),
    PublicField("naar_buiten", attrgetter("outside"), _("with whom outside the region, in words")),
    PublicField("onderwerp", attrgetter("topic"), _("what it is about")),
    PublicField("stand", attrgetter("state"), _("how far it is"), words=State),
    PublicField("bron", attrgetter("source")),
    PublicField("slug", attrgetter("slug")),
    PublicField("hele_regio", attrgetter("is_of_whole_region"), _("it is of the whole region"), Type.YES_NO),
    PublicField("genoemd", attrgetter("named_by_slug"), _("whose idea it is so far"), words=NamedBy),
    PublicField("uitspraken", _said, _("what each side says now: side=statement"), many=True),
    PublicField("sectoren", lambda row: [sector.slug for sector in row.sectors.all()], many=True),
    PublicField("zoals_gedrukt", _printed, _("the words of the agenda, every wording once"), many=True),
    PublicField("reden", attrgetter("state_reason"), _("why it stands so")),
    PublicField("volgende_stap", attrgetter("next_step"), _("what comes next")),
    PublicField("volgende_stap_voor", attrgetter("next_step_by"), _("the day by which that is planned"), Type.DAY),
    PublicField("toelichting", attrgetter("note"), _("how we read the printed text")),
    PublicField("te_beoordelen", attrgetter("is_marked"), _("our reading of the text is not certain"), Type.YES_NO),
    PublicField("pagina", page_of, kind=Type.ADDRESS),
]
