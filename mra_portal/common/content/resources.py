"""The one way rows enter and leave as a table: for the first load, for data stewards and for exports.

What enters is checked before anything is written: unknown slugs are errors (django-import-export would drop them
silently from a list), models are cleaned, and a row with a draft waiting is refused, because publishing that
draft later would undo the import.
"""

import re
from decimal import Decimal

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources, results, widgets
from modelcluster.fields import ParentalManyToManyField

from mra_portal.common.content.sheets import day_of
from mra_portal.common.rows import EditorialRow, has_waiting_draft


class _NamesTheUnknown:
    """Raises ValueError naming the slug that nobody has."""

    def __init__(self, model):
        super().__init__(model, field="slug")

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(value, row, **kwargs)
        except ObjectDoesNotExist:
            raise ValueError(_("Unknown slug “%(slug)s”.") % {"slug": value}) from None


class SlugWidget(_NamesTheUnknown, widgets.CachedForeignKeyWidget):
    """A reference by slug to another table."""


class OwnTableSlugWidget(_NamesTheUnknown, widgets.ForeignKeyWidget):
    """A reference by slug to a row of the same table, which may stand higher up in the same file."""


class SlugListWidget(widgets.ManyToManyWidget):
    """Several references by slug, separated by semicolons. Raises ValueError naming the unknown ones.

    They leave in the order of the alphabet, so that moving a sector does not change the clusters that name it.
    """

    def __init__(self, model):
        super().__init__(model, separator=";", field="slug")

    def clean(self, value, row=None, **kwargs):
        text = "" if value is None else str(value)  # a spreadsheet may hold a number
        found = super().clean(text, row, **kwargs)
        asked = {slug.strip() for slug in text.split(self.separator) if slug.strip()}
        unknown = sorted(asked - {getattr(item, self.field) for item in found})
        if unknown:
            raise ValueError(_("Unknown slug “%(slug)s”.") % {"slug": "”, “".join(unknown)})
        return found

    def render(self, value, obj=None, **kwargs):
        return self.separator.join(sorted(item.slug for item in value.all())) if value is not None else ""


class FlagWidget(widgets.BooleanWidget):
    """A yes or no as 1 or 0; anything else is an error instead of a guess."""

    def clean(self, value, row=None, **kwargs):
        if value not in ("0", "1", 0, 1, True, False):
            raise ValueError(_("Expected 0 or 1, found “%(value)s”.") % {"value": value})
        return bool(int(value))

    def render(self, value, obj=None, **kwargs):
        return "1" if value else "0"


class NumberWidget(widgets.Widget):
    """A number in plain digits with a point, in every language: 1000 and 52.2639, never 1.000 or 52,2639."""

    pattern = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")

    def clean(self, value, row=None, **kwargs):
        text = "" if value is None else str(value).strip()
        if text and not self.pattern.fullmatch(text):
            raise ValueError(_("Expected a number such as 12 or 52.2639, found “%(value)s”.") % {"value": value})
        return Decimal(text) if text else None


class SmallNumberWidget(NumberWidget):
    """A whole number that every database holds in a PositiveSmallIntegerField (SQLite would take more)."""

    limit = 32767

    def clean(self, value, row=None, **kwargs):
        number = super().clean(value, row, **kwargs)
        if number is None:
            return None
        if number != int(number) or not 0 <= number <= self.limit:
            message = _("Expected a whole number from 0 to %(limit)s, found “%(value)s”.")
            raise ValueError(message % {"limit": self.limit, "value": value})
        return int(number)


class WholeNumberWidget(SmallNumberWidget):
    """A whole number that every database holds in a PositiveBigIntegerField."""

    limit = 10**15 - 1


class WordListWidget(widgets.Widget):
    """Words of a fixed vocabulary, separated by semicolons; the model says which ones it knows."""

    def clean(self, value, row=None, **kwargs):
        return [word.strip() for word in str(value or "").split(";") if word.strip()]

    def render(self, value, obj=None, **kwargs):
        return ";".join(value or [])


