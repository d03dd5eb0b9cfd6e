// Shows the draft beside the text while it is typed. Without it, «Save and preview» does the same.
"use strict";

const form = document.getElementById("draft");
const preview = document.getElementById("preview");
const QUIET_MS = 500;
const FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex]";
let timer = 0;
let newest = 0;

async function show() {
  const asked = (newest += 1);
  const response = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  if (response.ok && asked === newest) {
    const text = await response.text();
    const place = [...preview.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
    const open = [...preview.querySelectorAll("details")].map((details) => details.open);
    preview.innerHTML = text;
    preview.querySelectorAll("details").forEach((details, index) => { details.open = open[index] || details.open; });
    if (place >= 0) [...preview.querySelectorAll(FOCUSABLE)][place]?.focus({ preventScroll: true });
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => show().catch(() => {}), QUIET_MS); // unreachable: the last preview stays
});
