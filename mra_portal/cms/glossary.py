"""Explains the agenda's terms where they stand: the first time a term occurs in a text it becomes a button that
opens its definition (declarative popover, no script).
"""

import re
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, NavigableString
from django.template.loader import render_to_string

from mra_portal.cms.models import Term

# Not inside links, headings and buttons: a term there would be a control within a control.
SKIPPED = {"a", "button", "h1", "h2", "h3", "h4", "code"}
# The agenda's "versneller" is an accelerator in English too, but not the term Accelerator.
NOT_THE_TERM = re.compile(r"\s+of the business climate", re.IGNORECASE)


@dataclass
class Glossary:
    """The published terms, ready to recognise. One per page, so that every term is explained once per page."""

    terms: list[Term]

    def __post_init__(self):
        self.explained: set[str] = set()

    @classmethod
    def of_published_terms(cls) -> "Glossary":
        return cls(list(Term.objects.published()))

    @cached_property
    def _by_form(self) -> dict[str, Term]:
        return {form.casefold(): term for term in reversed(self.terms) for form in term.forms}

    @cached_property
    def _pattern(self) -> re.Pattern:
        forms = sorted(self._by_form, key=lambda form: (-len(form), form))
        return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)

    def explain(self, html: str) -> str:
        """The same HTML with the first occurrence of each term that was not explained before made a button."""
        if not self.terms or not self._pattern.search(html):
            return html
        soup = BeautifulSoup(html, "html.parser")
        for text in list(soup.find_all(string=True)):
            if not any(parent.name in SKIPPED for parent in text.parents):
                self._explain_in(text, soup)
        return str(soup)

    def _explain_in(self, text: NavigableString, soup: BeautifulSoup) -> None:
        parts, position, words = [], 0, str(text)
        for match in self._pattern.finditer(words):
            term = self._by_form[match[0].casefold()]
            if term.slug in self.explained or NOT_THE_TERM.match(words, match.end()):
                continue
            self.explained.add(term.slug)
            context = {
                "id": f"begrip-{term.slug}",
                "word": match[0],
                "title": term.label,
                "definition": term.definition,
                "url": term.get_absolute_url(),
            }
            parts += [
                NavigableString(words[position : match.start()]),
                BeautifulSoup(render_to_string("components/term.html", context).strip(), "html.parser"),
            ]
            position = match.end()
        if parts:
            text.replace_with(*parts, NavigableString(words[position:]))
