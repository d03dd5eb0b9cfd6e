"""Renders clauses as safe HTML, one block at a time. The output goes through a sanitiser."""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

import nh3

from markup.errors import Notes
from markup.normalize import clean_lines
from markup.section.blocks import read_blocks
from markup.section.inline import read_inline
from markup.section.types import Align, Block, Heading, ItemList, Paragraph, Quote, SourceText, Table

ListKind = Literal["", "ul", "ol"]
_TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
ALLOWED_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "code", "h2", "h3"} | _TABLE_TAGS
# Without "*" the sanitiser would allow `title` and `lang` on every tag.
ALLOWED_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "ol": {"start", "type"},
    "th": {"align", "scope"},
    "td": {"align"},
}
_ALIGNMENTS: dict[Align, str] = {
    "": "",
    "left": ' align="left"',
    "right": ' align="right"',
    "center": ' align="center"',
}


@dataclass(frozen=True, slots=True)
class ClauseHtml:
    """A clause's inner HTML, sanitised. If `in_list` is set, the HTML is the content of one list item."""

    id: str
    html: str
    in_list: ListKind


def render_clauses(text: SourceText, *, address: Callable[[str], str]) -> tuple[ClauseHtml, ...]:
    """Return the HTML of each clause that has an id. `address` returns the href of a link to a clause id."""
    has_h2 = False
    rendered = []
    for clause in text.clauses:
        blocks = []
        for block in clause.blocks:
            levelled, has_h2 = _with_heading_level(block, below_h2=has_h2)
            blocks.append(levelled)
        if clause.id:
            rendered.append(_render_clause(clause.id, blocks, address))
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


def _render_clause(id_: str, blocks: list[Block], address: Callable[[str], str]) -> ClauseHtml:
    only = blocks[0] if len(blocks) == 1 else None
    if isinstance(only, ItemList) and len(only.items) == 1:
        # The number of the clause stands for the number of the item; a letter says more.
        letter = f"{only.marks[0]} " if only.letters else ""
        return ClauseHtml(id_, sanitise(letter + _inline(*only.items[0]), address), "ol" if only.numbered else "ul")
    return ClauseHtml(id_, sanitise(_render_blocks(blocks), address), "")


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
    blocks = read_blocks(list(enumerate(clean_lines(text), start=1)), Notes())
    return sanitise(_render_blocks(blocks), lambda clause: f"#{clause}")


def render_line(text: str) -> str:
    """Return the HTML of one line, such as an option of a quiz, without a paragraph around it."""
    return sanitise(_inline(text), lambda clause: f"#{clause}")


def _render_blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(_render_block(block) for block in blocks)


def _render_block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{_inline(text)}</h{level}>"
        case Paragraph(lines):
            return f"<p>{_inline(*lines)}</p>"
        case ItemList(_numbered, items):
            tag = _opening_tag(block)
            return "\n".join([tag, *(f"<li>{_inline(*item)}</li>" for item in items), f"</{tag[1:3]}>"])
        case Table(head, align, rows):
            return "\n".join(
                ["<table>", "<thead>", *_row(head, align, "th"), "</thead>", "<tbody>"]
                + [line for row in rows for line in _row(row, align, "td")]
                + ["</tbody>", "</table>"]
            )
        case Quote(blocks):
            return _render_blocks(blocks)


def _opening_tag(block: ItemList) -> str:
    if not block.numbered:
        return "<ul>"
    kind = f' type="{block.letters}"' if block.letters else ""
    return f'<ol start="{block.start}"{kind}>' if block.start != 1 else f"<ol{kind}>"


def _row(cells: Sequence[str], align: Sequence[Align], tag: Literal["th", "td"]) -> list[str]:
    scope = ' scope="col"' if tag == "th" else ""
    return [
        "<tr>",
        *(f"<{tag}{scope}{_ALIGNMENTS[side]}>{_inline(cell)}</{tag}>" for cell, side in zip(cells, align, strict=True)),
        "</tr>",
    ]


def _inline(*lines: str) -> str:
    return read_inline("\n".join(lines)).html


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
