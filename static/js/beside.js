// Loads a part of another page beside the text; within details, when they are opened. Without it, the link leads there.
"use strict";

async function load(place) {
  const response = await fetch(place.querySelector("a").href, { credentials: "same-origin" });
  if (!response.ok) return; // the link stays
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const part = page.getElementById(place.dataset.beside);
  if (!part) return;
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren(...part.childNodes);
  if (hadFocus) place.focus({ preventScroll: true });
}

for (const place of document.querySelectorAll("[data-beside]")) {
  const details = place.closest("details");
  const show = () => {
    place.setAttribute("aria-busy", "true");
    load(place).catch(() => {}).finally(() => place.removeAttribute("aria-busy"));
  };
  if (details && !details.open) details.addEventListener("toggle", show, { once: true });
  else show();
}
