/* Who is tied to whom: pointing at a place, or reaching it by keyboard, dims the rest of the picture. Optional: without
   this file every place is a link to the network round it.

   Hooks:
   data-portal-network   the picture
   data-portal-node      a place, organisation or subregion in it: its number
   data-portal-ends      a line: the numbers of its two ends                                                          */

let shown = null; // the picture that is dimmed now

function clear() {
  if (!shown) return;
  shown.classList.remove("is-dimmed");
  for (const part of shown.querySelectorAll(".is-near")) part.classList.remove("is-near");
  shown = null;
}

function show(node) {
  clear();
  shown = node.closest("[data-portal-network]");
  const near = new Set([node.dataset.portalNode]);
  for (const line of shown.querySelectorAll("[data-portal-ends]")) {
    const ends = line.dataset.portalEnds.split(" ");
    if (!ends.includes(node.dataset.portalNode)) continue;
    line.classList.add("is-near");
    for (const end of ends) near.add(end);
  }
  for (const other of shown.querySelectorAll("[data-portal-node]")) other.classList.toggle("is-near", near.has(other.dataset.portalNode));
  shown.classList.add("is-dimmed");
}

const nodeAt = ({ target }) => target.closest?.("[data-portal-network] [data-portal-node]");

// The picture may be swapped with the list it belongs to: one ear for the whole page.
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return; // a tap follows the link
  const node = nodeAt(event);
  if (node) show(node);
  else if (shown && !shown.contains(document.activeElement)) clear();
});
document.addEventListener("focusin", (event) => {
  const node = nodeAt(event);
  if (node) show(node);
  else clear();
});
document.addEventListener("focusout", (event) => { if (nodeAt(event)) clear(); });
document.addEventListener("keydown", ({ key }) => { if (key === "Escape") clear(); });
