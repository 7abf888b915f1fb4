"""Two languages side by side: the language of a request, of an address, and of a text.

Dutch addresses have no prefix, English ones stand below /en/ (interface.md). Content rows hold `_nl` and
`_en` text; where English is empty the Dutch text shows, marked with `lang` so that screen readers switch voice
(WCAG 2.2, 3.1.2).
"""

from functools import lru_cache, partial, wraps

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

DEFAULT = settings.LANGUAGE_CODE


def per_language(size: int):
    """For a function whose answer depends on its arguments and the language only: its last `size` answers are kept.

    `function.now()` is the same for the language of this moment, for who asks a lot in one go.
    """

    def keep(answer):
        kept = lru_cache(size)(lambda language, *args: answer(*args))
        told = wraps(answer)(lambda *args: kept(get_language(), *args))
        told.now = lambda: partial(kept, get_language())
        return told

    return keep


class PathLocaleMiddleware(LocaleMiddleware):
    """The language comes from the address alone, so answers need no `Vary: Accept-Language`."""

    def process_response(self, request, response):
        response = super().process_response(request, response)
        if response.has_header("Vary"):
            kept = [name for name in response["Vary"].split(", ") if name.lower() != "accept-language"]
            if kept:
                response["Vary"] = ", ".join(kept)
            else:
                del response["Vary"]
        return response


def path_in_language(path: str, code: str) -> str:
    """The same page in another language: `/agenda/` <-> `/en/agenda/`."""
    for other, _name in settings.LANGUAGES:
        prefix = f"/{other}/"
        if other != DEFAULT and path.startswith(prefix):
            path = path[len(prefix) - 1 :]
    return path if code == DEFAULT else f"/{code}{path}"


def alternates_of(paths: dict[str, str]) -> list[dict]:
    """One page in each of its languages, for search engines; who reads neither gets the Dutch one."""
    found = [{"code": code, "url": settings.PORTAL_BASE_URL + path} for code, path in paths.items()]
    return found + [{"code": "x-default", "url": one["url"]} for one in found if one["code"] == DEFAULT]


class LocalisedText(str):
    """Text that knows its language; rendered in a page of another language it carries `lang`."""

    lang: str

    def __new__(cls, text: str, lang: str):
        made = super().__new__(cls, text)
        made.lang = lang
        return made

    def __getnewargs__(self):
        """For copies: forms copy their choices."""
        return self.plain, self.lang

    @property
    def plain(self) -> str:
        """The bare text, for attributes and titles."""
        return str.__str__(self)

    @property
    def is_foreign(self) -> bool:
        return bool(self) and self.lang != (get_language() or DEFAULT)

    def __html__(self) -> str:
        return (
            format_html('<span lang="{}">{}</span>', self.lang, self.plain) if self.is_foreign else escape(self.plain)
        )


class Sentence(str):
    """Words of the page around texts that know their own language: those keep their `lang` when it is rendered."""

    def __new__(cls, words: str, **values):
        plain = {name: getattr(value, "plain", value) for name, value in values.items()}
        made = super().__new__(cls, words % plain)
        made.html = escape(words) % {name: conditional_escape(value) for name, value in values.items()}
        return made

    def __html__(self) -> str:
        return mark_safe(self.html)


class Localised:
    """A model attribute that reads `<name>_en` on English pages and `<name>_nl` otherwise or as fallback.

    `Localised("title", "title_en")` names the two fields where they do not follow that pattern.
    """

    def __init__(self, dutch: str, english: str | None = None):
        self.dutch, self.english = (dutch, english) if english else (f"{dutch}_nl", f"{dutch}_en")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        english = getattr(instance, self.english)
        if english and get_language() == "en":
            return LocalisedText(english, "en")
        return LocalisedText(getattr(instance, self.dutch), DEFAULT)
