// Reads what Word, LibreOffice, Google Docs or a browser puts on the clipboard as paragraphs, headings, lists and tables in
// the text of a point. No style is ever parsed: the policy of the site would refuse and report it.
"use strict";

window.pasted = (() => {
  const BULLET = /^\s*[-–•·*▪o]\s+/;
  const COUNTED = /^\s*\(?(\d{1,3}|[a-z])[.)]\s+/i;
  const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, table, div, blockquote, dt, dd, pre";
  const DROPPED = "script, style, meta, link, title, img, svg, object, iframe, del, s, .msoDel, .MsoCommentReference, .MsoCommentText, [data-style*='mso-element:comment'], [data-style*='mso-element:footnote'], [data-style*='display:none'], [id^='ftn'], [id^='edn'], [id^='sdfootnote']";

  const oneLine = (text) => text.replace(/\u00ad/g, "").replace(/[ \t\r\n]+/g, " ").trim();

  // Renames style attributes before anything is parsed, and keeps the marks of Word's lists.
  function harmless(html) {
    return html
      .replace(/<(style|script|xml)\b[\s\S]*?<\/\1\s*>/gi, "")
      .replace(/<!(?:--)?\[if !supportLists\](?:--)?>([\s\S]*?)<!(?:--)?\[endif\](?:--)?>/gi, (_all, mark) => `<span data-mark="${oneLine(mark.replace(/<[^>]*>/g, "").replace(/&nbsp;/g, " ")).replace(/["<>&]/g, "")}"></span>`)
      .replace(/<!--[\s\S]*?-->|<!\[[^>]*>/g, "")
      .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  }

  function emphasis(node) {
    const style = (node.dataset?.style ?? "").toLowerCase().replace(/\s+/g, "");
    const weight = /(?:^|[^-\w])font-weight:(\w+)/.exec(style)?.[1];
    const isBold = weight ? weight === "bold" || Number(weight) >= 600 : ["B", "STRONG"].includes(node.tagName);
    const isItalic = /(?:^|[^-\w])font-style:italic/.test(style) || (["I", "EM"].includes(node.tagName) && !/font-style:normal/.test(style));
    return (isBold ? "**" : "") + (isItalic ? "*" : "");
  }

  function marked(mark, text) {
    const [, left, inner, right] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text);
    return mark && inner && !inner.startsWith("*") ? `${left}${mark}${inner}${[...mark].reverse().join("")}${right}` : text;
  }

  // The words of a node with bold, emphasis and links, in one line. Lists and tables within it are read by themselves.
  function inline(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("ul, ol, table")) return "";
    if (node.tagName === "BR") return "\n";
    const text = [...node.childNodes].map(inline).join("");
    if (node.tagName === "A") return link(node.getAttribute("href") ?? "", text);
    return /^H[1-6]$/.test(node.tagName) ? text : marked(emphasis(node), text);
  }

  function link(target, text) {
    if (/#_?(?:ftn|edn|sdfootnote|sdendnote|footnote|endnote)/i.test(target)) return "";
    const words = oneLine(text);
    return words && /^(?:https:\/\/|mailto:|tel:)/i.test(target) ? `[${words}](${target.trim().replace(/[\s()]/g, encodeURIComponent)})` : text;
  }

  const joinedMarks = (text) => text.replace(/\*\*(\s*)\*\*/g, "$1");
  const line = (node) => oneLine(joinedMarks(inline(node)));

  function heading(node) {
    const level = /^H([1-6])$/.exec(node.tagName)?.[1] ?? /mso-outline-level:(\d)/.exec(node.dataset?.style ?? "")?.[1];
    return level ? (Number(level) <= 2 ? "heading" : "subheading") : "";
  }

  function listOf(node) {
    return [...node.querySelectorAll("li")].map((item) => {
      const isCounted = item.parentElement.tagName === "OL";
      const place = [...item.parentElement.children].filter((other) => other.tagName === "LI").indexOf(item) + (item.parentElement.start ?? 1);
      const letters = /^[aA]$/.exec(item.parentElement.getAttribute("type") ?? "")?.[0];
      return { mark: !isCounted ? "-" : letters ? `${String.fromCharCode(letters.charCodeAt(0) + place - 1)})` : `${place}.`, text: line(item) };
    }).filter(({ text }) => text);
  }

  function tableOf(node) {
    const rows = [...node.rows].map((row) => [...row.cells].map((cell) => line(cell).replaceAll("|", "\\|")));
    const width = Math.max(...rows.map((row) => row.length));
    if (width < 2) return rows.flat().filter(Boolean).map((text) => ({ kind: "paragraph", text }));
    const written = rows.map((row) => `| ${[...row, ...Array(width - row.length).fill("")].join(" | ")} |`);
    return [{ kind: "table", text: [written[0], `| ${Array(width).fill("---").join(" | ")} |`, ...written.slice(1)].join("\n") }];
  }

  const isListItem = (node) => /mso-list:\s*l\d/i.test(node.dataset?.style ?? "") || Boolean(node.querySelector(":scope [data-mark]"));

  function wordItem(node) {
    const mark = node.querySelector("[data-mark]")?.dataset.mark ?? "";
    return { kind: "item", mark: counted(mark) ? mark : "-", text: line(node) };
  }

  function* unitsOf(node) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) { if (oneLine(child.data)) yield { kind: "paragraph", text: oneLine(child.data) }; continue; }
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      if (child.matches("ul, ol")) { for (const item of listOf(child)) yield { kind: "item", ...item }; continue; }
      if (child.tagName === "TABLE") { yield* tableOf(child); continue; }
      const kind = heading(child);
      if (kind) { yield { kind, text: oneLine(child.textContent) }; continue; }
      if (isListItem(child) && !child.querySelector(BLOCKS)) { yield wordItem(child); continue; }
      if (child.querySelector(BLOCKS) || child.querySelector("ul, ol")) { yield* unitsOf(child); continue; }
      const text = joinedMarks(inline(child)).split("\n").map(oneLine).filter(Boolean);
      yield* text.map((words) => ({ kind: "paragraph", text: words }));
    }
  }

  // A counted line knows its place and whether letters count it.
  function counted(mark) {
    const [, value] = COUNTED.exec(`${mark} `) ?? [];
    if (!value) return null;
    return /\d/.test(value) ? { letters: "", place: Number(value) } : { letters: value === value.toUpperCase() ? "A" : "a", place: value.toLowerCase().charCodeAt(0) - 96 };
  }

  function goesOn(last, unit) {
    if (!last?.items.length || last.isClosed) return false;
    const [before, now] = [counted(last.mark), counted(unit.mark)];
    return !before && !now ? true : Boolean(before && now && before.letters === now.letters && now.place === before.place + 1);
  }

  const introduces = (last) => last?.kind === "paragraph" && !last.items.length && last.text.replace(/\*+$/, "").endsWith(":");

  function written(mark, text) {
    const count = counted(mark);
    if (!count) return `- ${text}`;
    return count.letters ? `${String.fromCharCode(count.letters.charCodeAt(0) + count.place - 1)}) ${text}` : `${count.place}. ${text}`;
  }

  // Items beside each other that count on are one list, and belong to the paragraph that introduces them.
  function grouped(units) {
    const groups = [];
    for (const unit of units) {
      const last = groups.at(-1);
      if (unit.kind === "gap") { if (last) last.isClosed = true; continue; }
      if (!unit.text) continue;
      if (unit.kind === "item" && (goesOn(last, unit) || introduces(last))) {
        last.items.push(written(unit.mark, unit.text));
        last.mark = unit.mark;
      } else if (unit.kind === "item") groups.push({ kind: "paragraph", text: "", items: [written(unit.mark, unit.text)], mark: unit.mark, lone: unit });
      else if (unit.kind === "table" && introduces(last)) last.items.push(unit.text);
      else groups.push({ kind: unit.kind === "table" ? "paragraph" : unit.kind, text: unit.text, items: [] });
    }
    return groups.map(titled).map(({ kind, text, items }) => ({ kind, text: [text, items.join("\n")].filter(Boolean).join("\n\n") }));
  }

  // «1. Formål» alone is a heading that somebody counted by hand.
  function titled(group, index, all) {
    const words = group.lone?.text ?? "";
    const isTitle = group.items.length === 1 && counted(group.mark) && /^[A-ZÆØÅ]/.test(words) && words.length < 60 && !/[.:;,!?]$/.test(words);
    return isTitle && all[index + 1]?.kind === "paragraph" ? { kind: "heading", text: words, items: [] } : group;
  }

  function fromHtml(html) {
    const body = new DOMParser().parseFromString(harmless(html), "text/html").body;
    body.querySelectorAll(DROPPED).forEach((node) => node.remove());
    body.querySelectorAll("td p, th p").forEach((paragraph) => paragraph.replaceWith(...paragraph.childNodes, " "));
    if (!body.querySelector(`${BLOCKS}, br`)) { const text = line(body); return text ? [{ kind: "paragraph", text }] : []; }
    return grouped(unitsOf(body));
  }

  function fromText(text) {
    return grouped(text.replace(/\r\n?/g, "\n").split("\n").map((typed) => {
      if (!typed.trim()) return { kind: "gap" };
      const mark = (BULLET.exec(typed) ?? COUNTED.exec(typed))?.[0];
      return mark ? { kind: "item", mark: mark.trim(), text: oneLine(typed.slice(mark.length)) } : { kind: "paragraph", text: oneLine(typed) };
    }));
  }

  return { fromHtml, fromText };
})();
