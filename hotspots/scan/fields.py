"""What leaves of the scan as open data: the public fields of a place that say which it is, and how it is reached."""

from django.utils.translation import gettext_lazy as _

from hotspots.models.vocabulary import ReachKind, StationKind
from hotspots.public_fields import FIELDS as OF_PLACES
from hotspots.reach import ReachClass
from hotspots.scan.question import class_of
from mra_portal.common.exports.fields import PublicField, Type

_KNOWN = {field.name: field for field in OF_PLACES}
_WHICH = ("slug", "naam", "type", "stadium", "deelregio", "gemeente", "lat", "lon")


def _stop(which: str, read):
    def told(place):
        stop = getattr(place.reach, which)
        return None if stop is None else read(stop)

    return told


def _stops(name: str, which: str, nearest: str) -> list[PublicField]:
    return [
        PublicField(name, _stop(which, lambda stop: stop.name), nearest),
        PublicField(f"{name}_soort", _stop(which, lambda stop: stop.kind), _("what stops there"), words=StationKind),
        PublicField(
            f"{name}_hemelsbreed_km",
            _stop(which, lambda stop: round(stop.straight_km, 2)),
            _("distance in a straight line"),
            Type.NUMBER,
        ),
        PublicField(
            f"{name}_loopafstand_km",
            _stop(which, lambda stop: round(stop.walking_km, 2)),
            _("walking distance, estimated: 1.3 times the straight line"),
            Type.NUMBER,
        ),
        PublicField(
            f"{name}_looptijd_min", _stop(which, lambda stop: stop.minutes), _("walking time, estimated"), Type.WHOLE
        ),
        PublicField(
            f"{name}_klasse", _stop(which, lambda stop: stop.reach.value), _("how well it is reached"), words=ReachClass
        ),
    ]


def _notes(kind: ReachKind, read):
    return lambda place: [str(read(note)) for note in place.reach_notes.all() if note.kind == kind]


def _said(column: str, kind: ReachKind, meaning: str) -> list[PublicField]:
    source = _("where that comes from, in the same order")
    return [
        PublicField(column, _notes(kind, lambda note: note.text), meaning, many=True),
        PublicField(f"{column}_bron", _notes(kind, lambda note: note.source), source, many=True),
    ]


FIELDS = [
    *(_KNOWN[name] for name in _WHICH),
    *_stops("station", "train", _("the nearest train station")),
    *_stops("hov_halte", "hov", _("the nearest stop of metro, tram or fast bus")),
    PublicField("klasse", lambda place: class_of(place.reach).value, _("the better of the two"), words=ReachClass),
    *_said("kansen", ReachKind.OPPORTUNITY, _("opportunities that a source names")),
    *_said("knelpunten", ReachKind.BOTTLENECK, _("bottlenecks that a source names")),
    _KNOWN["pagina"],
]
