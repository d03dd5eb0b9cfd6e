r"""Reads the text inside a block: emphasis, code, links and escapes (content format, chapter 3).

One reading gives both the HTML and the errors, so that nothing is shown otherwise than it was checked. It takes time in
proportion to the length of the text, whatever is typed: no mark is looked for twice.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from html.entities import html5
from itertools import pairwise
from typing import Literal

from markup.errors import Notes
from markup.section.links_and_words import ADDRESS, AUTOLINK

LINK_TARGET = re.compile(r"https://\S+|mailto:\S+@\S+|tel:\+?[0-9]+|#[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
ESCAPABLE = frozenset("\\`*_{}[]()#+-.!|<>§~=")
"""The characters that are no marks behind a backslash."""
_SPECIAL = re.compile(r"[\\`*_\[\]<!]")
_FENCE = re.compile("`+")
_TAG = re.compile(r"</?[A-Za-z][^>\n]*>?|<!--|<[!?][A-Za-z]")
_ADDRESS = re.compile(rf"\(({ADDRESS})")
_REFERENCE = re.compile(r" ?\[[^\[\]]*\]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NAME_WITHOUT_END = re.compile(
    r"&(?:nbsp|aring|oslash|aelig|Aring|Oslash|AElig|eacute|amp|lt|gt|quot|apos|ndash|mdash|laquo|raquo|hellip)(?![\w;])"
    r"|&amp;(?:[a-zA-Z]{2,8}|#[0-9]{2,6});"
)
_VERBATIM = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s<>\[\]()|«»\"*`\\]+)"
    r"|(?:(?<![^\W_])[A-Za-z]:(?=\\)|(?<![^\s(\"«])\\\\[\w.$-]+(?=\\))(?:\\[^\s\\/:?\"<>|\[\]«»*`]*)+"
)
"""An address in the text, or the path of a file or folder: its marks are part of it."""
_LOST = re.compile("\ufffd|Ã[¥¸¦…˜†©¤¶¼]|â€|Â[«»§°\u00a0]")
"""A character that could not be read, or that was read as two of Windows: «Ã¥» was «å»."""
_MAIL = re.compile(r"[^\s@:/<>]+@[^\s@:/<>]+\.[^\s@:/<>]+")
_TITLE_OF_LINK = re.compile(r"""(?<=\S)\s+(?:"[^"]*"|'[^']*'|“[^”]*”|«[^»]*»)\s*$""")
_ANCHOR = re.compile(r"(?:[^\s#@:]*#|[#§])?\s*([a-zA-Z][a-zA-Z0-9]*(?:-[a-zA-Z0-9]+)+)")
_WEB = re.compile(
    r"(?:https:/{0,3}|https/{1,2}|ht{1,3}ps?:/{1,3}(?<!http://))(?=[\w-]+\.)|(www\.|[\w-]+(?:\.[\w-]+)*\.(?:no|com|org|net|eu|example)(?=/|$))",
    re.IGNORECASE,
)
_LONGEST_ADDRESS = 2_000
_PHONE = re.compile(r"\+?[0-9][0-9\s()-]{4,}")
_BLOCK_MARK = re.compile(r"(##+|>|\||[-*+•–—](?= )|[a-z]\)(?= ))")
"""What would begin a heading, a quote, a row or an item in a text; «# » may be a number."""
_QUOTED_CHARACTERS = 30
_HTML_TAG = re.compile(r"<[^>]*>")
_ESCAPED = re.compile(r"\\([^\w\s])")
_STRONG, _LONGEST_RUN = 2, 3
"""More marks than three in a row are no emphasis."""
_TAGS = {1: "em", 2: "strong"}
_LOOKS = (
    ("callout", re.compile(r"\[![^\[\]\n]{1,40}\]")),
    ("checkbox", re.compile(r"\A\[[ xX]?\](?= )")),
    ("footnote", re.compile(r"\[\^[^\[\]\s]+\]")),
    (
        "link",
        re.compile(
            r"\[\[[^\[\]]+\]\]|\][ \n]\((?:https?:|mailto:|tel:|www\.|#)[^()\s]*\)"
            r"|\][{(]?(?:https?://|www\.)|\((?:https?://|www\.)[^()\s]*\) ?\[[^\[\]]+\]"
            r"|\[(?:https?://|www\.)[^\[\]\s]+ [^\[\]]+\]|\[url[=\]]|［[^［］]+］（"
        ),
    ),
    (
        "placeholder",
        re.compile(
            r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$\{[^{}]*\}|\{[A-Za-zÆØÅæøå][\wæøå -]*\}|%[A-Za-zÆØÅæøå_]{2,40}%|\[TOC\]"
            r"|Feil! (?:Fant ikke|Bokmerke|Ukjent)|Error! (?:Reference|Bookmark|Unknown)"
        ),
    ),
    ("entity", _NAME_WITHOUT_END),
    ("escape", re.compile(r"(?<![^\s(«\"])\\[A-Za-zÆØÅæøå]")),
    ("attributes", re.compile(r"\{:? ?[#.][^{}\s][^{}]*\}|\{: [^{}]*\}")),
    ("strikethrough", re.compile(r"~~(?=[^\s~])[^~]+~~|(?<!~)~(?=[^\s~])[^~\n]+(?<!\s)~(?!~)")),
    (
        "emphasis",
        re.compile(
            r"\+\+(?=[^\s+])[^+\n]+(?<!\s)\+\+|'{3}(?=[^\s'])[^'\n]+'{3}|[＊∗](?=[^\s＊∗])[^＊∗\n]+[＊∗]"
            r"|\[(b|i|u|s|color|size|quote)(?:=[^\[\]]*)?\][^\[\]\n]+\[/\1\]"
        ),
    ),
    ("highlight", re.compile(r"==(?=[^\s=])[^=]+==")),
)
"""What other tools take for a mark, by the word of the warning."""


