"""The message of each error code, English as the msgid (content format, chapter 10)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from markup.errors import Place, TextError

_MESSAGES: dict[str, tuple[object, tuple[str, ...]]] = {
    "not-utf8": (_("The file is not UTF-8. Save it as UTF-8."), ()),
    "front-missing": (_("The file does not begin with front matter. Begin with ---, title, message, ---."), ()),
    "front-line": (_("“%(line)s” is not “key: value”. Add the key or remove the line."), ("line",)),
    "front-unknown": (_("Key “%(key)s” is unknown. Use title, message, laws and source, each at most once."), ("key",)),
    "front-twice": (
        _("Key “%(key)s” is used twice. Use title, message, laws and source, each at most once."),
        ("key",),
    ),
    "front-title": (_("The title is missing. Write “title: …”."), ()),
    "title-long": (_("The title has %(n)s characters. Shorten it to 200."), ("n",)),
    "front-message": (_("The key message is missing. Write “message: …”."), ()),
    "source-in-source": (
        _("“source” and “from” belong only in translations. Remove it; check_content --confirm writes it."),
        (),
    ),
    "source-form": (
        _(
            "“source” and “from” take 16 hexadecimal digits, not “%(value)s”. Remove it; check_content --confirm writes it."
        ),
        ("value",),
    ),
    "source-missing": (
        _("Nobody has confirmed this translation. Compare it, then run check_content --confirm with its language."),
        (),
    ),
    "marks-in-translation": (
        _("“%(id)s” repeats what is in the source. Keep only the id (and the boxes)."),
        ("id",),
    ),
    "marker-unclear": (
        _("“%(text)s” is not an id. Write § and an id like roles-3; for a literal § write \\§."),
        ("text",),
    ),
    "marker-text": (_("“%(word)s” cannot stand after %(id)s. Put the text on the line below."), ("word", "id")),
    "marker-marks": (
        _("“%(text)s” is not read as a § line. Write § first on the line, without other marks."),
        ("text",),
    ),
    "mark-unknown": (
        _("%(id)s: “%(word)s” has no meaning here. Use guideline, law, advice, example, leaders, or a law like L5."),
        ("id", "word"),
    ),
    "origin-twice": (_("%(id)s has two kinds: choose guideline, law, advice or example."), ("id",)),
    "heading-origin": (_("%(id)s is only a heading: remove the kind, or add the text below."), ("id",)),
    "quote-origin": (
        _("%(id)s: only examples are written with > at the start of the line. Mark it as example, or remove the >."),
        ("id",),
    ),
    "example-quote": (
        _("%(id)s: an example is written with > at the start of each line. Add the >, or choose another kind."),
        ("id",),
    ),
    "id-missing": (
        _("“%(text)s” belongs to no point. Write a § line above it, or save and choose from the proposals."),
        ("text",),
    ),
    "id-long": (_("The id “%(id)s” has %(n)s characters. Shorten it to %(limit)s."), ("id", "n", "limit")),
    "id-twice": (_("%(id)s is also on line %(line)s. Give the copy an id of its own."), ("id", "line")),
    "id-elsewhere": (
        _("%(id)s is also in the section %(section)s. Give the copy an id of its own."),
        ("id", "section"),
    ),
    "id-retired": (_("%(id)s was another rule until version %(n)s. Use a new id."), ("id", "n")),
    "clause-empty": (_("%(id)s has no text. Write it, or remove the § line."), ("id",)),
    "clause-long": (
        _("%(id)s has %(n)s characters. Shorten it to %(m)s, or divide it into several points."),
        ("id", "n", "m"),
    ),
    "text-long": (_("The text has more than %(n)s characters and was not read. Shorten it, or divide it."), ("n",)),
    "no-clauses": (_("The text has no points."), ()),
    "heading-level": (_("“%(marks)s”: use ## or ###; the title is the only top-level heading."), ("marks",)),
    "heading-empty": (_("The heading is empty. Write it or remove it."), ()),
    "list-nested": (_("A list has one level. Make the inner part a point of its own."), ()),
    "list-paragraph": (_("A list item has one paragraph. Make the inner part a point of its own."), ()),
    "list-or-date": (_("“1. %(word)s” is read as a list. For a date write 1\\."), ("word",)),
    "list-or-sign": (
        _("“%(text)s” is read as a list item, and %(sign)s as its bullet. For a sign write \\%(sign)s."),
        ("text", "sign"),
    ),
    "list-renumbered": (
        _(
            "“%(n)s.” is shown as number %(m)s: a list counts on from its first number. Correct it, or begin a new point."
        ),
        ("n", "m"),
    ),
    "line-break": (
        _("The line break after “%(text)s” is shown as a blank. Make a list of the lines, or points of their own."),
        ("text",),
    ),
    "table-row": (
        _("Number of cells: %(n)s in the row, %(m)s in the table head. A bar within a cell is written \\|."),
        ("n", "m"),
    ),
    "table-columns": (
        _(
            "“%(text)s” has columns made with tabs or blanks, which are not kept. Write | between the cells, and |---|---| below the head."
        ),
        ("text",),
    ),
    "table-empty": (_("The table has no rows."), ()),
    "quote-empty": (_("The quote is empty. Write it, or remove the >."), ()),
    "quote-in-quote": (_("The quote is inside another. Move it out."), ()),
    "marker-in-quote": (_("The quote contains a § line. Move it out."), ()),
    "code-block": (_("Code blocks are not allowed. Write plain text."), ()),
    "ruler": (_("Lines of --- or === are not allowed. For a heading write ##."), ()),
    "html": (_("HTML (%(text)s) is not allowed. Write it in Markdown."), ("text",)),
    "image": (_("Images are not allowed. Describe it in words."), ()),
    "link-reference": (_("Link definitions are not allowed. Put the link in the text."), ()),
    "link-target": (_("“%(target)s” is not an address for a link (https, mailto, tel, #id)."), ("target",)),
    "link-address": (_("“%(target)s” is not an address for a link. Write %(address)s."), ("target", "address")),
    "link-anchor": (_("“%(target)s” is not the id of a point. Write # and an id such as roles-3."), ("target",)),
    "link-unknown": (
        _("The link to #%(target)s leads to no point of the handbook. Correct it, or add the point."),
        ("target",),
    ),
    "angle-address": (_("%(text)s is not shown as a link. Write %(link)s."), ("text", "link")),
    "link-empty": (_("The link to %(target)s has no text."), ("target",)),
    "stray-mark": (
        _("An opening **, `, [ or ( near “%(text)s” is never closed. Close it, or put \\ before it."),
        ("text",),
    ),
    "lost-characters": (
        _("“%(text)s” has a character that was lost when the text was copied or saved. Type it again."),
        ("text",),
    ),
    "title-looks-like": (
        _("“%(text)s” looks like %(what)s, and the title is shown as typed. Write it in plain words."),
        ("text", "what"),
    ),
    "message-looks-like": (
        _("“%(text)s” looks like %(what)s, and the key message is shown as typed. Write it in plain words."),
        ("text", "what"),
    ),
    "looks-like": (
        _("“%(text)s” looks like %(what)s, but it is shown as typed."),
        ("text", "what"),
    ),
    "law-unknown": (_("%(id)s: %(other)s is not one of the laws. Correct it, or add the law."), ("id", "other")),
    "clause-unknown": (_("%(id)s: %(other)s is not a point of the handbook. Correct it or add it."), ("id", "other")),
    "clause-elsewhere": (
        _(
            "Question %(id)s is about %(other)s, which is in the section %(section)s. A question can only be about points of its own section: move it there, or name another point."
        ),
        ("id", "other", "section"),
    ),
    "misconception-unknown": (_("%(id)s: %(other)s is not in handbook.toml. Correct it or add it."), ("id", "other")),
    "clause-untranslated": (_("%(id)s is not in %(language)s yet."), ("id", "language")),
    "question-untranslated": (_("%(id)s is not in %(language)s yet."), ("id", "language")),
    "clause-extra": (_("%(id)s is not in the source. Remove it here or write it there."), ("id",)),
    "question-extra": (_("%(id)s is not in the source. Remove it here or write it there."), ("id",)),
    "order-differs": (_("The points are in a different order from the source."), ()),
    "shape-differs": (_("%(id)s has different blocks, items or rows from the source."), ("id",)),
    "clause-untested": (_("No question is about %(id)s; a new rule here needs only a confirmation."), ("id",)),
    "question-id": (
        _("“%(text)s” is not an id: use a to z, 0 to 9 and single hyphens. Write ## %(id)s."),
        ("text", "id"),
    ),
    "question-level": (_("“%(text)s”: write two # and an id like board-member."), ("text",)),
    "question-word": (_("“%(text)s”: after the id, write choose 2 or leaders."), ("text",)),
    "question-twice": (_("%(id)s is also on line %(line)s."), ("id", "line")),
    "question-heading": (
        _(
            "%(id)s: “%(text)s” is a heading within the question. Remove the #; the points it is about are written after §."
        ),
        ("id", "text"),
    ),
    "question-empty": (_("Question %(id)s has nothing below its heading. Write it, or remove the heading."), ("id",)),
    "no-questions": (_("The quiz has no questions. Begin each with ## and an id such as board-member."), ()),
    "section-without-questions": (
        _("The section has no questions. Confirming that it was read completes it."),
        (),
    ),
    "question-stray": (
        _(
            "There is text before the first question. Begin each question with ## and an id such as board-member, or move the text."
        ),
        (),
    ),
    "question-block": (_("There is a list or quote in the situation of %(id)s. Move it."), ("id",)),
    "text-after-options": (_("There is text after the options of %(id)s. Move it."), ("id",)),
    "tests-missing": (_("Question %(id)s names no point: write one line “§ roles-1, roles-2”."), ("id",)),
    "tests-twice": (_("Question %(id)s names its points twice: write one line “§ roles-1, roles-2”."), ("id",)),
    "audience-mismatch": (
        _("Question %(id)s is about a point for managers but is put to everyone: add (leaders)."),
        ("id",),
    ),
    "legend-missing": (_("Question %(id)s has no question. Put the story in a paragraph before it."), ("id",)),
    "legend-long": (
        _("Question %(id)s has a question of more than 12 words. Put the story in a paragraph before it."),
        ("id",),
    ),
    "option-box": (_("%(id)s: “%(text)s” has no box. Write - [ ] a) text."), ("id", "text")),
    "option-dash": (_("%(id)s: “%(text)s” begins with a dash. Write a hyphen: - [ ] a) text."), ("id", "text")),
    "option-form": (
        _("%(id)s: “%(text)s” is not read as an option. Write - [ ] a) text, with x in the box of a right one."),
        ("id", "text"),
    ),
    "option-id": (_("%(id)s: “%(text)s” has no letter. Write - [ ] a) text."), ("id", "text")),
    "option-empty": (_("%(id)s: “%(text)s” has no text. Write - [ ] a) text."), ("id", "text")),
    "option-twice": (_("%(id)s: letter %(option)s is used twice."), ("id", "option")),
    "option-count": (_("%(id)s: number of options: %(n)s. Write 2 to 6."), ("id", "n")),
    "options-alike": (
        _("%(id)s: options %(one)s and %(other)s have the same words. Write another answer in one of them."),
        ("id", "one", "other"),
    ),
    "option-refers": (
        _("%(id)s: “%(text)s” refers to other options, but readers see them in any order. Write the answer itself."),
        ("id", "text"),
    ),
    "why-missing": (
        _("%(id)s: option %(option)s has no explanation: write > and the reason below it."),
        ("id", "option"),
    ),
    "why-mark": (
        _("%(id)s: “%(text)s” is not read as an explanation. Write > in front of it."),
        ("id", "text"),
    ),
    "misconception-place": (
        _(
            "%(id)s: “%(text)s” would be shown to readers. Write one misconception, such as (M05), at the end of the option."
        ),
        ("id", "text"),
    ),
    "misconception-on-right": (
        _("%(id)s: right option %(option)s names a misconception. Only wrong options end with one, such as (M05)."),
        ("id", "option"),
    ),
    "right-missing": (_("%(id)s has no right answer: put x in the right boxes."), ("id",)),
    "right-count": (
        _(
            "%(id)s: right answers: %(n)s, to be chosen: %(m)s. Put x in the right boxes, or write (choose %(n)s) after the id."
        ),
        ("id", "n", "m"),
    ),
    "options-differ": (_("%(id)s: the letters differ from the source: were two options swapped?"), ("id",)),
    "right-differs": (_("%(id)s: the right answers differ from the source: were two options swapped?"), ("id",)),
    "clause-linked": (
        _("%(id)s is no longer here, but %(sections)s refers to it. Correct that section afterwards."),
        ("id", "sections"),
    ),
    "folder-name": (
        _(
            "The folder's name “%(name)s” cannot stand in an address. Use a to z, 0 to 9 and single hyphens, at most 50 characters, such as “%(slug)s”."
        ),
        ("name", "slug"),
    ),
    "folder-renamed": (
        _("The handbook in the folder “%(name)s” is called “%(slug)s” now. Rename the folder."),
        ("name", "slug"),
    ),
    "name-reserved": (
        _(
            "“%(name)s” is a word that the site's own addresses use. Choose another name, such as “%(slug)s”. Reserved are: %(words)s."
        ),
        ("name", "slug", "words"),
    ),
    "section-name": (
        _(
            "The section's name “%(name)s” cannot stand in an address. Use a to z, 0 to 9 and single hyphens, at most 50 characters, such as “%(slug)s”, for its folder too."
        ),
        ("name", "slug"),
    ),
    "misconception-name": (
        _("No question can name the misconception “%(name)s”. Call it M and a number, such as M05."),
        ("name",),
    ),
    "frame-unreadable": (
        _("“%(text)s” is not valid TOML. Look for a missing quotation mark, comma or bracket, here or just above."),
        ("text",),
    ),
    "frame-quotes": (
        _('“%(text)s” has the quotation marks of Word. Write straight ones: "…".'),
        ("text",),
    ),
    "frame-backslash": (
        _("“%(text)s” has a backslash, which begins an escape in TOML. Write two, or the text in '…'."),
        ("text",),
    ),
    "frame-twice": (_("“%(text)s” is a key or a table that is there already. Keep one of them."), ("text",)),
    "frame-deep": (_("The tables or lists are nested too deeply to be read."), ()),
    "frame-missing": (_("%(key)s is missing."), ("key",)),
    "frame-form": (_("%(key)s has the wrong form. Write %(example)s."), ("key", "example")),
    "section-twice": (_("The section “%(name)s” is named twice. Keep one."), ("name",)),
    "law-name": (_("No point can name the law “%(name)s”. Call it L and a number, such as L5."), ("name",)),
    "law-days": (_("%(id)s ends before it begins: to_day is before from_day."), ("id",)),
    "frame-unknown": (_("%(key)s is never read. Remove it, or correct its name."), ("key",)),
    "frame-extra": (_("%(key)s does not belong here. Remove it, or correct its name."), ("key",)),
    "page-empty": (_("The page has no text. Write it."), ()),
    "page-link": (
        _(
            "“%(target)s” is not an address that a page can link to. Write https, mailto, tel, or an existing page of this site, such as /remarks/."
        ),
        ("target",),
    ),
    "page-quote": (_("Lines that begin with > are for examples in sections. Remove the >."), ()),
    "heading-skips": (_("“%(text)s” is a ### heading with no ## above it. Use ##."), ("text",)),
    "file-unexpected": (_("%(file)s does not belong here."), ("file",)),
    "file-not-offered": (
        _(
            "%(file)s is not read: the handbook is not offered in its language. Add the language to “languages”, or remove the file."
        ),
        ("file",),
    ),
    "file-unreadable": (_("%(file)s cannot be read as a file. Is it a folder, or may it not be opened?"), ("file",)),
    "file-source-missing": (_("The section has no text in %(language)s, its source language."), ("language",)),
}


_LOOKS_LIKE: dict[str, object] = {
    "attributes": _("attributes of another tool"),
    "callout": _("a box with a notice"),
    "checkbox": _("a box to tick"),
    "code": _("code"),
    "emphasis": _("emphasis"),
    "entity": _("the name of a character"),
    "escape": _("an escape"),
    "footnote": _("a footnote"),
    "heading": _("a heading"),
    "highlight": _("highlighted text"),
    "html": _("HTML"),
    "link": _("a link"),
    "list": _("a list item"),
    "placeholder": _("a placeholder of a template"),
    "quote": _("an example"),
    "ruler": _("a dividing line"),
    "strikethrough": _("text struck out"),
    "table": _("a table"),
}
"""What a text may look like, by the word that the warning carries."""


def message(error: TextError) -> str:
    """Return the message of an error in the active language."""
    words, names = _MESSAGES[error.code]
    values = dict(zip(names, error.values, strict=True))
    if error.code.endswith("looks-like"):
        values["what"] = str(_LOOKS_LIKE[values["what"]])
    return str(words) % values


def location(place: Place, line: int, folder: str = "") -> str:
    """Return file and line, with the folder as it is to be shown: `content/social-media/roles/nb.md:23`."""
    return f"{folder}/{place.path}:{line}" if folder else f"{place.path}:{line}"


def message_with_location(error: TextError, folder: str = "") -> str:
    """Return the message behind file and line: `content/social-media/roles/nb.md:23: …`"""
    return f"{location(error.place, error.line, folder)}: {message(error)}"


def message_with_line(error: TextError) -> str:
    """Return the message behind its line, for the editor, where the field names the file: «Line 23: …»."""
    return gettext("Line %(line)s: %(message)s") % {"line": error.line, "message": message(error)}
