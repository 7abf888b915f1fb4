"""Every address of the portal: one include per part, Wagtail's own pages last (interface.md)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from mra_portal import editors_screens, views
from mra_portal.accounts import urls as account_doors
from mra_portal.accounts.views import other_door
from mra_portal.common.content.admin import steward_site
from mra_portal.sitemaps import SITEMAPS

# Machines and editors: one address, no language in it.
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.ico"), name="favicon"),
    # Every other way in leads to the one of mra_portal/accounts/urls.py.
    path("django-admin/login/", other_door, name="other_door"),
    path("beheer/login/", other_door, name="other_door"),
    path(
        "django-admin/password_change/",
        RedirectView.as_view(pattern_name="account_change_password"),
        name="other_password_change",
    ),
    path(
        "beheer/password_reset/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="other_password_reset",
    ),
    path("api/", include("mra_portal.open_data.api.urls")),
    *account_doors.between_machines,
    path("django-admin/", steward_site.urls),
    # In the place of Wagtail's own, which would show everybody the names of drafts.
    path("beheer/reports/site-history/", editors_screens.site_history, name="site_history"),
    path("beheer/reports/site-history/results/", editors_screens.site_history_results, name="site_history_results"),
    path("beheer/reports/page-types-usage/", editors_screens.page_types, name="page_types"),
    path("beheer/reports/page-types-usage/results/", editors_screens.page_types_results, name="page_types_results"),
    path(
        "beheer/bulk/<str:app_label>/<str:model_name>/<str:action>/", editors_screens.bulk_actions, name="bulk_actions"
    ),
    path("beheer/", include("mra_portal.cms.administration")),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
]

if settings.PORTAL_SERVES_MEDIA:
    urlpatterns.append(path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))

# The public site: Dutch without a prefix, English below /en/.
urlpatterns += i18n_patterns(
    *account_doors.pages,
    path("agenda/", include("agenda.urls")),
    path("kalender/", include("agenda.calendar.urls")),
    path("financiering/", include("financing.urls")),
    path("hotspots/", include("hotspots.urls")),
    path("deelregios/", include("profiles.urls")),
    path("deelregios/", include("mra_portal.subregions.urls")),
    path("monitor/", include("profiles.monitor.urls")),
    path("data/", include("mra_portal.open_data.urls")),
    path("insluiten/", include(("mra_portal.embedding", "embedding"))),
    path("begrippen/", views.glossary, name="glossary"),
    path("zoeken/", views.search, name="search"),
    path("stijlgids/", views.style_guide, name="style_guide"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