@dataclass(frozen=True, slots=True)
class _Problem:
    """An error, or the warning `looks-like`, so many lines below the first."""

    code: str
    line: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InlineText:
    """The text inside a block, as it is shown, and what is wrong with it."""

    html: str
    """Escaped, but not sanitised: the addresses of links are as they were typed."""
    problems: tuple[_Problem, ...]
    addresses: tuple[str, ...]
    """The addresses of its links, in order."""
    marks: frozenset[str]
    """The marks that it uses, by the word of the warning: emphasis, code, link, html, entity, escape."""


def read_inline(text: str) -> InlineText:
    """Read the text of one paragraph, heading, item or cell."""
    return _InlineReader(text).read()


def check_inline(text: str, line: int, notes: Notes, *, first: int | None = None) -> None:
    """Check the text of a block that begins at `line`; errors go to `notes`.

    Errors are at the line of the block, warnings at their own, where the text begins at line `first`.
    """
    for problem in read_inline(text).problems:
        if problem.code == "lost-characters" and notes.is_of_another_encoding:
            continue
        if problem.code in _WARNINGS:
            notes.warning(problem.code, (line if first is None else first) + problem.line, *problem.values)
        else:
            notes.error(problem.code, line, *problem.values)


_WARNINGS = frozenset({"looks-like", "lost-characters"})


def check_plain(text: str, line: int, code: str, notes: Notes) -> None:
    """Warn of marks in a text that is shown as it was typed, a title or a key message, with this code."""
    read = read_inline(text)
    looks = {*read.marks, *(problem.values[-1] for problem in read.problems if problem.code == "looks-like")}
    if any(problem.code in ("stray-mark", "image") for problem in read.problems):
        looks.add("emphasis")
    if block := _BLOCK_MARK.match(text):
        looks.add({"#": "heading", ">": "quote", "|": "table"}.get(block[1][0], "list"))
    for problem in read.problems:
        if problem.code == "lost-characters" and not notes.is_of_another_encoding:
            notes.warning(problem.code, line, *problem.values)
    for what in sorted(looks):
        notes.warning(code, line, _quoted(text), what)


def as_seen(text: str) -> str:
    """Return the text as a reader sees it, without addresses, marks and escapes."""
    return unescape(_HTML_TAG.sub("", read_inline(text).html))


def linked_clause_ids(text: str) -> list[str]:
    """Return the clause ids that a text links to, in order."""
    addresses = read_inline(text).addresses
    return [address[1:] for address in addresses if address.startswith("#") and LINK_TARGET.fullmatch(address)]


def _suggested_address(typed: str) -> str:
    """Return the address that was meant by all between the parentheses, if that is clear."""
    text = _TITLE_OF_LINK.sub("", re.sub(r"\s*\n\s*", "", typed.strip())).strip(" <>\"'“”„«»‘’")
    if scheme := re.match("(tel|tlf|telefon|phone|mailto):", text, re.IGNORECASE):
        is_mail = scheme[1].lower() == "mailto"
        suggested = _mail_address(text[scheme.end() :]) if is_mail else _phone_address(text[scheme.end() :])
    elif _MAIL.fullmatch(text):
        suggested = f"mailto:{text}"
    elif _PHONE.fullmatch(text):
        suggested = _phone_address(text)
    elif anchor := _ANCHOR.fullmatch(text):
        suggested = f"#{anchor[1].lower()}"
    elif web := _WEB.match(text):
        suggested = _one_piece(f"https://{web[1] or ''}{text[web.end() :]}")
    else:
        suggested = ""
    return suggested if LINK_TARGET.fullmatch(suggested) and suggested != typed else ""


