// Asks before a page of the desk is left while words that somebody has typed are not saved.
"use strict";

(() => {
  let unsaved = false;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[method='post']");
    if (event.isTrusted && form && !form.matches(".cards") && event.target.matches("textarea, input[type='text'], input:not([type])")) unsaved = true;
  });
  document.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
})();
