"""Doors of the site that belong to no single part: search, glossary, health, and the pages for machines."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mra_portal import site_search
from mra_portal.cms.models import Term
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.forms import SearchForm
from mra_portal.style_guide import examples


@require_safe
def search(request):
    """`/zoeken/?q=`: grouped hits; a typing error is corrected, said so, and can be undone with `letterlijk=1`."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    groups, corrected = [], None
    if words:
        groups = site_search.search(words)
        if not groups:
            corrected = site_search.correction(words)
            if corrected and not form.cleaned_data["letterlijk"]:
                groups = site_search.search(corrected)
    return render(
        request,
        "portal/search.html",
        {
            "form": form,
            "breadcrumb": breadcrumb((_("Search"), reverse("search"))),
            "question": request.GET.get("q", ""),
            "words": words,
            "corrected": corrected,
            "groups": groups,
            "count": sum(group.count for group in groups),
        },
    )


@require_safe
def glossary(request):
    terms = sorted(Term.objects.published(), key=lambda term: term.label.plain.casefold())
    way = breadcrumb((_("Terms"), reverse("glossary")))
    return render(request, "portal/glossary.html", {"terms": terms, "breadcrumb": way})


@require_safe
@never_cache
def healthz(request):
    """Alive: this process answers. Asks nothing of anything else."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request):
    """Ready: the database answers, the cache keeps a value, and no migration waits. 503 when not."""
    checks = {"database": _database_answers(), "cache": _cache_keeps(), "migrations": _migrations_done()}
    ready = all(checks.values())
    return JsonResponse({"status": "ok" if ready else "unavailable", **checks}, status=200 if ready else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Exception:
        return False


def _cache_keeps() -> bool:
    try:
        cache.set("portal-readyz", "1", 10)
        return cache.get("portal-readyz") == "1"
    except Exception:
        return False


def _migrations_done() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:
        return False


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /beheer/",
        "Disallow: /django-admin/",
        f"Sitemap: {settings.PORTAL_BASE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request):
    """RFC 9116. Without a configured contact there is nothing true to say, so the address does not exist."""
    if not settings.PORTAL_SECURITY_CONTACT:
        raise Http404("PORTAL_SECURITY_CONTACT is not set")
    expires = (datetime.now(UTC) + timedelta(days=90)).replace(hour=0, minute=0, second=0, microsecond=0)
    base = settings.PORTAL_BASE_URL
    lines = [
        f"Contact: {settings.PORTAL_SECURITY_CONTACT}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {base}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@never_cache
def style_guide(request):
    """Every component with real data; for the team only."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    return render(request, "portal/style_guide.html", examples())
