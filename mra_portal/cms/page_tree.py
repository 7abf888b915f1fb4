"""Builds the page tree from `fixtures/pages/`: every page in Dutch and English, as translations of one another.

A page that exists is left alone, so running this again changes nothing and never overwrites an editor.
"""

import tomllib
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page, Site

from mra_portal.cms.models import ChapterPage, HomePage, InfoPage, PortalPage, StoryIndexPage

KINDS = {"home": HomePage, "story_index": StoryIndexPage, "chapter": ChapterPage, "info": InfoPage}
# Parents before children.
ORDER = [
    "home",
    "verhaal/index",
    "verhaal/de-uitdagingen",
    "verhaal/de-kracht-van-de-mra",
    "verhaal/onze-insteek",
    "verhaal/onze-aanpak",
    "verhaal/de-deelregios",
    "over",
    "toegankelijkheid",
    "privacy",
]


class PageFileError(Exception):
    """A page file is missing or wrong; the message names the file and what is wrong with it."""


def load_pages(folder: Path) -> Counter:
    """Create the pages that are not there yet; counts "new" and "same". Raises PageFileError.

    Call it inside a transaction: a faulty file halfway leaves the pages before it to the caller to roll back.
    """
    counts: Counter = Counter()
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    found: dict[tuple[str, str], Page] = {}
    for path in ORDER:
        for code, locale in locales.items():
            parent = _parent_of(path, code, found)
            content = _read(folder / f"{path}.{code}.toml")
            if path == "home":  # both homes are children of the root, where a slug is used once
                content["slug"] = f"{content['slug']}-{code}"
            page = parent.get_children().filter(slug=content["slug"], locale=locale).first()
            counts["same" if page else "new"] += 1
            twin = found.get((path, settings.LANGUAGE_CODE))
            found[path, code] = page or _create(parent, content, locale, twin, folder / f"{path}.{code}.toml")
    _point_site_at(found["home", settings.LANGUAGE_CODE])
    return counts


def _parent_of(path: str, code: str, found: dict) -> Page:
    if path == "home":
        return Page.get_first_root_node()
    if path.startswith("verhaal/") and path != "verhaal/index":
        return found["verhaal/index", code]
    return found["home", code]


def _read(file: Path) -> dict:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PageFileError(f"{file.name}: the file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PageFileError(f"{file.name}: {error}") from None
    missing = [name for name in ("kind", "slug", "title", "lede") if name not in content]
    if missing or content["kind"] not in KINDS:
        raise PageFileError(f"{file.name}: {', '.join(missing) or 'kind'} is missing or unknown")
    return content


def _create(parent: Page, content: dict, locale: Locale, twin: Page | None, file: Path) -> PortalPage:
    page = KINDS[content["kind"]](
        title=content["title"],
        slug=content["slug"],
        lede=content["lede"],
        source=content.get("source", ""),
        search_description=content.get("search_description", ""),
        locale=locale,
    )
    if twin is not None:
        page.translation_key = twin.translation_key
    if "number" in content:
        page.number = content["number"]
    page.body = page.body.stream_block.to_python([_block(item, file) for item in content.get("body", [])])
    try:
        parent.add_child(instance=page)
    except ValidationError as error:
        raise PageFileError(f"{file.name}: {error}") from None
    page.save_revision().publish()
    return page


def _block(item: dict, file: Path) -> dict:
    kind = item.get("kind")
    try:
        if kind == "text":
            value = item["html"]
        elif kind == "heading":
            value = {"text": item["text"], "source": item.get("source", "")}
        elif kind in ("facts", "links"):
            value = {"items": [{"type": "item", "value": dict(entry)} for entry in item["items"]]}
        else:
            raise PageFileError(f"{file.name}: unknown kind of block {kind!r}")
    except KeyError as error:
        raise PageFileError(f"{file.name}: a {kind} block lacks {error}") from None
    return {"type": kind, "value": value}


def _point_site_at(home: Page) -> None:
    """Make the portal the default site and remove Wagtail's welcome page once nothing points at it."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="localhost")
    if site.root_page_id == home.pk:
        return
    welcome = site.root_page if site.root_page_id else None
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()
    if welcome and type(welcome.specific) is Page and not welcome.get_children().exists():
        welcome.delete()