def _phone_address(number: str) -> str:
    return f"tel:{re.sub('[^0-9+]', '', number)}"


def _mail_address(rest: str) -> str:
    who, question, more = rest.partition("?")
    address = re.sub(r"\s", "", who) + question + re.sub(r"\s", "%20", more)
    return f"mailto:{address}"


def _one_piece(address: str) -> str:
    """Return the address without blanks, and without the parentheses that a link cannot have in it."""
    escaped = re.sub(r"\s", "%20", address)
    return escaped if re.fullmatch(ADDRESS, escaped) else escaped.replace("(", "%28").replace(")", "%29")


def _balanced_end(text: str, start: int) -> int:
    """Return where the parenthesis that opens at `start` is closed, or -1: on its line, and not too far away."""
    depth = 0
    for at in range(start, min(len(text), start + _LONGEST_ADDRESS)):
        if text[at] == "\n":
            break
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return -1


def _quoted(text: str, start: int = 0) -> str:
    return text[start : start + _QUOTED_CHARACTERS].replace("\n", " ").strip()


@dataclass(slots=True)
class _Run:
    """A run of one to three equal marks, which may close emphasis before it and open emphasis behind it."""

    mark: str
    size: int
    part: int
    """Its place among the parts of the HTML."""
    offset: int
    before: str
    """The character in front of it, or a blank."""
    after: str
    left: int = 0
    """The marks that are not part of emphasis."""
    closing: list[str] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    role: Literal["", "opens", "closes"] = ""
    """What a mark that was mended does, whatever is beside it."""

    @property
    def is_inside_word(self) -> bool:
        return self.before.isalnum() and self.after.isalnum()

    @property
    def can_open(self) -> bool:
        if self.role:
            return self.role == "opens"
        return not self.after.isspace() and not (self.mark == "_" and self.before.isalnum())

    @property
    def can_close(self) -> bool:
        if self.role:
            return self.role == "closes"
        return not self.before.isspace() and not (self.mark == "_" and self.after.isalnum())

    @property
    def looks_like_emphasis(self) -> bool:
        """Whether the mark leans on a word: «*Merk», but neither «5 * 3» nor «leder*e»."""
        if self.mark == "_" and (self.is_inside_word or self.size > _LONGEST_RUN):
            return False
        leans = self.before.isspace() != self.after.isspace() or self.before.isalnum() != self.after.isalnum()
        return leans or self.left == _STRONG

    @property
    def html(self) -> str:
        return "".join(self.closing) + self.mark * self.left + "".join(reversed(self.opening))


@dataclass(slots=True)
class _Bracket:
    """A bracket that is open, with the number of runs of marks in front of it."""

    part: int
    offset: int
    runs: int
    is_image: bool


