"""Places as the components show them: components/place_card.html and the pop-ups of the map."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hotspots.filters import HotspotFilterSet
from hotspots.models import Hotspot
from hotspots.models.vocabulary import Stage
from hotspots.reach import Reach, ReachClass, Stop
from hotspots.shapes import SHAPES
from hotspots.wording import distance_text, walk_text


def cards_of(places: Iterable[Hotspot], filterset: HotspotFilterSet) -> list[dict]:
    return [card_of(place, filterset.whereabouts.reach(place.pk), filterset.distance(place.pk)) for place in places]


def card_of(place: Hotspot, reach: Reach, away: float | None = None) -> dict:
    """For components/place_card.html; `away` is the distance to where the visitor is, in kilometres."""
    return {
        "slug": place.slug,
        "url": place.get_absolute_url(),
        "name": place.name,
        "kind": place.kind,
        "kind_label": place.get_kind_display(),
        "shape": SHAPES[place.kind],
        "stage": place.stage,
        "stage_label": place.get_stage_display(),
        "is_developing": place.stage == Stage.DEVELOPING,
        "where": where_in_words(place),
        "subregion": place.subregion.slug if place.subregion else "",
        "code": place.subregion.code if place.subregion else "",
        "summary": place.summary,
        "stops": stops_in_words(reach),
        "away": _("%(distance)s from your place") % {"distance": distance_text(away)} if away is not None else "",
        "has_point": place.point is not None,
    }


def where_in_words(place: Hotspot) -> str:
    """ "Haarlem, Zuid-Kennemerland"; a name that says both is told once."""
    names = [str(row) for row in (place.municipality, place.subregion) if row is not None]
    if place.lies_outside:
        names.append(_("outside the MRA"))
    return ", ".join(dict.fromkeys(names))


def stops_in_words(reach: Reach) -> list[str]:
    """The nearest train station, and the nearest HOV stop where one would still go there by bicycle."""
    stops = [reach.train] if reach.train else []
    if reach.hov and reach.hov_class != ReachClass.FAR:
        stops.append(reach.hov)
    return [stop_in_words(stop) for stop in stops]


def stop_facts(reach: Reach) -> list[dict]:
    """For components/link_list.html: the nearest train station and the nearest stop of other fast public transport."""
    return [
        {"lead": stop.kind_label, "title": stop.name, "note": how_far(stop)}
        for stop in (reach.train, reach.hov)
        if stop
    ]


def how_far(stop: Stop) -> str:
    """ "1,2 km, 20 minutes on foot"; nobody walks to what lies farther than one would cycle."""
    distance = distance_text(stop.straight_km)
    return distance if stop.reach == ReachClass.FAR else f"{distance}, {walk_text(stop.minutes)}"


def stop_in_words(stop: Stop) -> str:
    """ "Haarlem (train): 1,2 km, 20 minutes on foot"."""
    return _("%(name)s (%(kind)s): %(how_far)s") % {
        "name": stop.name,
        "kind": stop.kind_label.lower(),
        "how_far": how_far(stop),
    }
