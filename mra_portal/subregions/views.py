from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mra_portal.subregions.linked_data import linked_data
from mra_portal.subregions.profile import SubregionProfile
from profiles.models import SubregionProfilePage


def public_profile(slug: str, code: str) -> SubregionProfilePage | None:
    """The live profile of this subregion in this language, else the Dutch one."""
    found = SubregionProfilePage.objects.for_public().filter(subregion__slug=slug)
    pages = {page.locale.language_code: page for page in reversed(found)}
    return pages.get(code) or pages.get(settings.LANGUAGE_CODE)


@require_safe
def profile(request, slug):
    """`/deelregios/<slug>/`, the address of the row: its profile.

    The slug that Wagtail has for a page leads there, too.
    """
    page = public_profile(slug, get_language())
    if page is None:
        renamed = SubregionProfilePage.objects.for_public().filter(slug=slug).first()
        if renamed is None or renamed.subregion.slug == slug:
            raise Http404
        return redirect(renamed.subregion, permanent=True)
    response = page.serve(request)
    response.context_data["linked_data"] = linked_data(SubregionProfile(page, timezone.localdate()))
    return response
