"""Builds the page tree from `fixtures/pages/`: every page in Dutch and English, as translations of one another.

A page that exists is left alone, also under another slug, and a page that an editor removed stays away: running
this again changes nothing and never overwrites an editor.
"""

import hashlib
import tomllib
import uuid
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page, Site

from mra_portal.cms.models import ChapterPage, HomePage, InfoPage, RegionPage, StoryIndexPage
from mra_portal.cms.profile_files import PointsFileError, read_points
from mra_portal.common.models import LoadedRow
from mra_portal.common.pages import PortalPage
from profiles.models import Subregion, SubregionProfilePage

KINDS = {
    "home": HomePage,
    "story_index": StoryIndexPage,
    "chapter": ChapterPage,
    "region": RegionPage,
    "profile": SubregionProfilePage,
    "info": InfoPage,
}
# Parents before children.
ORDER = [
    "home",
    "verhaal/index",
    "verhaal/de-uitdagingen",
    "verhaal/de-kracht-van-de-mra",
    "verhaal/onze-insteek",
    "verhaal/onze-aanpak",
    "verhaal/de-deelregios",
    "deelregios/index",
    "deelregios/almere-lelystad",
    "deelregios/amstelland-meerlanden",
    "deelregios/amsterdam",
    "deelregios/gooi-en-vechtstreek",
    "deelregios/ijmond",
    "deelregios/zaanstreek-waterland",
    "deelregios/zuid-kennemerland",
    "over",
    "toegankelijkheid",
    "privacy",
]
TABLE = "pages"  # in the memory of the content loader
# A page is known by its translation key, which is made from its path here and outlives a change of slug.
_NAMESPACE = uuid.UUID("5a1c7a0e-3c52-4a39-9b0c-6d4f3f0f6a11")


class PageFileError(Exception):
    """A page file is missing or wrong; the message names the file and what is wrong with it."""


def load_pages(folder: Path) -> Counter:
    """Create the pages that are not there yet; counts "new", "same" and "removed". Raises PageFileError.

    Call it inside a transaction: a faulty file halfway leaves the pages before it to the caller to roll back.
    """
    counts: Counter = Counter()
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    known = set(LoadedRow.objects.filter(table=TABLE).values_list("key", flat=True))
    found: dict[tuple[str, str], Page | None] = {}
    for path in ORDER:
        for code, locale in locales.items():
            file = folder / f"{path}.{code}.toml"
            key = f"{path}.{code}"
            content = _read(file)
            if path == "home":  # both homes are children of the root, where a slug is used once
                content["slug"] = f"{content['slug']}-{code}"
            parent = _parent_of(path, code, found)
            twin = found.get((path, settings.LANGUAGE_CODE))
            translation_key = twin.translation_key if twin else uuid.uuid5(_NAMESPACE, path)
            page = _standing(parent, content["slug"], locale, translation_key)
            if page is not None:
                answer = "same"
            elif key in known or parent is None:
                answer = "removed"
            else:
                answer = "new"
                page = _create(parent, content, locale, translation_key, file)
            if page is not None and key not in known:
                _remember(key, file)
            found[path, code] = page
            counts[answer] += 1
    home = found["home", settings.LANGUAGE_CODE]
    if home is not None:
        _point_site_at(home)
    return counts


def _parent_of(path: str, code: str, found: dict) -> Page | None:
    if path == "home":
        return Page.get_first_root_node()
    folder, _slash, name = path.rpartition("/")
    if folder and name != "index":
        return found[f"{folder}/index", code]
    return found["home", code]


def _standing(parent: Page | None, slug: str, locale: Locale, translation_key: uuid.UUID) -> Page | None:
    page = Page.objects.filter(translation_key=translation_key, locale=locale).first()
    if page is None and parent is not None:
        page = parent.get_children().filter(slug=slug, locale=locale).first()
    return page


def _remember(key: str, file: Path) -> None:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    LoadedRow.objects.create(table=TABLE, key=key, fixture_digest=digest)


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


def _create(parent: Page, content: dict, locale: Locale, translation_key: uuid.UUID, file: Path) -> PortalPage:
    page = KINDS[content["kind"]](
        title=content["title"],
        slug=content["slug"],
        lede=content["lede"],
        source=content.get("source", ""),
        search_description=content.get("search_description", ""),
        locale=locale,
        translation_key=translation_key,
    )
    if "number" in content:
        page.number = content["number"]
    page.body = page.body.stream_block.to_python([_block(item, file) for item in content.get("body", [])])
    _check(page.body, file)
    if isinstance(page, SubregionProfilePage):
        _fill_profile(page, content, file)
    try:
        parent.add_child(instance=page)
        page.save_revision(log_action=True).publish()  # the entry from which the first text can be brought back
    except ValidationError as error:
        raise PageFileError(f"{file.name}: {error}") from None
    return page


def _fill_profile(page: SubregionProfilePage, content: dict, file: Path) -> None:
    page.subregion = Subregion.objects.filter(slug=content.get("subregion")).first()
    if page.subregion is None:
        raise PageFileError(f"{file.name}: there is no subregion {content.get('subregion')!r}")
    page.contact_role = content.get("contact_role", "")
    code = page.locale.language_code
    try:
        streams = read_points(file.with_name(f"{content['subregion']}.points.toml"), code)
    except PointsFileError as error:
        raise PageFileError(str(error)) from None
    for name, items in streams.items():
        stream = getattr(page, name).stream_block.to_python(items)
        _check(stream, file)
        setattr(page, name, stream)


def _block(item: dict, file: Path) -> dict:
    kind = item.get("kind")
    try:
        if kind == "text":
            value = item["html"]
        elif kind == "heading":
            value = {"text": item["text"], "source": item.get("source", "")}
        elif kind in ("facts", "links"):
            value = {"items": [{"type": "item", "id": str(uuid.uuid4()), "value": entry} for entry in item["items"]]}
        else:
            raise PageFileError(f"{file.name}: unknown kind of block {kind!r}")
    except KeyError as error:
        raise PageFileError(f"{file.name}: a {kind} block lacks {error}") from None
    return {"type": kind, "value": value}


def _check(body, file: Path) -> None:
    """What the editing screen would refuse, the loader refuses too: a link without address, a missing figure."""
    for number, child in enumerate(body, start=1):
        try:
            child.block.clean(child.value)
        except ValidationError as error:
            reason = error.as_json_data() if hasattr(error, "as_json_data") else error.messages
            raise PageFileError(f"{file.name}: block {number} ({child.block_type}) is wrong: {reason}") from None


def _point_site_at(home: Page) -> None:
    """Let the portal take the place of Wagtail's welcome page; a site that an editor points elsewhere stays so."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="localhost")
    welcome = site.root_page if site.root_page_id else None
    if welcome is not None and type(welcome.specific) is not Page:
        return
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()
    if welcome and not welcome.get_children().exists():
        welcome.delete()
