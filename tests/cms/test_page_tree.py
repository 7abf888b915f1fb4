"""The page tree of `fixtures/pages/`: in two languages, made once, and never over an editor's work."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from mra_portal.cms.models import ChapterPage, InfoPage, StoryIndexPage
from mra_portal.cms.page_tree import KINDS, ORDER, PageFileError, load_pages
from mra_portal.common.models import LoadedRow
from tests.addresses import EDITORIAL_PAGES
from tests.content_folder import everything

pytestmark = pytest.mark.django_db


def load():
    return load_pages(settings.FIXTURES / "pages")


def portal_pages():
    return [page for kind in KINDS.values() for page in kind.objects.all()]


def test_loading_again_changes_nothing():
    before = everything()

    counts = load()

    assert counts == {"same": 2 * len(ORDER)}
    assert everything() == before


@pytest.mark.parametrize("path", EDITORIAL_PAGES)
def test_a_page_answers_in_dutch_and_in_english_at_the_same_path(client, path):
    dutch, english = client.get(path), client.get(f"/en{path}")

    assert (dutch.status_code, english.status_code) == (200, 200)
    assert 'lang="nl"' in dutch.content.decode()
    assert 'lang="en"' in english.content.decode()
    assert dutch.context["page"].translation_key == english.context["page"].translation_key
    assert dutch.context["page"].pk != english.context["page"].pk


def test_every_page_is_published_and_has_one_translation():
    pages = portal_pages()

    assert len(pages) == 2 * len(ORDER) == 2 * len(EDITORIAL_PAGES)
    assert all(page.live and not page.has_unpublished_changes for page in pages)
    for page in pages:
        assert {twin.locale.language_code for twin in page.get_translations(inclusive=True)} == {"nl", "en"}


def test_the_site_starts_at_the_dutch_home_and_the_welcome_page_is_gone():
    site = Site.objects.get(is_default_site=True)

    assert site.root_page.locale.language_code == "nl"
    assert site.root_page.slug == "home-nl"
    assert {page.slug for page in Page.get_first_root_node().get_children()} == {"home-nl", "home-en"}


def test_a_site_that_an_editor_points_elsewhere_stays_so():
    story = StoryIndexPage.objects.get(locale__language_code="nl")
    Site.objects.update(root_page=story, site_name="Tijdelijk")

    load()

    assert Site.objects.get().root_page_id == story.pk
    assert Site.objects.get().site_name == "Tijdelijk"


def test_the_text_of_an_editor_survives():
    page = InfoPage.objects.get(slug="over", locale__language_code="nl")
    page.title = "Over ons"
    page.save_revision().publish()

    load()

    assert InfoPage.objects.get(pk=page.pk).title == "Over ons"


@pytest.mark.parametrize(("kind", "slug"), [(InfoPage, "over"), (StoryIndexPage, "verhaal")])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_with_another_slug_is_not_made_again(kind, slug, language):
    page = kind.objects.get(slug=slug, locale__language_code=language)
    page.slug = "anders"
    page.save_revision().publish()

    counts = load()

    assert counts == {"same": 2 * len(ORDER)}
    assert kind.objects.filter(locale__language_code=language, slug=slug).count() == 0


def test_a_page_that_an_editor_removed_stays_away():
    Page.objects.get(slug="privacy", locale__language_code="nl").delete()
    Page.objects.get(slug="verhaal", locale__language_code="en").delete()  # takes its five chapters with it

    counts = load()

    assert counts == {"removed": 7, "same": 29}
    assert not InfoPage.objects.filter(slug="privacy", locale__language_code="nl").exists()
    assert not ChapterPage.objects.filter(locale__language_code="en").exists()


def test_a_new_page_comes_beside_its_translation_in_the_other_language():
    remove_the_last_page()

    counts = load()

    twin = InfoPage.objects.get(slug="privacy", locale__language_code="en")
    assert counts == {"new": 1, "same": 35}
    assert twin.get_translation(Page.objects.get(slug="home-nl").locale).slug == "privacy"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "the file is missing"),
        ("kind = ", "Invalid value"),
        ("kind = 'info'\nslug = 'x'\nlede = ''", "title is missing"),
        ("kind = 'sprookje'\nslug = 'x'\ntitle = 'X'\nlede = ''", "kind is missing or unknown"),
        ("kind = 'chapter'\nslug = 'x'\ntitle = 'X'\nlede = ''", "number"),
        ("kind = 'info'\nslug = 'x y'\ntitle = 'X'\nlede = ''", "slug"),
    ],
    ids=["missing", "no TOML", "no title", "unknown kind", "chapter without number", "bad slug"],
)
def test_a_faulty_file_is_named_and_nothing_is_written(folder, content, said):
    replace(folder, "privacy.en.toml", content)
    folder.change("subregions", "ijmond", name="Niet te schrijven")
    remove_the_last_page()
    before = everything()

    with pytest.raises(CommandError) as failed:
        call_command("load_content", folder=folder.path, stdout=StringIO())

    assert "privacy.en.toml" in str(failed.value)
    assert said in str(failed.value)
    assert everything() == before


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("kind = 'film'", "unknown kind of block 'film'"),
        ("text = 'zonder soort'", "unknown kind of block None"),
        ("kind = 'text'", "a text block lacks 'html'"),
        ("kind = 'heading'", "a heading block lacks 'text'"),
        ("kind = 'facts'", "a facts block lacks 'items'"),
        ("kind = 'facts'\nitems = [{value = '7', source = 'p. 1'}]", "block 1 (facts) is wrong"),
        ("kind = 'links'\nitems = [{title = 'X', url = 'geen adres'}]", "block 1 (links) is wrong"),
        ("kind = 'heading'\ntext = ''", "block 1 (heading) is wrong"),
    ],
)
def test_a_faulty_block_is_named(folder, block, said):
    remove_the_last_page()
    replace(folder, "privacy.en.toml", f"kind = 'info'\nslug = 'x'\ntitle = 'X'\nlede = ''\n[[body]]\n{block}\n")

    with pytest.raises(PageFileError) as refused:
        load_pages(folder.path / "pages")

    assert str(refused.value).startswith("privacy.en.toml: ")
    assert said in str(refused.value)


def replace(folder, name: str, content: str | None) -> None:
    file = folder.path / "pages" / name
    if content is None:
        file.unlink()
    else:
        file.write_text(content, encoding="utf-8")


def forget(*keys: str) -> None:
    rows = LoadedRow.objects.filter(table="pages")
    (rows.filter(key__in=keys) if keys else rows).delete()


def remove_the_last_page() -> None:
    """As if its file was written after the first load."""
    Page.objects.get(slug="privacy", locale__language_code="en").delete()
    forget("privacy.en")