class DayWidget(widgets.DateWidget):
    """A day as 2026-11-23, in every language; one that a person or Excel wrote as 23-11-2026 comes in as well."""

    def __init__(self):
        super().__init__(format="%Y-%m-%d")

    def clean(self, value, row=None, **kwargs):
        try:
            return day_of(value)
        except ValueError:
            raise ValueError(_("Expected a day such as 2026-11-23, found “%(value)s”.") % {"value": value}) from None


class ClockWidget(widgets.TimeWidget):
    """A time as 17:00."""

    def __init__(self):
        super().__init__(format="%H:%M")

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(value, row, **kwargs)
        except ValueError:
            raise ValueError(_("Expected a time such as 17:00, found “%(value)s”.") % {"value": value}) from None


class TextWidget(widgets.CharWidget):
    """Text; a NUL character is refused, because PostgreSQL cannot hold it."""

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row, **kwargs)
        if "\0" in text:
            raise ValueError(_("The text holds a character that cannot be stored."))
        return text


class PlainError(results.Error):
    """A fault of the whole file, shown to the data steward as a sentence and not as a traceback."""

    traceback = ""


def slug_column(name, model, *, same_table=False):
    widget = OwnTableSlugWidget(model) if same_table else SlugWidget(model)
    return fields.Field(column_name=name, attribute=name, widget=widget)


def slug_list_column(name, model):
    return fields.Field(column_name=name, attribute=name, widget=SlugListWidget(model))


def text_column(name, attribute):
    """A column of text that has another name than its field."""
    return fields.Field(column_name=name, attribute=attribute, widget=TextWidget())


def word_list_column(name):
    return fields.Field(column_name=name, attribute=name, widget=WordListWidget())


def small_number_column(name, attribute):
    """A column with a small whole number that has another name than its field."""
    return fields.Field(column_name=name, attribute=attribute, widget=SmallNumberWidget())


def flag_column(name):
    return fields.Field(column_name=name, attribute=name, widget=FlagWidget())


