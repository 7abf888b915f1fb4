"""JSON is all there is: who asks for something else gets a 406 that says so in JSON."""

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer


class Negotiation(DefaultContentNegotiation):
    settings = type("Off", (), {"URL_FORMAT_OVERRIDE": None})  # no `?format=`: the address names no form


class Json(JSONRenderer):
    """With the letters as they are, not as escapes."""

    ensure_ascii = False
    charset = None
