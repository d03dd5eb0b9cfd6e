// The cards of a draft with script: points move, part, join and come back without a new page, several paragraphs can be
// pasted at once, and what is typed is saved by itself. Without it each button does the same on the server.
"use strict";

(() => {
  const form = document.getElementById("draft");
  const list = document.getElementById("cards");
  const status = document.getElementById("card-status");
  const blank = document.getElementById("new-card");
  const undoButton = document.getElementById("card-undo");
  if (!form || !list) return;
  const words = form.dataset;
  const SAVED_AFTER_MS = 3000;
  const NUMBERED = ["guideline", "law", "advice"];
  const past = [];
  let typedSinceEdit = false;
  let unsaved = words.unsaved === "yes";
  let saving = null;
  let timer = 0;
  let made = 0;
  let leaving = false;

  const cards = () => [...list.querySelectorAll(":scope > .card")];
  const keyOf = (card) => card.querySelector("[name='card']").value;
  const field = (card, name) => card.querySelector(`[name='${name}-${CSS.escape(keyOf(card))}']`);
  const textOf = (card) => field(card, "text");
  const kindOf = (card) => field(card, "kind")?.value ?? "";
  const wordsOf = (card) => `${field(card, "heading")?.value ?? ""}${textOf(card).value}`.trim();
  // How much there is to an id: words, a published point, a stored one. The server ranks them so, too.
  const rank = (card) => (wordsOf(card) ? 4 : 0) + ("published" in card.dataset ? 2 : 0) + (keyOf(card).includes("-") ? 1 : 0);
  const countWords = (text) => text.split(/\s+/).filter(Boolean).length;
  const say = (sentence) => { status.textContent = sentence; };

  // --- the order and number of the cards

  function renumber() {
    if (!words.point) return;
    let number = 0;
    for (const card of cards()) {
      if (!NUMBERED.includes(kindOf(card))) continue;
      number += 1;
      card.querySelector("legend").textContent = words.point.replace("%s", `${words.position}.${number}`);
    }
  }

  function changed() {
    unsaved = true;
    clearTimeout(timer);
    if (!words.conflict) timer = setTimeout(autosave, SAVED_AFTER_MS);
  }

  function edited(focus, caret = null) {
    typedSinceEdit = false;
    undoButton.hidden = false;
    renumber();
    changed();
    form.dispatchEvent(new Event("input"));
    const near = focus ?? document.activeElement?.closest?.(".card") ?? cards()[0];
    (near?.querySelector(".card-row") ?? list).append(undoButton); // within reach of who has just done it
    if (!focus) return;
    const text = textOf(focus);
    text.focus();
    if (caret !== null) text.setSelectionRange(caret, caret);
  }

  // The key of a card is left out: saving by itself may rename it meanwhile.
  function remember() {
    past.push(cards().map((card) => ({ card, values: [...card.querySelectorAll("textarea, input:not([name='card']), select")].map((input) => [input, input.value, input.checked]) })));
  }

  function undo() {
    const before = past.pop();
    if (!before) return;
    list.replaceChildren(...before.map(({ card }) => card));
    for (const { values } of before) for (const [input, value, checked] of values) { input.value = value; input.checked = checked; }
    edited(null);
    undoButton.hidden = past.length === 0;
    say(words.undone);
  }

  // A part of a point is for the same people and has the same laws.
  function newCard(kind, text, whole = null) {
    made += 1;
    const holder = document.createElement("div");
    holder.innerHTML = blank.innerHTML.replaceAll("new-card-key", `n${made}`);
    const card = holder.firstElementChild;
    textOf(card).value = text;
    field(card, "kind").value = kind;
    for (const tick of whole && NUMBERED.includes(kind) ? whole.querySelectorAll("[name^='leaders-'], [name^='law-']") : []) {
      const name = tick.name.slice(0, tick.name.indexOf("-"));
      const own = [...card.querySelectorAll(`[name='${name}-${keyOf(card)}']`)].find((other) => other.value === tick.value);
      if (own) own.checked = tick.checked;
    }
    shape(card);
    return card;
  }

  const shape = (card) => { card.className = `card kind-${kindOf(card)}`; };
  const kindBelow = (card) => (card && NUMBERED.includes(kindOf(card)) ? kindOf(card) : "guideline");

  function add(card) {
    remember();
    const below = newCard("guideline", "");
    if (card) card.after(below); else list.append(below);
    edited(below, 0);
  }

  function move(card, by) {
    const all = cards();
    const at = all.indexOf(card);
    const to = at + by;
    if (to < 0 || to >= all.length) return;
    const focused = document.activeElement;
    remember();
    if (by < 0) all[to].before(card); else all[to].after(card);
    edited(null);
    (card.contains(focused) ? focused : textOf(card)).focus();
    say(words.moved.replace("[place]", to + 1).replace("[count]", all.length));
  }

  function remove(card) {
    const all = cards();
    const next = all[all.indexOf(card) + 1] ?? all[all.indexOf(card) - 1];
    remember();
    card.remove();
    edited(next ?? null);
    say(words.removed);
  }

  // A heading stays above the first of several cards, and above what they become.
  function passHeading(card, first) {
    for (const name of ["heading", "place"]) {
      field(first, name).value = field(card, name).value;
      field(card, name).value = "";
    }
  }

  // The text of a card becomes those of several. The first or the last one, whichever has more of the words, keeps the id.
  function part(card, first, between, last) {
    const keepsLast = first ? NUMBERED.includes(kindOf(card)) && countWords(last) > countWords(first) : Boolean(last);
    const [kept, other] = keepsLast ? [last, first] : [first, last];
    const rest = other ? [newCard(kindBelow(card), other, card)] : [];
    textOf(card).value = kept;
    if (!keepsLast) { card.after(...between, ...rest); return rest[0] ?? card; }
    card.before(...rest, ...between);
    if (NUMBERED.includes(kindOf(card))) passHeading(card, rest[0] ?? between[0]);
    return card;
  }

  function split(card, first, second) {
    remember();
    edited(part(card, first, [], second), 0);
  }

  // Joins a card to the one above. False: the server is to do it.
  function join(card) {
    const all = cards();
    const above = all[all.indexOf(card) - 1];
    if (!above || [above, card].some((other) => !NUMBERED.includes(kindOf(other))) || field(card, "heading")?.value) return false;
    remember();
    const [first, second] = [textOf(above).value.trimEnd(), textOf(card).value.trimStart()];
    const [kept, gone] = rank(card) > rank(above) ? [card, above] : [above, card];
    textOf(kept).value = [first, second].filter(Boolean).join("\n");
    if (kept === card) passHeading(above, card);
    gone.remove();
    edited(kept, first.length);
    return true;
  }

  function press(button) {
    const [verb, key] = button.value.split(":");
    const card = cards().find((other) => keyOf(other) === key);
    if (verb === "add") add(card);
    else if (card && verb === "up") move(card, -1);
    else if (card && verb === "down") move(card, 1);
    else if (card && verb === "remove") remove(card);
    else return Boolean(card && verb === "join" && join(card));
    return true;
  }

  // --- keys

  function onKey(event) {
    const card = event.target.closest?.(".card");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey && past.length && !typedSinceEdit) {
      event.preventDefault();
      undo();
    } else if (card && event.target === textOf(card) && blank && event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(card, event.key === "ArrowUp" ? -1 : 1);
    } else if (card && event.target === textOf(card) && blank && !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (event.key === "Enter" && !event.shiftKey) onEnter(event, card);
      if (event.key === "Backspace") onBackspace(event, card);
    }
  }

  function onEnter(event, card) {
    const { value, selectionStart: at, selectionEnd: end } = textOf(card);
    const isHeading = !NUMBERED.includes(kindOf(card)) && kindOf(card) !== "example";
    const [first, second] = [value.slice(0, at).trimEnd(), value.slice(end).trimStart()];
    const endsParagraph = NUMBERED.includes(kindOf(card)) && value[at - 1] === "\n";
    if (!first || !(isHeading || endsParagraph) || (first.endsWith(":") && /^(?:[-•*]|\d+[.)]) /.test(second))) return;
    event.preventDefault();
    split(card, first, second);
  }

  function onBackspace(event, card) {
    const { selectionStart: at, selectionEnd: end } = textOf(card);
    if (at !== 0 || end !== 0) return;
    if (join(card)) event.preventDefault();
  }

  // --- pasted paragraphs

  function onPaste(event) {
    const card = event.target.closest?.(".card");
    if (!card || !blank || event.target !== textOf(card) || kindOf(card) === "example") return;
    const html = event.clipboardData.getData("text/html");
    const units = html ? window.pasted.fromHtml(html) : window.pasted.fromText(event.clipboardData.getData("text/plain"));
    if (!units.length) return;
    event.preventDefault();
    if (units.length === 1 && units[0].kind === "paragraph") {
      document.execCommand("insertText", false, units[0].text);
      return;
    }
    insert(card, units);
  }

  function insert(card, units) {
    const { value, selectionStart: at, selectionEnd: end } = textOf(card);
    const [before, after] = [value.slice(0, at).trimEnd(), value.slice(end).trimStart()];
    remember();
    const added = units.map(({ kind, text }) => newCard(kind === "paragraph" ? kindBelow(card) : kind, text, card));
    part(card, before, added, after);
    if (!before && !after) {
      const [first] = added;
      textOf(card).value = textOf(first).value;
      field(card, "kind").value = kindOf(first);
      shape(card);
      first.remove();
    }
    edited(added.at(-1).isConnected ? added.at(-1) : card);
    say(words.pasted.replace("[count]", units.length));
  }

  // --- saving by itself

  async function autosave() {
    clearTimeout(timer);
    if (saving || !unsaved) return;
    unsaved = false;
    let waits = false;
    const data = new FormData(form);
    data.set("action", "autosave");
    saving = fetch(form.getAttribute("action"), { method: "POST", body: data, credentials: "same-origin", headers: { Accept: "application/json" } });
    try {
      const response = await saving;
      const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json() : { message: words.signedOut };
      if (response.status === 202) {
        waits = unsaved = true; // for the next letter, or for the button
      } else if (response.ok) {
        form.elements.revision.value = answer.revision;
        for (const [posted, id] of Object.entries(answer.ids)) rename(posted, id);
        sayAnew(answer);
      } else {
        unsaved = true;
        words.conflict = "yes"; // nothing more is saved by itself: the writer decides
      }
      say(answer.message);
    } catch {
      unsaved = true;
      say(words.unreachable);
      timer = setTimeout(autosave, 5 * SAVED_AFTER_MS);
    } finally {
      saving = null;
      if (unsaved && !words.conflict && !waits) timer = setTimeout(autosave, SAVED_AFTER_MS);
    }
  }

  // What the page said of the words before they were saved is said of the words now.
  function sayAnew({ errors, legends, head, states }) {
    for (const card of cards()) {
      const key = keyOf(card);
      if (!(key in legends)) continue;
      card.querySelector("legend").textContent = legends[key];
      setErrors(card.querySelector(`#error-${CSS.escape(key)}`), errors[key], textOf(card), `error-${key}`);
      card.classList.toggle("errors", errors[key].length > 0);
    }
    for (const [name, sentences] of Object.entries(head)) {
      const input = form.elements[name];
      setErrors(document.getElementById(`id_${name}_error`), sentences, input, `id_${name}_error`);
      input.closest(".draft-row").classList.toggle("errors", sentences.length > 0);
    }
    const note = document.getElementById("card-states");
    if (note) { note.textContent = states; note.hidden = !states; }
  }

  function setErrors(shown, sentences, input, id) {
    shown?.remove();
    input.toggleAttribute("aria-describedby", false);
    if (!sentences.length) return;
    const errors = document.createElement("ul");
    errors.className = "errorlist";
    errors.id = id;
    errors.append(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
    input.before(errors);
    input.setAttribute("aria-describedby", id);
  }

  // A new card gets the id that the server has dealt: in its own names, and in no word that was typed.
  function rename(posted, id) {
    const card = cards().find((other) => keyOf(other) === posted);
    if (!card) return;
    card.id = `card-${id}`;
    for (const part of card.querySelectorAll("[name], [id], [for], button[value]")) {
      for (const attribute of ["name", "id", "for"]) {
        const value = part.getAttribute(attribute);
        if (value?.endsWith(`-${posted}`)) part.setAttribute(attribute, value.slice(0, -posted.length) + id);
      }
      if (part.tagName === "BUTTON") part.value = part.value.replace(`:${posted}`, `:${id}`);
    }
    card.querySelector("[name='card']").value = id;
  }

  // --- events

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name='action']");
    if (button && list.contains(button) && press(button)) event.preventDefault();
    else if (button?.value === "add:") { event.preventDefault(); add(null); }
  });
  form.addEventListener("keydown", onKey);
  form.addEventListener("paste", onPaste);
  form.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    typedSinceEdit = true;
    if (event.target.name?.startsWith("kind-")) { shape(event.target.closest(".card")); renumber(); }
    changed();
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!saving) { leaving = true; return; }
    event.preventDefault(); // its own save would otherwise be somebody else's
    await saving.catch(() => {});
    setTimeout(() => form.requestSubmit(event.submitter));
  });
  undoButton.addEventListener("click", undo);
  window.addEventListener("beforeunload", (event) => { if (unsaved && !leaving) event.preventDefault(); });
  window.addEventListener("pageshow", () => { leaving = false; });
})();