class _InlineReader:
    """Reads `text` from left to right, beginning at index `at`. Each method reads one mark and moves `at` behind it."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.parts: list[str] = []
        self.plain: list[str] = []
        """The text without code, escapes and addresses, in which what looks like a mark is looked for."""
        self.runs: list[_Run] = []
        """Those whose emphasis is not decided yet."""
        self.unpaired: list[_Run] = []
        self.brackets: list[_Bracket] = []
        self.linked = 0
        """The number of opening brackets that already contain a link, so they cannot be links."""
        self.problems: list[_Problem] = []
        self.addresses: list[str] = []
        self.marks: set[str] = set()
        self.strays: set[str] = set()
        self.tags: set[str] = set()
        """The names of the HTML tags that are reported."""
        self.verbatim = [_span(match) for match in _VERBATIM.finditer(text)]
        self.verbatim.reverse()
        self.fences: dict[int, list[int]] = defaultdict(list)
        for fence in _FENCE.finditer(text):
            self.fences[len(fence[0])].append(fence.start())

    def read(self) -> InlineText:
        while self.at < len(self.text):
            special = _SPECIAL.search(self.text, self.at)
            end = special.start() if special else len(self.text)
            if end > self.at:
                self._add_text(self.text[self.at : end])
            self.at = end
            if special and not self._is_verbatim():
                self._read_special(special[0])
        self._pair_emphasis()
        self._report_unpaired()
        self._report_looks()
        html = "".join(self.parts).strip(" ")
        return InlineText(html, tuple(self.problems), tuple(self.addresses), frozenset(self.marks))

    def _is_verbatim(self) -> bool:
        """Take the rest of an address or a path in the text, if a mark in it is reached. Returns whether one was."""
        while self.verbatim and self.verbatim[-1][1] <= self.at:
            self.verbatim.pop()
        if not self.verbatim or self.verbatim[-1][0] > self.at or self.text[self.at] not in "\\_":
            return False
        end = self.verbatim[-1][1]
        self.parts.append(_escaped(self.text[self.at : end]))
        self.plain.append(" ")
        self.at = end
        return True

    def _add_text(self, text: str) -> None:
        self.parts.append(_escaped(text))
        self.plain.append(text)
        if "&" in text and any(is_entity(entity[0]) for entity in _ENTITY.finditer(text)):
            self.marks.add("entity")

    def _take(self, length: int) -> None:
        """Add the next characters as text."""
        self._add_text(self.text[self.at : self.at + length])
        self.at += length

    def _read_special(self, mark: str) -> None:
        match mark:
            case "\\":
                self._escape()
            case "`":
                self._code()
            case "*" | "_":
                self._emphasis(mark)
            case "<":
                self._angle()
            case "]":
                self._close_bracket()
            case _:
                self._open_bracket()

    def _escape(self) -> None:
        following = self.text[self.at + 1 : self.at + 2]
        if following in ESCAPABLE:
            self.parts.append(_escaped(following))
            self.plain.append(" ")
            self.marks.add("escape")
            self.at += 2
            return
        if following and following.isascii() and not following.isalnum() and not following.isspace():
            self._problem("looks-like", self.at, f"\\{following}", "escape")
        self._take(1)

    def _code(self) -> None:
        run = _FENCE.match(self.text, self.at)
        assert run
        fences = self.fences[len(run[0])]
        place = bisect_left(fences, run.end())
        content = self.text[run.end() : fences[place]] if place < len(fences) else ""
        if not content.strip():
            self._stray("`", self.at)
            self._take(len(run[0]))
            return
        self.parts.append(f"<code>{escape(content.strip(), quote=False)}</code>")
        self.plain.append(" " + "\n" * content.count("\n"))
        self.marks.add("code")
        self.at = fences[place] + len(run[0])

    def _angle(self) -> None:
        if link := AUTOLINK.match(self.text, self.at):
            address = link[0][1:-1]
            self.addresses.append(address)
            self.parts.append(f'<a href="{_escaped(address)}">{_escaped(address)}</a>')
            self.plain.append(" ")
            self.marks.add("link")
            self.at = link.end()
        elif tag := _TAG.match(self.text, self.at):
            within = tag[0].strip("<>")
            suggested = within if LINK_TARGET.fullmatch(within) else _suggested_address(within)
            if suggested and "#" not in suggested:
                words = suggested.removeprefix("mailto:").removeprefix("tel:")
                self._problem("angle-address", self.at, tag[0], f"[{words}]({suggested})")
            elif tag[0].strip("</>").lower() not in self.tags:  # the end of a tag that is reported is no other error
                self._problem("html", self.at, tag[0])
                self.tags.add(re.split(r"[\s/>]", tag[0].lstrip("</"))[0].lower())
            self.marks.add("html")
            self.parts.append(_escaped(tag[0]))
            self.plain.append(" ")
            self.at = tag.end()
        else:
            self._take(1)

    def _emphasis(self, mark: str) -> None:
        end = self.at
        while end < len(self.text) and self.text[end] == mark:
            end += 1
        before = self.text[self.at - 1] if self.at else " "
        after = self.text[end] if end < len(self.text) else " "
        size = end - self.at
        if before.isdigit() and after.isdigit():  # «2*3*4» is a multiplication
            self._take(size)
            return
        self.plain.append(mark * size)
        # «**Frist****tre dager**» is the end of one and the beginning of another, as Word's runs are pasted.
        are_two = mark == "*" and size == _STRONG * 2 and not before.isspace() and not after.isspace()
        for begin in (self.at, self.at + _STRONG) if are_two else (self.at,):
            self.runs.append(_Run(mark, _STRONG if are_two else size, len(self.parts), begin, before, after))
            self.parts.append("")
        self.at = end

    def _open_bracket(self) -> None:
        is_image = self.text.startswith("![", self.at)
        if self.text[self.at] == "[" or is_image:
            offset = self.at
            self._take(1 + is_image)
            self.brackets.append(_Bracket(len(self.parts) - 1, offset, len(self.runs), is_image))
        else:
            self._take(1)

    def _close_bracket(self) -> None:
        bracket = self.brackets.pop() if self.brackets else None
        is_within_link = len(self.brackets) < self.linked
        self.linked = min(self.linked, len(self.brackets))
        following = self.text[self.at + 1 : self.at + 2]
        if bracket is None:
            self._take(1)
        elif bracket.is_image and following in ("(", "["):
            self._problem("image", bracket.offset)
            self._take(1)
        elif following == "(" and not is_within_link:
            self._link(bracket)
        else:
            if self.at > bracket.offset + 1 and _REFERENCE.match(self.text, self.at + 1):
                self._problem("link-reference", bracket.offset)
            self._take(1)

    def _link(self, bracket: _Bracket) -> None:
        """Read the address behind a bracket. The bracket is text if the address has no end, or something behind it."""
        matched = _ADDRESS.match(self.text, self.at + 1)
        assert matched
        end = self.text.find(")", matched.end())
        if end < 0:
            self._stray("(", bracket.offset)
            self._take(1)
            return
        address, more = matched[1], self.text[matched.end() : end]
        if not self.text[bracket.offset + 1 : self.at].strip():
            self._problem("link-empty", bracket.offset, address)
        if not LINK_TARGET.fullmatch(address) or more.strip():
            whole = max(end, _balanced_end(self.text, self.at + 1))
            self._wrong_target(bracket.offset, self.text[self.at + 2 : whole])
        if more.strip():
            self._take(1)
            return
        self._pair_emphasis(bracket.runs)
        self.linked = len(self.brackets)
        self.addresses.append(address)
        target = _ESCAPED.sub(r"\1", address)
        self.parts[bracket.part] = f'<a href="{_escaped(target)}">'
        self.parts.append("</a>")
        self.plain.append("]")
        self.marks.add("link")
        self.at = end + 1

    def _wrong_target(self, offset: int, typed: str) -> None:
        """Report the address of a link, with one that works if it is clear which one is meant."""
        shown = typed.replace("\n", " ").strip()
        if suggested := _suggested_address(typed):
            self._problem("link-address", offset, shown, suggested)
        elif shown.startswith("#"):
            self._problem("link-anchor", offset, shown)
        else:
            self._problem("link-target", offset, shown)

    def _pair_emphasis(self, first: int = 0) -> None:
        """Decide the emphasis of the runs from this one on: those of a link, or of the whole text."""
        runs = self.runs[first:]
        del self.runs[first:]
        _pair(runs, self.text)
        if _mend(runs, self.text):
            _pair(runs, self.text)
        for run in runs:
            self.parts[run.part] = run.html
            if run.left != run.size:
                self.marks.add("emphasis")
        self.unpaired += [run for run in runs if run.left]

    def _stray(self, mark: str, offset: int) -> None:
        """Report the first of each mark that is never closed."""
        if mark not in self.strays:
            self._problem("stray-mark", offset, _quoted(self.text, offset))
        self.strays.add(mark)

    def _problem(self, code: str, offset: int, *values: str) -> None:
        self.problems.append(_Problem(code, self.text.count("\n", 0, offset), values))

    def _report_unpaired(self) -> None:
        """Report the first bracket and the first `**` that is never closed, and other marks that lean on a word."""
        if self.brackets:
            self._stray("[", self.brackets[0].offset)
        strong = [run for run in self.unpaired if run.mark == "*" and run.left == _STRONG]
        if len(strong) % 2:
            self._stray("**", strong[0].offset)
            return
        for run in self.unpaired:
            if run.looks_like_emphasis:
                self._problem("looks-like", run.offset, _quoted(self.text, run.offset), "emphasis")
                return
        alone = [run for run in self.unpaired if run.before.isspace() and run.after.isspace() and run.left == 1]
        for run, other in pairwise(alone):
            between = self.text[run.offset + 1 : other.offset].strip()
            if run.mark == other.mark and len(between) > 1 and between[0].isalpha():
                self._problem("looks-like", run.offset, _quoted(self.text, run.offset), "emphasis")
                return

    def _report_looks(self) -> None:
        plain = "".join(self.plain)
        if lost := _LOST.search(self.text):
            start = max(0, lost.start() - _QUOTED_CHARACTERS // 2)
            self._problem("lost-characters", lost.start(), _quoted(self.text, start))
        is_link_told = any(
            problem.code.startswith("link") or problem.code in ("stray-mark", "image") for problem in self.problems
        )
        for what, pattern in _LOOKS:
            looks = pattern.search(plain)
            if looks and not (what == "link" and is_link_told):
                line = plain.count("\n", 0, looks.start())
                self.problems.append(_Problem("looks-like", line, (_quoted(looks[0]), what)))


def _span(verbatim: re.Match[str]) -> tuple[int, int]:
    """Return where an address or a path begins and ends: without the marks behind an address."""
    text = verbatim[0].rstrip("_.,;:!?") if verbatim["address"] else verbatim[0]
    return verbatim.start(), verbatim.start() + len(text)


def _pair(runs: Sequence[_Run], text: str) -> None:
    """Pair the marks that open emphasis with those that close it. Those without a partner stay text."""
    openers: list[_Run] = []
    waiting: Counter[tuple[str, int]] = Counter()
    for run in runs:
        run.left, run.closing, run.opening = run.size, [], []
    for run in runs:
        while run.left and run.can_close and (opener := _opener_of(run, openers, waiting, text)):
            _join(opener, run)
            if opener.left:
                openers.append(opener)
                waiting[opener.mark, opener.left] += 1
        if run.left and run.can_open:
            openers.append(run)
            waiting[run.mark, run.left] += 1


def _opener_of(run: _Run, openers: list[_Run], waiting: Counter[tuple[str, int]], text: str) -> _Run | None:
    """Take the nearest run that this one closes from `openers`, with all behind it, which stay text."""
    sizes = {1: (1, 3), 2: (2, 3), 3: (1, 2, 3)}.get(run.left, ())
    if not any(waiting[run.mark, size] for size in sizes):
        return None
    place = next(
        place
        for place in range(len(openers) - 1, -1, -1)
        if openers[place].mark == run.mark and openers[place].left in sizes
    )
    opener = openers[place]
    is_across_words = run.mark == "*" and run.left == 1 and (opener.is_inside_word or run.is_inside_word)
    if is_across_words and any(text[opener.offset : run.offset].count(blank) for blank in " \n\u00a0"):
        return None  # «ansatt*e og leder*e»
    for dropped in openers[place:]:
        waiting[dropped.mark, dropped.left] -= 1
    del openers[place:]
    return opener


def _join(opener: _Run, closer: _Run) -> None:
    """Put the text between two runs into emphasis, with as many marks as both have."""
    for size in (1, 2) if opener.left == closer.left == _LONGEST_RUN else (min(opener.left, closer.left),):
        opener.left, closer.left = opener.left - size, closer.left - size
        opener.opening.append(f"<{_TAGS[size]}>")
        closer.closing.append(f"</{_TAGS[size]}>")


def _mend(runs: Sequence[_Run], text: str) -> bool:
    """Let strong marks with a blank on the wrong side pair too, as in «**Viktig: **Svar», where that is beyond doubt.

    Each two of them that follow each other belong together, on one line and with words between them.
    """
    strong = [run for run in runs if run.size == _STRONG]
    unpaired = [run for run in strong if run.left]
    places = {id(run): place for place, run in enumerate(strong)}
    pairs = list(zip(unpaired[::2], unpaired[1::2], strict=False))
    if len(unpaired) % 2 or not pairs:
        return False
    for opener, closer in pairs:
        between = text[opener.offset + _STRONG : closer.offset]
        are_neighbours = places[id(closer)] == places[id(opener)] + 1 and opener.mark == closer.mark
        stand_alone = [run.before.isspace() and run.after.isspace() for run in (opener, closer)]
        if not are_neighbours or not between.strip() or "\n" in between or all(stand_alone) or opener.is_inside_word:
            return False
    for opener, closer in pairs:
        opener.role, closer.role = "opens", "closes"
    return True


def is_entity(text: str) -> bool:
    """Whether a text such as `&nbsp;` is the name or the number of a character."""
    return text.startswith("&#") or text[1:] in html5


def _escaped(text: str) -> str:
    """Escape a text for HTML, but for the names of characters, which are shown as the character."""
    if "&" not in text:
        return escape(text)
    parts, end = [], 0
    for entity in _ENTITY.finditer(text):
        if is_entity(entity[0]):
            parts += [escape(text[end : entity.start()]), entity[0]]
            end = entity.end()
    return "".join([*parts, escape(text[end:])])
