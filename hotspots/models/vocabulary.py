"""The fixed words of the hotspot network; their slugs are promised in addresses, exports and the API (interface.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HotspotKind(models.TextChoices):
    CAMPUS = "campus", _("Campus")
    DISTRICT = "innovatiedistrict", _("Innovation district")
    FIELD_LAB = "fieldlab", _("Field lab")
    HUB = "innovatiehub", _("Innovation hub")
    LIVING_LAB = "living-lab", _("Living lab")
    PORT = "haven", _("Port")
    CARE_CLUSTER = "zorgcluster", _("Care cluster")
    BUSINESS_PARK = "bedrijvenpark", _("Business park")


class Stage(models.TextChoices):
    """Whether one can go there yet."""

    EXISTING = "bestaand", pgettext_lazy("stage of a place", "Existing")
    DEVELOPING = "in-ontwikkeling", pgettext_lazy("stage of a place", "In development")
    POTENTIAL = "potentieel", pgettext_lazy("stage of a place", "Potential")


class OfferKind(models.TextChoices):
    """What a company can use at a place."""

    WORKSPACE = "werkplek", _("Workspace or office")
    ROOMS = "ruimte", _("Rooms to meet")
    LAB = "lab", _("Laboratory")
    WORKSHOP = "werkplaats", _("Workshop")
    TEST_SITE = "testlocatie", _("Test site")
    MACHINES = "machines", _("Machines")
    TALENT = "talent", _("Students and school on the spot")


class ReachKind(models.TextChoices):
    """What a source says about reaching a place (action line 3a)."""

    OPPORTUNITY = "kans", _("Opportunity")
    BOTTLENECK = "knelpunt", _("Bottleneck")


class StationKind(models.TextChoices):
    TRAIN = "trein", _("Train")
    METRO = "metro", _("Metro")
    TRAM = "tram", _("Tram")
    HOV_BUS = "hov-bus", _("Fast bus")


# What the agenda calls HOV: fast and frequent public transport that is no train.
HOV = (StationKind.METRO, StationKind.TRAM, StationKind.HOV_BUS)


class LinkKind(models.TextChoices):
    """How two ends of a link stand to each other. Only a succession has a direction."""

    WORKS_TOGETHER = "werkt-samen", _("Works together")
    NEXT_PLACE = "volgende-plek", _("Next place after")
    SAME_THEME = "zelfde-thema", _("Same theme")
    WISHED_FOR = "gewenst", _("Wished for")
