// Asks before a page of the desk is left while words that somebody has typed, or choices about a publication, are not saved.
"use strict";

(() => {
  const unsaved = new Set(); // forms
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[method='post']");
    if (!event.isTrusted || !form || form.matches(".cards")) return;
    if (form.matches(".publish") || event.target.matches("textarea, input[type='text'], input:not([type])")) unsaved.add(form);
  });
  document.addEventListener("submit", (event) => { unsaved.delete(event.target); });
  window.addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
})();
