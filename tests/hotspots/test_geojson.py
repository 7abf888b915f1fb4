"""Places as GeoJSON: out and in again, by the upload of data stewards and by the command."""

import json
import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from hotspots.geography import Point
from hotspots.geojson import GeoJSON
from hotspots.models import Hotspot
from hotspots.resources import HotspotResource
from mra_portal.common.content.admin import LARGEST_FILE
from mra_portal.common.content.formats import UnreadableFileError
from tests.hotspots.builders import make_hotspot, somebody_of

pytestmark = pytest.mark.django_db
POINT = Point(52.3876, 4.6384)  # in Haarlem, at its station
GEOJSON = "2"  # its place in the list of formats


@pytest.fixture
def place():
    return make_hotspot(slug="stationsplein", latitude="52.3876", longitude="4.6384")


def exported() -> dict:
    return json.loads(GeoJSON().export_data(HotspotResource().export()))


def collection(*features, **members) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **members})


def feature(slug="stationsplein", coordinates=(4.6384, 52.3876), **properties) -> dict:
    geometry = coordinates and {"type": "Point", "coordinates": list(coordinates)}
    return {"type": "Feature", "geometry": geometry, "properties": {"slug": slug, **properties}}


def run(tmp_path, text, *options) -> str:
    file, said = tmp_path / "plekken.geojson", StringIO()
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    call_command("import_places", file, *options, stdout=said)
    return said.getvalue()


def refused(tmp_path, text) -> str:
    with pytest.raises(CommandError) as error:
        run(tmp_path, text)
    assert "Nothing was imported." in str(error.value)
    return str(error.value)


def test_what_goes_out_comes_in_unchanged(tmp_path):
    out = exported()

    said = run(tmp_path, json.dumps(out))

    assert len(out["features"]) == Hotspot.objects.count()
    assert said.strip() == f"hotspots: 0 new, 0 changed, {Hotspot.objects.count()} same"
    point = Hotspot.objects.get(slug="amsterdam-science-park").point
    found = next(one for one in out["features"] if one["properties"]["slug"] == "amsterdam-science-park")
    assert found["geometry"] == {"type": "Point", "coordinates": [point.longitude, point.latitude]}
    assert None in [one["geometry"] for one in out["features"]]


def test_a_moved_point_and_a_point_taken_away_are_published(tmp_path, place):
    other = make_hotspot(latitude="52.3876", longitude="4.6384")
    moved = feature(coordinates=(4.63912345, 52.38, 3.5))

    dry = run(tmp_path, collection(moved, feature(other.slug, None)), "--dry-run")
    untouched = Hotspot.objects.get(pk=place.pk).point
    said = run(tmp_path, collection(moved, feature(other.slug, None), name="plekken"))

    assert "0 new, 2 changed, 0 same" in dry
    assert untouched == POINT
    assert "0 new, 2 changed, 0 same" in said
    assert str(Hotspot.objects.get(pk=place.pk).longitude) == "4.6391"
    assert Hotspot.objects.get(pk=other.pk).point is None
    assert Hotspot.objects.get(pk=place.pk).live_revision is not None


def test_lists_and_flags_come_as_json_too(tmp_path, place):
    run(tmp_path, collection(feature(sectors=["data-ai-deeptech", "gezondheid"], lies_outside=False, phases=["start"])))

    changed = Hotspot.objects.get(pk=place.pk)
    assert {row.slug for row in changed.sectors.all()} == {"data-ai-deeptech", "gezondheid"}
    assert changed.phases == ["start"]


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"], ids=["CRS84", "urn", "EPSG"]
)
def test_the_names_that_other_programs_give_to_degrees_are_understood(tmp_path, place, name):
    said = run(tmp_path, collection(feature(), crs={"type": "name", "properties": {"name": name}}))

    assert "1 same" in said


