"""What leaves as open data about the glossary."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from mra_portal.common.exports.fields import PublicField, Type, page_of

TERM_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", lambda term: term.label.plain, _("the word, in the language that was asked for")),
    PublicField("definitie", attrgetter("definition"), _("what it means")),
    PublicField(
        "vormen",
        lambda term: [form.strip() for form in term.variants.split(";") if form.strip()],
        _("other forms of the word"),
        many=True,
    ),
    PublicField("bron", attrgetter("source")),
    PublicField("pagina", page_of, kind=Type.ADDRESS),
]
