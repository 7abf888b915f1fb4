"""What leaves of the scan as open data: the public fields of a place that say which it is, and how it is reached."""

from hotspots.models.vocabulary import ReachKind
from hotspots.public_fields import FIELDS as OF_PLACES
from hotspots.scan.question import class_of
from mra_portal.common.exports.fields import PublicField

_KNOWN = {field.name: field for field in OF_PLACES}
_WHICH = ("slug", "naam", "type", "stadium", "deelregio", "gemeente", "lat", "lon")


def _stop(which: str, read):
    def told(place):
        stop = getattr(place.reach, which)
        return None if stop is None else read(stop)

    return told


def _stops(name: str, which: str) -> list[PublicField]:
    return [
        PublicField(name, _stop(which, lambda stop: stop.name)),
        PublicField(f"{name}_soort", _stop(which, lambda stop: stop.kind)),
        PublicField(f"{name}_hemelsbreed_km", _stop(which, lambda stop: round(stop.straight_km, 2))),
        PublicField(f"{name}_loopafstand_km", _stop(which, lambda stop: round(stop.walking_km, 2))),
        PublicField(f"{name}_looptijd_min", _stop(which, lambda stop: stop.minutes)),
        PublicField(f"{name}_klasse", _stop(which, lambda stop: stop.reach.value)),
    ]


def _notes(kind: ReachKind, read):
    return lambda place: [str(read(note)) for note in place.reach_notes.all() if note.kind == kind]


FIELDS = [
    *(_KNOWN[name] for name in _WHICH),
    *_stops("station", "train"),
    *_stops("hov_halte", "hov"),
    PublicField("klasse", lambda place: class_of(place.reach).value),
    PublicField("kansen", _notes(ReachKind.OPPORTUNITY, lambda note: note.text)),
    PublicField("kansen_bron", _notes(ReachKind.OPPORTUNITY, lambda note: note.source)),
    PublicField("knelpunten", _notes(ReachKind.BOTTLENECK, lambda note: note.text)),
    PublicField("knelpunten_bron", _notes(ReachKind.BOTTLENECK, lambda note: note.source)),
    _KNOWN["pagina"],
]
