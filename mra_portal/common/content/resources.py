"""The one way rows enter and leave as a table: for the first load, for data stewards and for exports.

What enters is checked before anything is written: unknown slugs are errors (django-import-export would drop them
silently from a list), models are cleaned, and a row with a draft waiting is refused, because publishing that
draft later would undo the import.
"""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets

from mra_portal.common.rows import EditorialRow


class SlugWidget(widgets.CachedForeignKeyWidget):
    """A reference by slug. Raises ValueError naming the slug that nobody has."""

    def __init__(self, model):
        super().__init__(model, field="slug")

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(value, row, **kwargs)
        except ObjectDoesNotExist:
            raise ValueError(_("Unknown slug “%(slug)s”.") % {"slug": value}) from None


class SlugListWidget(widgets.ManyToManyWidget):
    """Several references by slug, separated by semicolons. Raises ValueError naming the unknown ones."""

    def __init__(self, model):
        super().__init__(model, separator=";", field="slug")

    def clean(self, value, row=None, **kwargs):
        found = super().clean(value, row, **kwargs)
        asked = {slug.strip() for slug in (value or "").split(self.separator) if slug.strip()}
        unknown = sorted(asked - {getattr(item, self.field) for item in found})
        if unknown:
            raise ValueError(_("Unknown slug “%(slug)s”.") % {"slug": "”, “".join(unknown)})
        return found


class FlagWidget(widgets.BooleanWidget):
    """A yes or no as 1 or 0; anything else is an error instead of a guess."""

    def clean(self, value, row=None, **kwargs):
        if value not in ("0", "1", 0, 1, True, False):
            raise ValueError(_("Expected 0 or 1, found “%(value)s”.") % {"value": value})
        return bool(int(value))

    def render(self, value, obj=None, **kwargs):
        return "1" if value else "0"


def slug_column(name, model, attribute=None):
    return fields.Field(column_name=name, attribute=attribute or name, widget=SlugWidget(model))


def slug_list_column(name, model):
    return fields.Field(column_name=name, attribute=name, widget=SlugListWidget(model))


def flag_column(name):
    return fields.Field(column_name=name, attribute=name, widget=FlagWidget())


class ContentResource(resources.ModelResource):
    """Base of every table of content. Subclasses list model, fields and, where it is not the slug, the key."""

    class Meta:
        import_id_fields = ["slug"]
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def import_instance(self, instance, row, **kwargs):
        """Also checks the lists, which the library only looks at after saving."""
        errors = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for field in self.get_import_fields():
            if isinstance(field.widget, SlugListWidget):
                try:
                    field.clean(row, **kwargs)
                except ValueError as error:
                    errors[field.attribute] = ValidationError(str(error))
        if errors:
            raise ValidationError(errors)

    def before_save_instance(self, instance, row, **kwargs):
        if isinstance(instance, EditorialRow) and instance.has_waiting_draft():
            raise ValidationError(
                _("There is a draft of this row that is not published yet. Publish or discard it first.")
            )

    def after_save_instance(self, instance, row, **kwargs):
        if isinstance(instance, EditorialRow) and instance.live:
            instance.save_revision(clean=False).publish()

    def row_of(self, instance) -> dict[str, str]:
        """What this row looks like as a line of the table."""
        return dict(zip(self.get_export_headers(), map(str, self.export_resource(instance)), strict=True))
