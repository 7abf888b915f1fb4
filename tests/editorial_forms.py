"""Filling in an editing screen as a browser does: every field as the page shows it, changed where the test says so."""

from html.parser import HTMLParser

from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield


class _Fields(HTMLParser):
    """Collects what the editor's form would send; boxes that share a name give a list."""

    def __init__(self):
        super().__init__()
        self.sent, self.inside, self.select, self.text = {}, False, None, None
        self.templates = 0  # the empty form behind "add one more" is not sent

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "form":
            # The screen of a language has a form without a name, beside the one that searches.
            self.inside = given.get("id") in ("w-editor-form", "page-edit-form") or given.get("method") == "POST"
        self.templates += tag == "template"
        if not self.inside or self.templates or "disabled" in given:
            return
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.sent[self.select] = given.get("value", "")
        elif tag == "textarea" and name:
            self.text = name
            self.sent[name] = ""
        elif tag == "input" and name and given.get("type") == "checkbox":
            if "checked" in given:
                self.sent.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "input" and name and (given.get("type") not in ("radio", "submit") or "checked" in given):
            self.sent[name] = given.get("value", "")

    def handle_endtag(self, tag):
        self.templates -= tag == "template"
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.text = None

    def handle_data(self, data):
        if self.text:
            self.sent[self.text] += data.removeprefix("\n")


def form_on(response) -> dict:
    """What the browser would send back from this editing screen if nobody typed anything."""
    reader = _Fields()
    reader.feed(response.content.decode())
    assert reader.sent, "there is no editing form on this page"
    return {name: value for name, value in reader.sent.items() if name != "csrfmiddlewaretoken"}


def edit_url(row) -> str:
    if hasattr(row, "url_path"):
        return reverse("wagtailadmin_pages:edit", args=[row.pk])
    return reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])


def open_form(client, row) -> dict:
    response = client.get(edit_url(row))
    assert response.status_code == 200
    return {**form_on(response), **(body_with("Zo stond het er.") if hasattr(row, "url_path") else {})}


def body_with(*paragraphs: str) -> dict:
    """What the editor of the body of a page sends for these paragraphs (it builds its fields by script)."""
    blocks = [("text", rich_text(f"<p>{text}</p>")) for text in paragraphs]
    return nested_form_data({"body": streamfield(blocks)})


def publish(client, row, form: dict, **typed):
    return client.post(edit_url(row), {**form, **typed, "action-publish": "action-publish"})


def save_draft(client, row, form: dict, **typed):
    return client.post(edit_url(row), {**form, **typed})


def words_on(response) -> str:
    """What a visitor reads on the page, without markup."""
    return " ".join(strip_tags(response.content.decode()).split())
