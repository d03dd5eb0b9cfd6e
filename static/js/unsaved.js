// Asks before a page of the desk is left while words that somebody has typed, or choices about a publication, are not saved.
"use strict";

(() => {
  let unsaved = false;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[method='post']");
    if (!event.isTrusted || !form || form.matches(".cards")) return;
    if (form.matches(".publish") || event.target.matches("textarea, input[type='text'], input:not([type])")) unsaved = true;
  });
  document.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
})();
