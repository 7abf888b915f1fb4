"""Django admin serves one thing: data stewards bringing whole tables in and out. Editing is done in Wagtail."""

from django.contrib import admin
from import_export.admin import ImportExportModelAdmin

from mra_portal.common.content.formats import SafeCSV, SafeXLSX
from mra_portal.common.content.resources import ContentResource


class StewardAdmin(ImportExportModelAdmin):
    """Import and export of one table; single rows can be looked at, not changed."""

    formats = [SafeCSV, SafeXLSX]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def register(*resources: type[ContentResource]) -> None:
    """Give every table an import and an export page."""
    for resource in resources:
        steward = type(f"{resource._meta.model.__name__}Admin", (StewardAdmin,), {"resource_classes": [resource]})
        admin.site.register(resource._meta.model, steward)
