"""Filling in a component says exactly what rendering it would say."""

from types import SimpleNamespace

import pytest
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from mra_portal.common import filled as fill
from mra_portal.common.facets import Option
from mra_portal.common.languages import LocalisedText

PAGER = {
    "pages": [
        {"number": number, "url": f"?a=1&pagina={number}", "is_current": number == 2, "is_gap": False}
        for number in (1, 2, 1000)
    ],
    "previous_url": "",
    "next_url": "?pagina=3",
}
CONTEXTS = [
    (
        "components/result.html",
        {"result": {"title": 'A & "B" <c>', "url": "?a=1&b=2", "state": "open", "state_note": ""}},
    ),
    ("components/result.html", {"result": {"title": "x", "url": "/", "amount": mark_safe("<b>1</b>")}, "level": "4"}),
    (
        "components/result.html",
        {"result": {"title": LocalisedText("Zin", "nl"), "url": "/", "summary": gettext_lazy("Search")}},
    ),
    ("components/pager.html", {"pager": PAGER}),
    ("components/chips.html", {"chips": [], "clear_url": "/"}),
    *(
        ("financing/_matches.html", {"count": count, "total": total})
        for count in (0, 1, 2, 999, 1000, 4_000_000_000)
        for total in (0, 1, 12_345)
    ),
]


def rendered(template, context):
    return get_template(template).template.render(Context(context))


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize(("template", "context"), CONTEXTS)
def test_a_component_says_what_it_would_say(template, context, code):
    with translation.override(code):
        assert fill.filled(template, context) == rendered(template, context)
        assert fill.filled(template, context) == rendered(template, context)


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("count", [None, 0, 1, 2, 1000])
@pytest.mark.parametrize("checked", [True, False])
@pytest.mark.parametrize(
    "label", ["Zorg & <welzijn>", LocalisedText("Zorg & <welzijn>", "nl"), mark_safe("<i>Zorg</i>")]
)
def test_an_option_says_what_it_would_say(label, checked, count, code):
    option = Option("zorg", label, count, checked, "sector-zorg")
    with translation.override(code):
        expected = rendered("components/facet_option.html", {"option": option, "name": "sector"})

        assert fill.filled_options("components/facet_option.html", [option], {"name": "sector"}) == expected


def test_texts_of_one_page_do_not_come_back_on_another():
    for title in ("Een", "Twee"):
        html = fill.filled("components/result.html", {"result": {"title": title, "url": "/"}})

        assert title in html
        assert {"Een": "Twee", "Twee": "Een"}[title] not in html


def test_a_text_that_looks_like_a_mark_is_a_text():
    marks = "\ue0000\ue001\ue0001\ue001"
    context = {"result": {"title": marks, "url": "/"}}

    assert fill.filled("components/result.html", context) == rendered("components/result.html", context)


def test_something_that_is_no_text_is_refused():
    with pytest.raises(TypeError, match="object"):
        fill.filled("components/result.html", {"result": {"title": object()}})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/agenda/?status=geen-status",
        "/agenda/organisaties/?pagina=2",
        "/financiering/",
        "/en/financiering/?fase=start&soort=lening&gemeente=almere&gemeente=hilversum&bedrag=50.000&sorteer=naam",
        "/financiering/?optie=wbso&beeindigd=ja&per_pagina=100",
        "/financiering/?q=niets-van-dit-alles",
        "/financiering/?bedrag=abc&soort=onzin&pagina=0",
        "/financiering/mijn-route/?fase=start&gemeente=almere",
        "/en/financiering/routekaart/?soort=lening",
    ],
)
def test_a_page_says_what_it_would_say(client, monkeypatch, address):
    page = client.get(address).content
    monkeypatch.setattr(fill, "settings", SimpleNamespace(DEBUG=True))

    assert client.get(address).content == page
