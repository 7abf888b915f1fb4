"""Facts of a page for search engines: words of schema.org, as JSON-LD.

Each part says what its rows are in a `linked_data.py` of its own; the way to a page comes from its breadcrumb. What is
not known stays out. `url` is the official address of a thing, `mainEntityOfPage` our page about it.
"""

import json

from django.conf import settings

# So that no text can end the element that it stands in.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


def address(path: str) -> str:
    """A path on this site as a whole address."""
    return settings.PORTAL_BASE_URL + path


def thing(kind: str | list[str], **facts) -> dict:
    """A thing of this type with the facts that are known."""
    return {"@type": kind, **{name: fact for name, fact in facts.items() if fact not in (None, "", [], {})}}


def area(name: str) -> dict:
    return thing("AdministrativeArea", name=str(name))


def way(breadcrumb: list[dict]) -> dict:
    """The breadcrumb of a page, home first; a step without an address is left without."""
    return thing(
        "BreadcrumbList",
        itemListElement=[
            thing(
                "ListItem",
                position=place,
                name=str(step["title"]),
                item=address(str(step["url"])) if step["url"] else None,
            )
            for place, step in enumerate(breadcrumb, start=1)
        ],
    )


def as_json(things: list[dict]) -> str:
    """For inside a <script>: no browser runs it, and no text in it ends it."""
    told = {"@context": "https://schema.org", "@graph": things}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
