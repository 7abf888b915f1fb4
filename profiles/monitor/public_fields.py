"""What leaves as open data about the monitor."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from mra_portal.common.exports.fields import PublicField, Type, page_of
from profiles.models import Area, Precision, Unit

INDICATOR_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", lambda row: row.name.plain, _("what is counted, in the language that was asked for")),
    PublicField("eenheid", attrgetter("unit"), _("in what it is measured"), words=Unit),
    PublicField("definitie", attrgetter("definition"), _("what is counted and what is not, in plain words")),
    PublicField(
        "waarnemingen",
        lambda row: [observation.slug for observation in row.observations.all()],
        _("its figures, by slug; per area the newest first"),
        many=True,
    ),
    PublicField("bron", attrgetter("source")),
    PublicField("pagina", page_of, kind=Type.ADDRESS),
]

OBSERVATION_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("indicator", lambda row: row.indicator.slug, _("what is counted: the indicator, by its slug")),
    PublicField("gebied", attrgetter("area"), _("what kind of area it is about"), words=Area),
    PublicField(
        "deelregio",
        lambda row: row.lies_in.slug if row.lies_in else None,
        _("the subregion it is about, or in which its municipality lies, by its slug"),
    ),
    PublicField("gemeente", lambda row: row.municipality.slug if row.municipality else None),
    PublicField("jaar", attrgetter("year"), _("the year that it is about; empty: the source does not say"), Type.WHOLE),
    PublicField("waarde", attrgetter("value"), _("the figure, in the unit of the column eenheid"), Type.NUMBER),
    PublicField(
        "nauwkeurigheid",
        attrgetter("precision"),
        _("the word that the source puts before the figure; empty: none"),
        words=Precision,
    ),
    PublicField("eenheid", lambda row: row.indicator.unit, _("in what it is measured"), words=Unit),
    PublicField("gepubliceerd", attrgetter("published"), _("the year in which the source came out")),
    PublicField("toelichting", attrgetter("note"), _("how we read the source")),
    PublicField("bron", attrgetter("source")),
    PublicField("pagina", page_of, kind=Type.ADDRESS),
]
