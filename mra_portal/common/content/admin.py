"""Django admin serves one thing: data stewards bringing whole tables in and out. Editing is done in Wagtail."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import Format
from import_export.forms import ImportForm, SelectableFieldsExportForm
from import_export.results import RowResult

from mra_portal.common.content.formats import SafeCSV, SafeXLSX, UnreadableFileError
from mra_portal.common.content.resources import ContentResource

# A site of our own: the default one also holds what other apps register, and those screens are not for stewards.
steward_site = admin.AdminSite()
steward_site.site_title = settings.PORTAL_NAME
steward_site.site_header = gettext_lazy("Tables of the portal")
steward_site.index_title = gettext_lazy("Choose a table to import or export")

# The whole route map with all its texts is a tenth of this. Megabytes.
LARGEST_FILE = 10


class ModestImportForm(ImportForm):
    def clean_import_file(self):
        """Refuse a file that is too large before it is read into memory."""
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST_FILE * 1_000_000:
            raise ValidationError(
                _("The file is larger than %(limit)s MB, so it was not read. Send the table in parts.")
                % {"limit": LARGEST_FILE}
            )
        return file


class ColumnsForm(SelectableFieldsExportForm):
    """Names every column as the file does, and says what it holds where the model knows."""

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        for resource in resources:
            table = resource()
            for name in table.get_export_order():
                label = _column_in_words(resource._meta.model, table.fields[name])
                self.fields[self.create_boolean_field_name(resource, name)].label = label


def _column_in_words(model, column) -> str:
    try:
        holds = str(model._meta.get_field(column.attribute).verbose_name)
    except FieldDoesNotExist:
        return column.column_name
    same = holds == column.column_name.replace("_", " ")
    return column.column_name if same else f"{column.column_name} ({holds})"


class StewardAdmin(ImportExportModelAdmin):
    """Import and export of one table; single rows can be looked at, not changed."""

    formats = [SafeCSV, SafeXLSX]
    import_form_class = ModestImportForm
    export_form_class = ColumnsForm

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_import_data_kwargs(self, **kwargs):
        """All or nothing, also when a row went wrong after its preview."""
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def process_import(self, request, **kwargs):
        try:
            return super().process_import(request, **kwargs)
        except UnreadableFileError as error:
            messages.error(request, str(error))
            return redirect(self._address("import"))

    def process_result(self, result, request):
        """Without this the library reports success, and logs changes, also when nothing was written."""
        if not result.has_errors() and not result.has_validation_errors():
            return super().process_result(result, request)
        messages.error(request, _("Nothing was imported: the data changed after the preview. Send the file again."))
        return redirect(self._address("import"))

    def add_success_message(self, result, request):
        message = _("Imported: %(new)s new, %(changed)s changed, %(same)s unchanged.")
        totals = result.totals
        messages.success(
            request,
            message
            % {
                "new": totals[RowResult.IMPORT_TYPE_NEW],
                "changed": totals[RowResult.IMPORT_TYPE_UPDATE],
                "same": totals[RowResult.IMPORT_TYPE_SKIP],
            },
        )

    def add_data_read_fail_error_to_form(self, form, e):
        if isinstance(e, UnreadableFileError):
            form.add_error("import_file", str(e))
        else:
            super().add_data_read_fail_error_to_form(form, e)

    def _address(self, page: str) -> str:
        return "admin:{}_{}_{}".format(*self.get_model_info(), page)


def register(*resources: type[ContentResource], more_formats: tuple[type[Format], ...] = ()) -> None:
    """Give every table an import and an export page; `more_formats` comes after CSV and XLSX."""
    for resource in resources:
        given = {"resource_classes": [resource], "formats": [*StewardAdmin.formats, *more_formats]}
        steward = type(f"{resource._meta.model.__name__}Admin", (StewardAdmin,), given)
        steward_site.register(resource._meta.model, steward)
