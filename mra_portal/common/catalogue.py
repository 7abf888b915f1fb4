"""The view behind every catalogue page: a FilterSet, paging, and everything the results template shows."""

from collections.abc import Callable

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from mra_portal.common.shared_fields import with_shared_fields

PAGE_SIZE, LARGEST_PAGE_SIZE = 20, 100


@with_shared_fields
class PagingForm(forms.Form):
    pagina = forms.IntegerField(min_value=1, required=False)
    per_pagina = forms.IntegerField(min_value=1, max_value=LARGEST_PAGE_SIZE, required=False)

    def messages(self) -> list[str]:
        return [f"{name}: {message}" for name, found in self.errors.items() for message in found]


class CatalogueView(TemplateView):
    """Subclasses give `filterset_class` and the words below; the address holds the whole state of the page.

    An unusable value is answered with a message and no rows, never with rows that were not asked for. Filtering,
    sorting and counting go over the index; only the rows that are shown are fetched, with all that a result shows
    (`for_listing`). The number of queries does not depend on the number of rows.
    """

    filterset_class = None
    search_label = ""  # over the search box
    nothing_found = ""  # title of the empty state
    page_size = PAGE_SIZE

    def get_context_data(self, **kwargs):
        filterset = self.filterset_class(self.request.GET)
        paging = PagingForm(self.request.GET)
        messages = list(filterset.errors_elsewhere)
        found = filterset.found
        if not paging.is_valid():
            messages += paging.messages()
            found = []
        asked = paging.cleaned_data if paging.is_valid() else {}
        paginator = Paginator(found, asked.get("per_pagina") or self.page_size)
        number = asked.get("pagina") or 1
        if number > paginator.num_pages:
            messages.append(
                _("Page %(number)s does not exist; there are %(pages)s.")
                % {"number": number, "pages": paginator.num_pages}
            )
        page = paginator.get_page(number)
        return super().get_context_data(
            filterset=filterset,
            search_label=self.search_label,
            nothing_found=self.nothing_found,
            messages_of_request=messages,
            is_refused=filterset.is_refused or not paging.is_valid(),
            count=paginator.count,
            asked=f"?{filterset.data.urlencode()}" if filterset.data else "",
            rows=self.listed(filterset, page.object_list),
            pager=pager_of(page, lambda number: filterset.url_with("pagina", number)),
            canonical_query=_canonical_query(filterset, page.number, asked),
            **kwargs,
        )

    def listed(self, filterset, keys: list) -> list:
        """The rows with these keys, in this order, ready to show."""
        rows = filterset.rows_at(filterset.index.moment).for_listing().filter(pk__in=keys) if keys else ()
        found = {row.pk: row for row in rows}
        return [found[key] for key in keys if key in found]


def _canonical_query(filterset, number: int, asked: dict) -> str:
    """What makes this list another one: its filters, and a page after the first. Not its order, form or page size."""
    query = filterset.canonical_query
    if number == 1 or asked.get("per_pagina"):
        return query
    return f"{query}&pagina={number}" if query else f"?pagina={number}"


def pager_of(page: Page, url_of: Callable[[int], str]) -> dict:
    """For components/pager.html."""
    return {
        "pages": [
            {"number": item, "url": url_of(item), "is_current": item == page.number, "is_gap": False}
            if isinstance(item, int)
            else {"number": item, "url": "", "is_current": False, "is_gap": True}
            for item in page.paginator.get_elided_page_range(page.number)
        ],
        "previous_url": url_of(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url_of(page.next_page_number()) if page.has_next() else "",
    }
