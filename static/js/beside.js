// Loads a part of another page beside the text, once it can be seen. Without it, the link leads to that page.
"use strict";

async function load(place) {
  const response = await fetch(place.querySelector("a").href, { credentials: "same-origin" });
  if (!response.ok) return; // the link stays
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const part = page.getElementById(place.dataset.beside);
  if (part) place.replaceChildren(...part.childNodes);
}

for (const place of document.querySelectorAll("[data-beside]")) {
  const details = place.closest("details");
  const show = () => load(place).catch(() => {});
  if (details && !details.open) details.addEventListener("toggle", show, { once: true });
  else show();
}
