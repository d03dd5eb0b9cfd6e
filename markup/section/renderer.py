"""Clauses become safe HTML: Markdown gets one block at a time, and a sanitiser sees all that it makes."""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

import nh3
from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import SimpleTextInlineProcessor

from markup.errors import Notes
from markup.normalize import clean_lines
from markup.section.blocks import read_blocks
from markup.section.types import Block, Heading, ItemList, Paragraph, Quote, SourceText, Table
from markup.section.writer import write_block

ListKind = Literal["", "ul", "ol"]
ALLOWED_TAGS = {
    "p",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "code",
    "h2",
    "h3",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
# "*": the sanitiser would let `title` and `lang` pass on any tag.
ALLOWED_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "th": {"align", "scope"}, "td": {"align"}}
_UNUSED_BLOCKS = ("html_block", "html", "setextheader", "code", "hr", "reference", "quote")
_UNUSED_INLINE = (
    "html",
    "image_link",
    "image_reference",
    "short_image_ref",
    "reference",
    "short_reference",
    "linebreak",
    "automail",
)
_UNUSED_PREPROCESSORS = ("html_block", "reference")
# What Markdown would take for a block at the start of a paragraph's line.
_BLOCK_START = re.compile(r"^( *)([#>|+*-]|[0-9]+(?=[.)]))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ClauseHtml:
    """A clause's inner HTML, sanitised. With `in_list` it is the inside of one list item."""

    id: str
    html: str
    in_list: ListKind


def render_clauses(text: SourceText, *, address: Callable[[str], str]) -> tuple[ClauseHtml, ...]:
    """The HTML of each clause that has an id. `address` gives the href of a link to a clause of the handbook."""
    markdown, has_h2 = _new_markdown(), False
    rendered = []
    for clause in text.clauses:
        blocks = []
        for block in clause.blocks:
            levelled, has_h2 = _with_heading_level(block, below_h2=has_h2)
            blocks.append(levelled)
        if clause.id:
            rendered.append(_render_clause(clause.id, blocks, markdown, address))
    return tuple(rendered)


def _with_heading_level(block: Block, *, below_h2: bool) -> tuple[Block, bool]:
    """The block as it stands in its section, and whether a `##` has been met: a `###` before it would skip a level."""
    if isinstance(block, Heading):
        below_h2 = below_h2 or block.level == 2
        return (block if below_h2 else replace(block, level=2)), below_h2
    if isinstance(block, Quote):
        inside: list[Heading | Paragraph | ItemList | Table] = []
        for each in block.blocks:
            levelled, below_h2 = _with_heading_level(each, below_h2=below_h2)
            assert not isinstance(levelled, Quote)
            inside.append(levelled)
        return replace(block, blocks=tuple(inside)), below_h2
    return block, below_h2


def _render_clause(id_: str, blocks: list[Block], markdown: Markdown, address: Callable[[str], str]) -> ClauseHtml:
    only = blocks[0] if len(blocks) == 1 else None
    if isinstance(only, ItemList) and len(only.items) == 1:
        inner = _render_block(Paragraph(only.items[0]), markdown).removeprefix("<p>").removesuffix("</p>")
        return ClauseHtml(id_, sanitise(inner, address), "ol" if only.numbered else "ul")
    return ClauseHtml(id_, sanitise("\n".join(_render_block(block, markdown) for block in blocks), address), "")


def assemble(clauses: Iterable[ClauseHtml]) -> str:
    """The whole section's HTML: a `<section>` a clause; adjacent one-item lists of a kind are one list."""
    parts = []
    for kind, run in groupby(clauses, key=lambda clause: clause.in_list):
        if kind:
            items = "\n".join(
                f'<li class="clause" id="{clause_html.id}">{clause_html.html}</li>' for clause_html in run
            )
            parts.append(f"<{kind}>\n{items}\n</{kind}>")
        else:
            parts += [
                f'<section class="clause" id="{clause_html.id}">\n{clause_html.html}\n</section>' for clause_html in run
            ]
    return "\n".join(parts)


def render_page(text: str) -> str:
    """A page of the site's own: the same blocks without markers; links within the site are allowed."""
    markdown = _new_markdown()
    blocks = read_blocks(list(enumerate(clean_lines(text), start=1)), Notes(""))
    return sanitise("\n".join(_render_block(block, markdown) for block in blocks), lambda clause: f"#{clause}")


def render_line(text: str) -> str:
    """One line of text, such as an option of a quiz, with its emphasis; no paragraph around it."""
    made = _render_block(Paragraph((text,)), _new_markdown()).removeprefix("<p>").removesuffix("</p>")
    return sanitise(made, lambda clause: f"#{clause}")


def _new_markdown() -> Markdown:
    markdown = Markdown(extensions=[TableExtension(use_align_attribute=True), SaneListExtension()])
    for registry, names in (
        (markdown.parser.blockprocessors, _UNUSED_BLOCKS),
        (markdown.inlinePatterns, _UNUSED_INLINE),
        (markdown.preprocessors, _UNUSED_PREPROCESSORS),
    ):
        for name in names:
            if name in registry:
                registry.deregister(name)
    # Markdown's own escapes do not know these; between the one for code and the one for escapes.
    markdown.inlinePatterns.register(SimpleTextInlineProcessor(r"\\([<§~|])"), "more_escapes", 185)
    return markdown


def _render_block(block: Block, markdown: Markdown) -> str:
    match block:
        case Heading(level, text):
            inner = _render_block(Paragraph((text,)), markdown).removeprefix("<p>").removesuffix("</p>")
            return f"<h{level}>{inner}</h{level}>"
        case Paragraph(lines):
            return markdown.reset().convert(escape_block_starts("\n".join(lines)))
        case ItemList(numbered, items):
            inside = [
                _render_block(Paragraph(item), markdown).removeprefix("<p>").removesuffix("</p>") for item in items
            ]
            tag = "ol" if numbered else "ul"
            return f"<{tag}>\n" + "\n".join(f"<li>{each}</li>" for each in inside) + f"\n</{tag}>"
        case Table():
            made = markdown.reset().convert("\n".join(write_block(block)))
            return made.replace("<th>", '<th scope="col">').replace("<th align", '<th scope="col" align')
        case Quote(blocks):
            return "\n".join(_render_block(block, markdown) for block in blocks)


def escape_block_starts(text: str) -> str:
    """A paragraph stays a paragraph: what would begin a block at a line's start is escaped."""

    def escape(found: re.Match[str]) -> str:
        mark = found[2]
        if mark == "*" and not text[found.end() :].startswith(" "):
            return found[0]  # emphasis
        if mark.isdigit():
            return f"{mark}\\"
        return f"\\{mark}" if mark in "#>|+*-" else found[0]

    return _BLOCK_START.sub(escape, text)


def sanitise(made: str, address: Callable[[str], str]) -> str:
    """Only the tags and attributes that a section may have. Links to clauses are written out to their pages."""
    # Inside a tag alone: in the text a < is written &lt;, so that nobody's words about links are rewritten.
    targeted = re.sub(
        r'<a href="#([a-z][a-z0-9-]*)"', lambda found: f'<a href="{html.escape(address(found[1]))}"', made
    )
    return nh3.clean(
        targeted,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes={"https", "mailto", "tel"},
        link_rel=None,
    ).strip()