class ContentResource(resources.ModelResource):
    """Base of every table of content. Subclasses list model, fields and, where it is not the slug, the key."""

    WIDGETS_MAP = {
        **resources.ModelResource.WIDGETS_MAP,
        "CharField": TextWidget,
        "TextField": TextWidget,
        "DecimalField": NumberWidget,
        "PositiveSmallIntegerField": SmallNumberWidget,
        "PositiveBigIntegerField": WholeNumberWidget,
        "DateField": DayWidget,
        "TimeField": ClockWidget,
    }

    class Meta:
        import_id_fields = ["slug"]
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def get_error_result_class(self):
        return PlainError

    def import_data(self, dataset, *args, **kwargs):
        """A row is named by its place in the file, as a spreadsheet counts."""
        result = super().import_data(dataset, *args, **kwargs)
        numbers = getattr(dataset, "numbers", None)
        if numbers:
            for row in (*result.invalid_rows, *result.error_rows):
                row.number = numbers[row.number - 1]
        return result

    def before_import(self, dataset, **kwargs):
        """Refuse columns that nobody knows (they would be dropped silently) and two rows with one key."""
        headers = dataset.headers or []
        unknown = [str(name) for name in headers if name not in self.get_export_headers()]
        if unknown:
            raise ValueError(_("Unknown column “%(column)s”.") % {"column": "”, “".join(unknown)})
        key_columns = [self.fields[name].column_name for name in self.get_import_id_fields()]
        missing = [name for name in key_columns if name not in headers]
        if missing:
            raise ValueError(_("The column “%(column)s” is missing.") % {"column": "”, “".join(missing)})
        places = [headers.index(name) for name in key_columns]
        seen = set()
        for row in dataset:
            key = tuple(str(row[place]) for place in places)
            if key in seen:
                raise ValueError(_("“%(key)s” stands in the file more than once.") % {"key": " ".join(key)})
            seen.add(key)

    def filter_export(self, queryset, **kwargs):
        """With what the columns refer to, so that a row costs no query of its own."""
        columns = [(column.widget, column.attribute) for column in self.get_export_fields()]
        single = [name for widget, name in columns if isinstance(widget, SlugWidget | OwnTableSlugWidget)]
        lists = [name for widget, name in columns if isinstance(widget, SlugListWidget)]
        return super().filter_export(queryset, **kwargs).select_related(*single).prefetch_related(*lists)

    def get_instance(self, instance_loader, row):
        try:
            return super().get_instance(instance_loader, row)
        except ValueError:  # an unknown slug in the key: `import_instance` says in which column
            return None

    def import_instance(self, instance, row, **kwargs):
        """Also checks the lists, which the library only looks at after saving."""
        errors = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for field in self.get_import_fields():
            if isinstance(field.widget, SlugListWidget) and field.column_name in row:
                try:
                    field.clean(row, **kwargs)
                except ValueError as error:
                    errors[field.attribute] = ValidationError(str(error))
        if errors:
            raise ValidationError(errors)

    def before_save_instance(self, instance, row, **kwargs):
        if has_waiting_draft(instance):
            raise ValidationError(
                _("There is a draft of this row that is not published yet. Publish or discard it first.")
            )

    def save_m2m(self, instance, row, **kwargs):
        """The last step of a row: its lists are written, and what was imported becomes its published version."""
        super().save_m2m(instance, row, **kwargs)
        for field in instance._meta.local_many_to_many:
            if isinstance(field, ParentalManyToManyField):
                getattr(instance, field.name).commit()
        publish_as_imported(instance, kwargs.get("user"))

    def row_of(self, instance) -> dict[str, str]:
        """What this row looks like as a line of the table."""
        return dict(zip(self.get_export_headers(), map(str, self.export_resource(instance)), strict=True))


class InDutch:
    """Before a ContentResource: the same table under the column names of the public data (`dutch`, by field).

    The fixtures keep the English names of the fields; people who fill in a spreadsheet get words of their own.
    """

    dutch: dict[str, str] = {}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for name, field in self.fields.items():
            field.column_name = self.dutch.get(name, name)

    def import_row(self, row, instance_loader, **kwargs):
        """What is wrong is told by the name of the column, not of the field."""
        result = super().import_row(row, instance_loader, **kwargs)
        wrong = result.validation_error
        if wrong is not None and hasattr(wrong, "error_dict"):
            columns = {field.attribute: field.column_name for field in self.fields.values()}
            told = {columns.get(name, name): texts for name, texts in wrong.error_dict.items()}
            result.validation_error = ValidationError(told)
        return result


def in_dutch(resource: type[ContentResource], **names: str) -> type[ContentResource]:
    """The resource with these column names by field; fields that are not named keep their own."""
    return type(resource.__name__, (InDutch, resource), {"dutch": names, "__module__": resource.__module__})


class PartResource(ContentResource):
    """A table of parts that are edited with the row they belong to (`editorial_owner`).

    After an import the owners get a new version with their parts; an older one would take these away again.
    """

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self._owners = set()

    def after_save_instance(self, instance, row, **kwargs):
        super().after_save_instance(instance, row, **kwargs)
        self._owners.add((type(instance.editorial_owner), instance.editorial_owner.pk))

    def after_import(self, dataset, result, **kwargs):
        super().after_import(dataset, result, **kwargs)
        for model, key in sorted(self._owners, key=str):
            publish_as_imported(model.objects.get(pk=key), kwargs.get("user"))


def publish_as_imported(row, user) -> None:
    """Who may import may publish what was imported (mra_portal.roles). Rows that are not public stay drafts."""
    if isinstance(row, EditorialRow) and row.live:
        row.save_revision(user=user, clean=False).publish(user=user, skip_permission_checks=True)
