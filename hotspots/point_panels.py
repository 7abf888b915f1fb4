"""The parts of the form of a place that are about its point."""

from django.conf import settings
from django.forms import Media
from django.forms.widgets import Script
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, Panel


class PickPointPanel(Panel):
    """A map beside the two boxes of a point (static/js/pick_point.js). Without script only the boxes stand there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "hotspots/admin/pick_point.html"

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "latitude": self.form["latitude"].id_for_label,
                "longitude": self.form["longitude"].id_for_label,
                "land_url": reverse("hotspots:map_land"),
                "tiles_url": settings.PORTAL_MAP_TILES_URL,
                "tiles_attribution": settings.PORTAL_MAP_TILES_ATTRIBUTION,
            }

        @property
        def media(self):
            return Media(
                css={"all": ["leaflet/leaflet.css", "css/pick-point.css"]},
                js=["leaflet/leaflet.js", Script("js/pick_point.js", type="module")],
            )


class OfferedPanel(FieldPanel):
    """A field that shows only when the form offers it (`form.offered`)."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and self.field_name in self.form.offered
