"""From degrees to units of the drawing: a flat map of the region, north up, a kilometre as long in both directions."""

from profiles.region_map import KM_EAST, KM_NORTH

# What the map shows, in degrees: a little more than the region.
WEST, EAST, SOUTH, NORTH = 4.44, 5.68, 52.14, 52.64
UNITS_PER_KM = 12
WIDTH = round((EAST - WEST) * KM_EAST * UNITS_PER_KM)
HEIGHT = round((NORTH - SOUTH) * KM_NORTH * UNITS_PER_KM)


def place_of(longitude: float, latitude: float) -> tuple[float, float]:
    """x and y in the drawing."""
    return (longitude - WEST) * KM_EAST * UNITS_PER_KM, (NORTH - latitude) * KM_NORTH * UNITS_PER_KM


def is_on_map(longitude: float, latitude: float) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH
