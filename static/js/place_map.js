/* The map of places that moves and zooms, over our own drawing. Optional: without this file the picture and list remain.

   Nothing is loaded until somebody presses the button: then Leaflet, the land and the places of the same question.
   Places near each other are one numbered button, which zooms in. The address keeps the view (`kaart`).

   Hooks:
   data-portal-map            the section; -data, -land, -cards, -pages, -tiles, -attribution, -leaflet and -style say where everything is
   data-portal-map-picture    the picture that stands there without script
   data-portal-map-live       where the moving map comes
   data-portal-map-start      the button, hidden until this file runs; -failed, -label, -group, -in, -out and -close hold its words
   data-portal-place          a card in the list, which lights up with its mark; data-portal-pin the mark in the picture */

const APART = 42; // pixels between two marks
let loaded = null;
let map = null;
let isOn = false;

/** Leaflet is a plain script: it is added once, and gives `L`. */
function leaflet() {
  loaded ??= new Promise((resolve, reject) => {
    const start = document.querySelector("[data-portal-map-leaflet]").dataset;
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: start.portalMapStyle });
    const script = Object.assign(document.createElement("script"), { src: start.portalMapLeaflet });
    script.onload = () => resolve(window.L);
    script.onerror = () => { loaded = null; reject(new Error("leaflet")); };
    document.head.append(style, script);
  });
  return loaded;
}

async function json(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

/** Light up what belongs together: the card in the list and the mark on the map. */
function light(slug, on) {
  const name = CSS.escape(slug);
  for (const one of document.querySelectorAll(`[data-portal-place="${name}"], [data-portal-pin="${name}"]`)) one.classList.toggle("is-shown", on);
}

for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, ({ target }) => {
    const one = target.closest?.("[data-portal-place], [data-portal-pin]");
    if (one) light(one.dataset.portalPlace ?? one.dataset.portalPin, on);
  });
}

function viewInAddress() {
  const [latitude, longitude, zoom] = (new URLSearchParams(window.location.search).get("kaart") ?? "").split(",").map(Number);
  const fits = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && zoom >= 8 && zoom <= 18;
  return fits ? { centre: [latitude, longitude], zoom } : null;
}

function keepView() {
  const { lat, lng } = map.getCenter();
  const address = new URL(window.location.href);
  address.searchParams.set("kaart", `${lat.toFixed(4)},${lng.toFixed(4)},${map.getZoom()}`);
  window.history.replaceState(window.history.state, "", address);
}

/** Places that would lie over each other at this zoom, as groups. */
function groups(places) {
  const found = [];
  for (const place of places) {
    const at = map.project(pointOf(place));
    const near = found.find((group) => group.at.distanceTo(at) < APART);
    if (near) near.places.push(place);
    else found.push({ at, places: [place] });
  }
  return found;
}

function mark(kind, stage) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("class", `place-mark place-mark--${kind.slug} place-mark--${stage.slug}`);
  svg.setAttribute("viewBox", "-1 -1 18 18");
  svg.setAttribute("aria-hidden", "true");
  const form = document.createElementNS(ns, "path");
  form.setAttribute("class", "place-mark__form");
  form.setAttribute("d", kind.vorm);
  svg.append(form);
  if (stage.slug === "in-ontwikkeling") {
    const core = form.cloneNode();
    core.setAttribute("class", "place-mark__core");
    core.setAttribute("transform", "translate(4 4) scale(.5)");
    svg.append(core);
  }
  return svg;
}

/** What opens at a mark: the name and what it is at once, and then the card of the list. */
function card(data, place, { portalMapCards: address, portalMapPages: pages }) {
  const box = document.createElement("div");
  const name = document.createElement("p");
  name.append(Object.assign(document.createElement("a"), { href: `${pages}${place[0]}/`, textContent: place[1] }));
  const kind = document.createElement("p");
  kind.textContent = [data.soorten[place[2]].naam, data.stadia[place[3]].naam, place[4]].filter(Boolean).join(" · ");
  box.append(name, kind);
  box.className = "map-card";
  fetch(address.replace("SLUG", place[0]), { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
    .then((text) => {
      const found = new DOMParser().parseFromString(text, "text/html").querySelector("article");
      const hadFocus = box.contains(document.activeElement);
      box.replaceChildren(document.adoptNode(found));
      popup?.update();
      if (hadFocus) box.querySelector("a").focus({ preventScroll: true });
    })
    .catch(() => {}); // what stands there says enough
  return box;
}

let popup = null;

/** A popup of the map itself, not of a mark: marks are made anew whenever the map moves. */
function open(L, data, place, section) {
  const words = section.querySelector("[data-portal-map-start]").dataset;
  popup = L.popup({ minWidth: 240, maxWidth: 300, maxHeight: 360, autoPanPadding: [16, 16] }).setLatLng(pointOf(place)).setContent(card(data, place, section.dataset));
  popup.once("remove", () => {
    popup = null;
    const pin = pinOf(place[0]);
    (pin ?? map.getContainer()).focus({ preventScroll: true });
  });
  popup.openOn(map);
  popup.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", words.portalMapClose);
  popup.getElement().querySelector(".map-card a").focus({ preventScroll: true });
}

const pointOf = (place) => [place[5] / 1e4, place[6] / 1e4];
const pinOf = (slug) => map.getContainer().querySelector(`[data-portal-first="${CSS.escape(slug)}"]`);

function draw(L, layer, data, section) {
  const focused = document.activeElement?.dataset.portalFirst; // the marks are made anew: who was on one stays on it
  layer.clearLayers();
  const bounds = map.getBounds().pad(0.2);
  const places = data.plekken.filter((place) => bounds.contains(pointOf(place)));
  for (const group of groups(places)) {
    const [first] = group.places;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "map-pin" });
    button.dataset.portalFirst = first[0];
    if (group.places.length > 1) {
      button.classList.add("map-pin--group");
      button.textContent = group.places.length;
      button.setAttribute("aria-label", `${group.places.length} ${section.querySelector("[data-portal-map-start]").dataset.portalMapGroup}`);
    } else {
      button.dataset.portalPin = first[0];
      button.setAttribute("aria-label", `${first[1]}, ${data.soorten[first[2]].naam}`);
      button.append(mark(data.soorten[first[2]], data.stadia[first[3]]));
    }
    const icon = L.divIcon({ html: button, className: "", iconSize: [30, 30] });
    L.marker(pointOf(first), { icon, keyboard: false }).addTo(layer);
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      if (group.places.length === 1) open(L, data, first, section);
      // At the deepest zoom a group cannot fall apart any more: then its places are shown one by one.
      else if (map.getZoom() >= map.getMaxZoom()) open(L, data, nextOf(group, button), section);
      else {
        const zoom = Math.max(map.getZoom() + 2, 13);
        map.fitBounds(L.latLngBounds(group.places.map(pointOf)).pad(0.2), { maxZoom: zoom });
        (pinOf(first[0]) ?? map.getContainer()).focus({ preventScroll: true });
      }
    });
  }
  if (focused) pinOf(focused)?.focus({ preventScroll: true });
}

/** The place of a group that comes after the one that was shown last. */
function nextOf(group, button) {
  const turn = Number(button.dataset.portalTurn ?? 0);
  button.dataset.portalTurn = (turn + 1) % group.places.length;
  return group.places[turn];
}

async function start(section) {
  const { portalMapData, portalMapLand, portalMapTiles, portalMapAttribution } = section.dataset;
  const [L, data, land] = await Promise.all([leaflet(), json(portalMapData), json(portalMapLand)]);
  const live = section.querySelector("[data-portal-map-live]");
  const button = section.querySelector("[data-portal-map-start]");
  const hadFocus = document.activeElement === button;
  live.hidden = false;
  section.querySelector("[data-portal-map-picture]").hidden = true;
  button.hidden = true;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  map?.remove(); // of the question before this one
  popup = null;
  map = L.map(live, { minZoom: 8, maxZoom: portalMapTiles ? 18 : 16, zoomControl: false, zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: false, attributionControl: Boolean(portalMapTiles) });
  L.control.zoom({ zoomInTitle: button.dataset.portalMapIn, zoomOutTitle: button.dataset.portalMapOut }).addTo(map);
  live.setAttribute("role", "application");
  live.setAttribute("aria-label", button.dataset.portalMapLabel);
  const ground = L.geoJSON(land, { interactive: false, style: { className: "place-map__land", weight: 1 } });
  if (portalMapTiles) L.tileLayer(portalMapTiles, { attribution: portalMapAttribution, maxZoom: 18 }).addTo(map);
  else ground.addTo(map);
  const layer = L.layerGroup().addTo(map);
  const view = viewInAddress();
  if (view) map.setView(view.centre, view.zoom);
  else if (data.plekken.length) map.fitBounds(L.latLngBounds(data.plekken.map(pointOf)).pad(0.03), { maxZoom: 14 });
  else map.fitBounds(ground.getBounds());
  draw(L, layer, data, section);
  map.on("moveend", () => { draw(L, layer, data, section); keepView(); });
  live.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });
  if (hadFocus) live.focus({ preventScroll: true });
  isOn = true;
}

function begin(section) {
  const button = section.querySelector("[data-portal-map-start]");
  start(section).catch(() => {
    let said = button.parentElement.querySelector("[role=alert]");
    said ??= button.parentElement.appendChild(Object.assign(document.createElement("span"), { role: "alert", className: "small" }));
    said.setAttribute("role", "alert");
    said.textContent = button.dataset.portalMapFailed;
  });
}

/** A new answer brings a new section: a map that was moving goes on with the new places. */
function prepare() {
  for (const section of document.querySelectorAll("[data-portal-map]:not([data-portal-map-ready])")) {
    section.dataset.portalMapReady = "";
    const button = section.querySelector("[data-portal-map-start]");
    button.hidden = false;
    button.addEventListener("click", () => begin(section));
    if (isOn || viewInAddress()) begin(section);
  }
}

prepare();
new MutationObserver(prepare).observe(document.body, { childList: true, subtree: true });
