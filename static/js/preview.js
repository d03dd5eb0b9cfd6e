// Shows the draft beside the text while it is typed. Without it, «Save and preview» does the same.
"use strict";

const form = document.getElementById("draft");
const preview = document.getElementById("preview");
const QUIET_MS = 500;
let timer = 0;
let newest = 0;

async function show() {
  const asked = (newest += 1);
  const response = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  if (response.ok && asked === newest) {
    replace(await response.text());
  }
}

// The focus stays on a link in the preview, which is written anew.
function replace(html) {
  const focused = document.activeElement;
  const address = preview.contains(focused) ? focused.getAttribute("href") : null;
  preview.innerHTML = html;
  if (address !== null) {
    (preview.querySelector(`a[href="${CSS.escape(address)}"]`) || preview).focus({ preventScroll: true });
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => show().catch(() => {}), QUIET_MS); // unreachable: the last preview stays
});
