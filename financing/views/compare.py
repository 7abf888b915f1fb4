from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from financing.comparison import compared
from financing.shortlist import MOST_COMPARED, NAME, Shortlist, kept_context
from mra_portal.common.breadcrumbs import breadcrumb


class Compare(TemplateView):
    """The picked options: at most four side by side, all of them as a list to share, print or take along."""

    template_name = "financing/compare.html"

    def get_context_data(self, **kwargs):
        data = self.request.GET
        shortlist = Shortlist.of(data)
        options = shortlist.options(timezone.now())
        found = Shortlist(tuple(option.slug for option in options))
        along = kept_context(data, with_list=False)
        return super().get_context_data(
            breadcrumb=breadcrumb(
                (_("Financing"), reverse("financing:options")), (_("Your list"), reverse("financing:compare"))
            ),
            options=options,
            rows=compared(options[:MOST_COMPARED]) if len(options) > 1 else [],
            columns=[
                {
                    "title": option.full_name,
                    "url": option.get_absolute_url() + along,
                    "remove_url": found.with_toggled(data, option.slug),
                }
                for option in options[:MOST_COMPARED]
            ],
            left_out=[
                {
                    "title": option.full_name,
                    "url": option.get_absolute_url() + along,
                    "compare_url": f"?{Shortlist((option.slug, *(s for s in found.slugs if s != option.slug))).query}",
                    "remove_url": found.with_toggled(data, option.slug),
                }
                for option in options[MOST_COMPARED:]
            ],
            messages_of_request=shortlist.messages(options),
            asked=f"?{found.query}" if found else "",
            finder_url=f"{reverse('financing:options')}?{found.query}",
            share_url=self.request.build_absolute_uri(f"{reverse('financing:compare')}?{found.query}"),
            name=NAME,
            most=MOST_COMPARED,
            **kwargs,
        )
