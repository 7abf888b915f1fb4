/* Pick the point of a place on a map, in the editing screens. Optional: without this file the two boxes remain.

   Leaflet is on the page already (`L`). Clicking the map, or its button, fills in the boxes; typing moves the mark.

   Hooks:
   data-portal-pick-point     the whole; -latitude and -longitude are the ids of the boxes, -land, -tiles and -attribution
                              say what lies under the map, -chosen and -failed are its sentences
   data-portal-pick-map       where the map comes
   data-portal-pick-centre    the button that takes the centre of the map
   data-portal-pick-said      where is said which point was chosen */

// The zoom at which one sees where a place is: our own drawing shows towns at most.
const NEAR = { tiles: 14, land: 11 };

function pointIn(boxes) {
  const [latitude, longitude] = boxes.map((box) => (box.value.trim() === "" ? NaN : Number(box.value.replace(",", "."))));
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [latitude, longitude] : null;
}

async function begin(box) {
  const { L } = window;
  const told = box.dataset;
  const boxes = [told.portalPickLatitude, told.portalPickLongitude].map((id) => document.getElementById(id));
  const said = box.querySelector("[data-portal-pick-said]");
  box.hidden = false;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box.querySelector("[data-portal-pick-map]"), {
    minZoom: 7, maxZoom: 18, keyboardPanDelta: 40, zoomAnimation: !still, attributionControl: Boolean(told.portalPickTiles),
  });
  const answer = await fetch(told.portalPickLand, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.statusText);
  const land = L.geoJSON(await answer.json(), {
    interactive: false, style: { color: "#6b7f8c", weight: 1, fillColor: "#f7f5ef", fillOpacity: 1 },
  });
  if (told.portalPickTiles) L.tileLayer(told.portalPickTiles, { attribution: told.portalPickAttribution }).addTo(map);
  else land.addTo(map);
  const mark = L.circleMarker([0, 0], { radius: 9, weight: 3, color: "#7a1f3d", fillColor: "#ffffff", fillOpacity: 0.6, interactive: false });

  function show() {
    const point = pointIn(boxes);
    if (point === null) mark.remove();
    else mark.setLatLng(point).addTo(map);
    return point;
  }

  function choose({ lat, lng }) {
    [lat, lng].forEach((degrees, place) => {
      boxes[place].value = degrees.toFixed(4);
      for (const event of ["input", "change"]) boxes[place].dispatchEvent(new Event(event, { bubbles: true }));
    });
    said.textContent = `${told.portalPickChosen} ${boxes.map((one) => one.value).join(", ")}`;
  }

  map.fitBounds(land.getBounds());
  const point = show();
  if (point) map.setView(point, told.portalPickTiles ? NEAR.tiles : NEAR.land, { animate: false });
  map.on("click", (event) => choose(event.latlng.wrap()));
  box.querySelector("[data-portal-pick-centre]").addEventListener("click", () => choose(map.getCenter().wrap()));
  for (const one of boxes) {
    one.addEventListener("input", show);
    one.addEventListener("change", () => { const typed = show(); if (typed && !map.getBounds().contains(typed)) map.panTo(typed); });
  }
  new ResizeObserver(() => map.invalidateSize()).observe(map.getContainer());
}

for (const box of document.querySelectorAll("[data-portal-pick-point]")) {
  begin(box).catch(() => {
    box.hidden = false;
    box.textContent = box.dataset.portalPickFailed;
  });
}