RD = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
FAULTS = {
    "no JSON": ('{"type": "FeatureColl', "JSON"),
    "not a number": (collection(feature(coordinates=(float("nan"), 52))), "JSON"),
    "no text": (b"\xff\xfe\x00", "UTF-8"),
    "deep": ("[" * 100_000, "JSON"),
    "a list": ("[]", "FeatureCollection"),
    "one feature": (json.dumps(feature()), "FeatureCollection"),
    "empty": (collection(), "geen|no features"),
    "projection": (collection(feature(), crs=RD), "28992"),
    "strange projection": (collection(feature(), crs="RD"), "4326"),
    "metres": (collection(feature(), feature("b", (121_394, 487_383))), "2.*28992"),
    "no degrees": (collection(feature(coordinates=(5000, 52))), "1.*5000"),
    "huge": ('{"type":"FeatureCollection","features":[' + json.dumps(feature(coordinates=(10**400, 5))) + "]}", "1"),
    "a line": (collection({**feature(), "geometry": {"type": "LineString", "coordinates": [[4, 52]]}}), "LineString"),
    "no coordinates": (collection({**feature(), "geometry": {"type": "Point"}}), "1.*longitude|1.*lengte"),
    "words": (collection(feature(coordinates=("4.6", "52.3"))), "1"),
    "no feature": (collection(feature(), "x"), "2"),
    "no properties": (collection({**feature(), "properties": "x"}), "1"),
    "nested": (collection(feature(name={"nl": "x"})), "name"),
    "half a sign": (collection(feature(name="\ud800")), "1"),
    "point twice": (collection(feature(latitude=52.1)), "latitude"),
    "a hole": (collection(feature(name="A"), feature("b")), "2.*name"),
    "public download": (collection(feature(naam="A")), "1"),
    "unknown column": (collection(feature(kleur="rood")), "kleur"),
    "no slug": (collection({"type": "Feature", "geometry": None, "properties": {"name": "A"}}), "slug"),
    "twice": (collection(feature(), feature()), "stationsplein"),
    "swapped": (collection(feature(coordinates=(52.3876, 4.6384))), "1.*52.3876"),
    "outside": (collection(feature(coordinates=(5.1214, 52.0907))), "1.* km "),
    "elsewhere": (collection(feature(coordinates=(4.8258, 52.4389))), "1.*Zaanstad.*Haarlem"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_file_is_refused_with_its_reason_and_nothing_is_written(tmp_path, place, fault):
    text, expected = FAULTS[fault]

    said = refused(tmp_path, text)

    assert re.search(expected, said), said
    assert Hotspot.objects.get(pk=place.pk).point == POINT
    assert "Traceback" not in said


def test_a_good_row_beside_a_bad_one_is_not_written(tmp_path, place):
    other = make_hotspot(latitude="52.3876", longitude="4.6384")

    refused(tmp_path, collection(feature(coordinates=(4.64, 52.38)), feature(other.slug, (52.38, 4.64))))

    assert str(Hotspot.objects.get(pk=place.pk).longitude) == "4.6384"


def test_a_file_that_is_too_large_or_not_there_is_not_read(tmp_path):
    large = b" " * (LARGEST_FILE * 1_000_000 + 1)

    with pytest.raises(CommandError, match=str(LARGEST_FILE)):
        run(tmp_path, large)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_places", tmp_path / "nergens.geojson")


def test_a_file_that_is_gone_between_preview_and_confirmation_says_so():
    with pytest.raises(UnreadableFileError):
        GeoJSON().create_dataset(None)


# The upload of data stewards.


@pytest.fixture
def steward():
    client = somebody_of("Datastewards")
    user = client.get("/beheer/").wsgi_request.user
    user.is_staff = True
    user.save()
    return client


def upload(client, text):
    file = SimpleUploadedFile("plekken.geojson", text.encode())
    form = {"format": GEOJSON, "resource": "0", "import_file": file}
    return client.post(reverse("admin:hotspots_hotspot_import"), form)


def test_a_steward_takes_the_places_out_moves_one_and_brings_them_in(steward, place):
    fields = {f"hotspotresource_{name}": "on" for name in HotspotResource().fields}
    out = steward.post(reverse("admin:hotspots_hotspot_export"), {"format": GEOJSON, "resource": "0", **fields})
    places = json.loads(out.content)
    one = next(found for found in places["features"] if found["properties"]["slug"] == place.slug)
    one["geometry"]["coordinates"] = [4.64, 52.38]

    preview = upload(steward, json.dumps(places))
    form = preview.context["confirm_form"].initial
    steward.post(reverse("admin:hotspots_hotspot_process_import"), form, follow=True)

    assert out["Content-Type"].startswith("application/geo+json")
    kinds = [row.import_type for row in preview.context["result"].rows]
    assert (kinds.count("update"), kinds.count("skip")) == (1, len(kinds) - 1)
    assert str(Hotspot.objects.get(pk=place.pk).longitude) == "4.6400"


def test_a_steward_reads_what_is_wrong(steward, place):
    no_file = upload(steward, collection(feature(coordinates=(121_394, 487_383))))
    bad_row = upload(steward, collection(feature(coordinates=(52.3876, 4.6384))))

    assert "28992" in str(no_file.context["form"].errors)
    assert "52.3876" in str(bad_row.context["result"].invalid_rows[0].error_dict)
    assert "confirm_form" not in bad_row.context
