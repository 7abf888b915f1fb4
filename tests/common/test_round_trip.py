"""What is exported can be imported again: every row is unchanged, and no cell can run as a formula."""

import csv
from io import BytesIO, StringIO

import pytest
import tablib
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from agenda.models import ActionLine
from mra_portal.common.content.formats import SafeCSV, SafeXLSX, UnreadableFileError, guarded, unguarded
from mra_portal.content import TABLES

EVERY_TABLE = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
# What a database gives is seen in one format.
IN_A_WORKBOOK = pytest.mark.any_database
FORMATS = pytest.mark.parametrize("format_", [SafeCSV(), SafeXLSX()], ids=["CSV", "XLSX"])
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# Text as a database holds it: no lone surrogates and no NUL; signs and quotes often.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from("=+-@'\"\t\r\n,;"))


@given(texts)
def test_guarding_loses_nothing_and_leaves_no_formula(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(SIGNS)


@hypothesis_settings(deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=1).filter(lambda rows: all(any(row) for row in rows)))
def test_any_text_survives_csv_and_none_of_it_is_a_formula(rows):
    exported = SafeCSV().export_data(tablib.Dataset(*rows, headers=["a", "b"]))
    read = SafeCSV().create_dataset(exported.encode())

    assert list(read) == rows
    cells = [cell for row in csv.reader(StringIO(exported, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(SIGNS)]


@hypothesis_settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.just("x"), texts), min_size=1, max_size=5))
def test_any_text_survives_xlsx_and_none_of_it_is_a_formula(rows):
    rows = [(first, second.replace("_x", "")) for first, second in rows]  # how XLSX itself writes control characters

    exported = SafeXLSX().export_data(tablib.Dataset(*rows, headers=["a", "b"]))

    assert list(SafeXLSX().create_dataset(exported)) == rows
    assert not [cell for row in load_workbook(BytesIO(exported)).active for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-5", "@naam", "\t=x", "\r=x", "\n=x", "＝1", "'=1", "''@x"])
def test_text_that_looks_like_a_formula_gets_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "gewoon", "'s-Graveland", "'", "1-2", "a=b", " =x"])
def test_other_text_is_left_alone(text):
    assert guarded(text) == text
    assert unguarded(text) == text


@pytest.mark.django_db
@EVERY_TABLE
def test_an_export_equals_the_fixture(table):
    resource = table.resource()
    with table.path_in(settings.FIXTURES).open(encoding="utf-8", newline="") as file:
        wanted = list(csv.DictReader(file))

    exported = SafeCSV().export_data(resource.export())

    found = list(csv.DictReader(StringIO(exported, newline="")))
    key = [resource.fields[name].column_name for name in resource.get_import_id_fields()]
    assert _by_key(found, key) == _by_key(wanted, key)
    assert list(found[0]) == list(wanted[0])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("format_", "language"),
    [
        pytest.param(SafeCSV(), "nl", id="CSV"),
        pytest.param(SafeXLSX(), "en", id="XLSX", marks=IN_A_WORKBOOK),
    ],
)
@EVERY_TABLE
def test_an_export_comes_back_unchanged_and_holds_only_text(table, format_, language):
    with translation.override(language):
        exported = format_.export_data(table.resource().export())
        result = table.resource().import_data(_read(format_, exported))

    if isinstance(format_, SafeXLSX):
        cells = [cell for row in load_workbook(BytesIO(exported)).active for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
    assert _complaints(result) == []
    assert {row.import_type for row in result.rows} == {"skip"}
    assert len(result.rows) == table.resource._meta.model.objects.count()


@pytest.mark.django_db
@FORMATS
def test_dangerous_and_untidy_text_comes_back_unchanged(format_):
    line = ActionLine.objects.get(slug="1a")
    line.summary_nl = '=HYPERLINK("x")\r\n\'en\tnog ’iets’, én \x0b meer'
    line.agreements_nl = "\r\n- een\r\n- twee "
    line.save()

    exported = format_.export_data(_resource("action_lines").export())
    result = _resource("action_lines").import_data(_read(format_, exported))

    assert _complaints(result) == []
    assert {row.import_type for row in result.rows} == {"skip"}


@pytest.mark.django_db
def test_numbers_that_a_spreadsheet_program_made_of_the_text_are_understood():
    rows = _resource("municipalities").export().dict
    numbers = {"latitude": float, "longitude": float, "tile_column": int, "tile_row": float}
    typed = [{name: numbers.get(name, str)(value) for name, value in row.items()} for row in rows]

    result = _resource("municipalities").import_data(_table(typed))

    assert _complaints(result) == []
    assert {row.import_type for row in result.rows} == {"skip"}


@pytest.mark.django_db
def test_a_title_that_a_spreadsheet_program_took_for_a_number_is_text():
    result = _resource("action_lines").import_data(_table([{"slug": "1a", "title": 2025, "title_en": 2026}]))

    assert _complaints(result) == []
    assert ActionLine.objects.get(slug="1a").official_title == "2025"


@pytest.mark.django_db
def test_columns_that_are_left_out_stay_as_they_are():
    rows = [
        {"slug": row["slug"], "abbreviation": row["abbreviation"]} for row in _resource("organisations").export().dict
    ]

    result = _resource("organisations").import_data(_table(rows))

    assert _complaints(result) == []
    assert {row.import_type for row in result.rows} == {"skip"}


@pytest.mark.parametrize(
    "content",
    [b"slug,name\nbouw", b"slug,name\nbouw,Bouw,1", b'slug,name\nbouw,"Bouw\n', b"slug,name\nbouw,B\x81uw", None],
    ids=["too few cells", "too many cells", "open quote", "no text", "gone"],
)
def test_an_unreadable_csv_file_is_refused(content):
    with pytest.raises(UnreadableFileError):
        SafeCSV().create_dataset(content)


@pytest.mark.parametrize("content", [b"slug,name\nbouw,Bouw", b"", None], ids=["CSV", "empty", "gone"])
def test_an_unreadable_workbook_is_refused(content):
    with pytest.raises(UnreadableFileError):
        SafeXLSX().create_dataset(content)


def test_empty_rows_and_columns_of_a_workbook_do_not_count():
    exported = SafeXLSX().export_data(tablib.Dataset(["bouw", "", ""], ["", "", ""], headers=["slug", "name", ""]))

    read = SafeXLSX().create_dataset(exported)

    assert read.headers == ["slug", "name"]
    assert list(read) == [("bouw", "")]


def _by_key(rows: list[dict], key: list[str]) -> dict[tuple, dict]:
    return {tuple(row[name] for name in key): row for row in rows}


def _resource(name: str):
    return next(table for table in TABLES if table.name == name).resource()


def _read(format_, exported):
    return format_.create_dataset(exported.encode() if isinstance(exported, str) else exported)


def _table(rows: list[dict]) -> tablib.Dataset:
    return tablib.Dataset(*(list(row.values()) for row in rows), headers=list(rows[0]))


def _complaints(result) -> list:
    errors = [str(error.error) for _number, errors in result.row_errors() for error in errors]
    return [*(str(error.error) for error in result.base_errors), *errors, *(row.error for row in result.invalid_rows)]
