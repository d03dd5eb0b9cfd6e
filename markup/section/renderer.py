"""Renders clauses as safe HTML: Markdown gets one block at a time, and its output goes through a sanitiser."""

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
_TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
ALLOWED_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "code", "h2", "h3"} | _TABLE_TAGS
# Without "*" the sanitiser would allow `title` and `lang` on every tag.
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
# At the start of a paragraph's line Markdown would take these for the beginning of another block.
_BLOCK_START = re.compile(r"^( *)([#>|+*-]|[0-9]+(?=[.)]))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ClauseHtml:
    """A clause's inner HTML, sanitised. If `in_list` is set, the HTML is the content of one list item."""

    id: str
    html: str
    in_list: ListKind


def render_clauses(text: SourceText, *, address: Callable[[str], str]) -> tuple[ClauseHtml, ...]:
    """Return the HTML of each clause that has an id. `address` returns the href of a link to a clause id."""
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
    """Return the block, a `###` before any `##` raised to `##`, and whether there has been a `##` by now."""
    if isinstance(block, Heading):
        below_h2 = below_h2 or block.level == 2
        return (block if below_h2 else replace(block, level=2)), below_h2
    if isinstance(block, Quote):
        quoted_blocks: list[Heading | Paragraph | ItemList | Table] = []
        for quoted in block.blocks:
            levelled, below_h2 = _with_heading_level(quoted, below_h2=below_h2)
            assert not isinstance(levelled, Quote)
            quoted_blocks.append(levelled)
        return replace(block, blocks=tuple(quoted_blocks)), below_h2
    return block, below_h2


def _render_clause(id_: str, blocks: list[Block], markdown: Markdown, address: Callable[[str], str]) -> ClauseHtml:
    only = blocks[0] if len(blocks) == 1 else None
    if isinstance(only, ItemList) and len(only.items) == 1:
        inner = _render_block(Paragraph(only.items[0]), markdown).removeprefix("<p>").removesuffix("</p>")
        return ClauseHtml(id_, sanitise(inner, address), "ol" if only.numbered else "ul")
    return ClauseHtml(id_, sanitise("\n".join(_render_block(block, markdown) for block in blocks), address), "")


def assemble(clauses: Iterable[ClauseHtml]) -> str:
    """Return a section's HTML: one `<section>` per clause; adjacent one-item lists of a kind become one list."""
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
    """Return the HTML of a page of the site's own, which has blocks without markers and may link within the site."""
    markdown = _new_markdown()
    blocks = read_blocks(list(enumerate(clean_lines(text), start=1)), Notes())
    return sanitise("\n".join(_render_block(block, markdown) for block in blocks), lambda clause: f"#{clause}")


def render_line(text: str) -> str:
    """Return the HTML of one line, such as an option of a quiz, without a paragraph around it."""
    rendered = _render_block(Paragraph((text,)), _new_markdown()).removeprefix("<p>").removesuffix("</p>")
    return sanitise(rendered, lambda clause: f"#{clause}")


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
    # Markdown does not escape these itself. 185: after code (190), before its own escapes (180).
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
            contents = [
                _render_block(Paragraph(item), markdown).removeprefix("<p>").removesuffix("</p>") for item in items
            ]
            tag = "ol" if numbered else "ul"
            return f"<{tag}>\n" + "\n".join(f"<li>{content}</li>" for content in contents) + f"\n</{tag}>"
        case Table():
            table = markdown.reset().convert("\n".join(write_block(block)))
            return table.replace("<th>", '<th scope="col">').replace("<th align", '<th scope="col" align')
        case Quote(blocks):
            return "\n".join(_render_block(block, markdown) for block in blocks)


def escape_block_starts(text: str) -> str:
    """Escape marks at the start of a line that would end the paragraph and begin another block."""

    def escape(start: re.Match[str]) -> str:
        mark = start[2]
        if mark == "*" and not text[start.end() :].startswith(" "):
            return start[0]  # emphasis
        if mark.isdigit():
            return f"{mark}\\"
        return f"\\{mark}" if mark in "#>|+*-" else start[0]

    return _BLOCK_START.sub(escape, text)


def sanitise(unsafe: str, address: Callable[[str], str]) -> str:
    """Keep only allowed tags and attributes, and resolve links to clauses by `address`."""
    # Only real tags match: in text a < is &lt;, so a passage about links is not rewritten.
    resolved = re.sub(
        r'<a href="#([a-z][a-z0-9-]*)"', lambda link: f'<a href="{html.escape(address(link[1]))}"', unsafe
    )
    return nh3.clean(
        resolved,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes={"https", "mailto", "tel"},
        link_rel=None,
    ).strip()
