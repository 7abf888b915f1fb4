"""The route map as a picture: rows in, shapes out, no database and no colour."""

from financing.route_picture.landscape import RoutePicture, route_picture
from financing.route_picture.rows import Line, PhaseColumn, Station
from financing.route_picture.upright import UprightPicture, upright_picture

__all__ = [
    "Line",
    "PhaseColumn",
    "RoutePicture",
    "Station",
    "UprightPicture",
    "route_picture",
    "upright_picture",
]
