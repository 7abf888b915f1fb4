"""The options a visitor picked. No account and nothing stored: they stand in the address as `optie=`, and go along."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from financing.models import FinancingOption

NAME = "optie"
# More would make an address that mail programs cut off.
MOST = 20
# More columns than this nobody can read side by side.
MOST_COMPARED = 4
# What goes along to the page of an option: the answers it can be judged by, and the picked options.
KEPT = ("fase", "gemeente", "sector", "bedrag", "omvang", "partner")


@dataclass(frozen=True)
class Shortlist:
    """`slugs` in the order in which they were picked, each once; they need not exist any more."""

    slugs: tuple[str, ...]
    had_doubles: bool = False
    had_too_many: bool = False

    @classmethod
    def of(cls, data: QueryDict) -> "Shortlist":
        given = [slug for slug in data.getlist(NAME) if slug]
        once = list(dict.fromkeys(given))
        return cls(tuple(once[:MOST]), len(once) < len(given), len(once) > MOST)

    def __contains__(self, slug: str) -> bool:
        return slug in self.slugs

    def __len__(self) -> int:
        return len(self.slugs)

    @property
    def query(self) -> str:
        """`optie=a&optie=b`, to put in an address; empty for an empty list."""
        return urlencode([(NAME, slug) for slug in self.slugs])

    def with_toggled(self, data: QueryDict, slug: str) -> str:
        """The query string of this page with the option picked, or taken off when it was."""
        query = data.copy()
        kept = [other for other in self.slugs if other != slug]
        query.setlist(NAME, kept if slug in self.slugs else [*self.slugs, slug])
        return f"?{query.urlencode()}"

    def emptied(self, data: QueryDict) -> str:
        query = data.copy()
        query.pop(NAME, None)
        return f"?{query.urlencode()}"

    def options(self, moment) -> list[FinancingOption]:
        """The picked options that are public, in the order in which they were picked."""
        rows = FinancingOption.objects.published().with_state_at(moment).with_last_check().for_comparison()
        # PostgreSQL cannot even be asked for text with a NUL in it.
        asked = [slug for slug in self.slugs if "\0" not in slug]
        found = {row.slug: row for row in rows.filter(slug__in=asked)}
        return [found[slug] for slug in self.slugs if slug in found]

    def messages(self, found: list[FinancingOption]) -> list[str]:
        """What a visitor should know about the list in her address, one sentence each."""
        here = {option.slug for option in found}
        gone = [slug for slug in self.slugs if slug not in here]
        left_out = _("“%(slug)s” is not in the route map (any more). We left it out.")
        messages = [left_out % {"slug": slug} for slug in gone]
        if self.had_doubles:
            messages.append(_("An option that was picked twice is shown once: there is nothing to compare it with."))
        return messages + ([self.too_many] if self.too_many else [])

    @property
    def too_many(self) -> str:
        """A sentence when not everything that was picked fits; else empty."""
        return (
            _("A list holds at most %(most)s options. We kept the first ones.") % {"most": MOST}
            if self.had_too_many
            else ""
        )


def kept_context(data: QueryDict, *, with_list: bool = True) -> str:
    """The query string that leads from a list to an option: single answers, and the picked options."""
    pairs = [(name, data[name]) for name in KEPT if len(data.getlist(name)) == 1 and data[name]]
    if with_list:
        pairs += [(NAME, slug) for slug in Shortlist.of(data).slugs]
    return f"?{urlencode(pairs)}" if pairs else ""
