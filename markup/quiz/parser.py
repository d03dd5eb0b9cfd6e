"""Parses a quiz file into a `QuizText`. It never raises, on any input (content format, chapter 4)."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from markup.errors import Notes, Parsed, Part, Place
from markup.normalize import clean_lines, decode, lines_with_breaks, one_line, plain_spaces
from markup.quiz.options import check_options
from markup.quiz.types import FEWEST_OPTIONS, MOST_OPTIONS, Option, Question, QuizText
from markup.section import front_matter
from markup.section.blocks import Line, check_no_block, is_ruler, shortened
from markup.section.clause_markers import LEADERS, is_marker, natural_order, note_unclear_id
from markup.section.inline import as_seen, check_inline
from markup.section.types import Audience
from markup.slugs import LONGEST_ID, RESERVED, has_question_id_form, is_clause_id, nearest_slug

LONGEST_LEGEND = 12
"""In words. It is short because screen readers repeat the legend at every option."""
_HEADING = re.compile(r"\s*(#+)(?:\s+|(?=[a-zA-Z])|$)(.*)")
_OPTION = re.compile(r"\s*[-*+•](?: +|(?=\[)|$)(.*)")
_DASHED_OPTION = re.compile(r"\s*[‐‑‒–—―−][ \u00a0]*\[[ xX]?\]")
"""It is reported, but read as text, as it always was: reading a published question otherwise would change it."""
_BOX_SIGN = r"(?:\\?[\[［]\s*[\w✓✔☑☒✗✘*]{0,3}\s*\\?[\]］]|[({]\s*[xXvV✓✔]?\s*[)}]|[☐☑☒✓✔✅❌])"
_LETTER_SIGN = r"\(?[a-zA-Z]\s*\\?[).:–-]"
_BULLET_OR_NUMBER = r"(?:[-*+•·o▪▸►◦●○■→‐‑‒–—―−\uf000-\uf0ff]|--|->|[0-9]{1,2}[.)])"
_WRONG_BOX = re.compile(rf"(?!\[[ xX]?\]){_BOX_SIGN}\s*(?:{_LETTER_SIGN}|[^\W\d_])")
"""What stands in the place of the box of an option, behind its bullet."""
_OTHER_OPTION = re.compile(rf"\s*(?:{_BULLET_OR_NUMBER}\s*)?{_BOX_SIGN}\s*{_LETTER_SIGN}\s*\S")
_BARE_OPTION = re.compile(r"\s*[a-fA-F][).]\s+\S")
_WRONG_WHY = re.compile(r"\s+(?:[»›]|&gt;|[–—]) *\S")
_MISPLACED = re.compile(
    r"[(\[]\s*(?:misforståelsen?|misforståinga?|misconception)?\s*M ?[0-9O]{1,3}\b[^)\]\n]{0,40}[)\]]", re.IGNORECASE
)
_AT_EDGE = re.compile(r"^\(M[0-9]{1,3}\) | \(M[0-9]{1,3}\)$")
_DASHES = re.compile("[‐‑‒–—―−]")
_SMALL_WORDS = frozenset({"og", "and", "samt"})
_NUMBERED = re.compile(r"\s*1[.)]\s")
_BOX = re.compile(r"\[([ xX]?)\][ \u00a0]*(.*)")
_LETTER = re.compile(r"([a-zA-Z])[).][ \u00a0]*(.*)")
_MISCONCEPTION = re.compile(r"(.*?) *\((M[0-9]{1,9})\)", re.IGNORECASE)
_LEVEL = 2
_MADE_FROM = re.compile(r"from ([0-9a-f]{16})")
_CHOOSE = re.compile(r"(?:choose|velg|vel)[: ]+([0-9]{1,9})", re.IGNORECASE)


def parse_quiz(data: bytes | str, *, language: str, source_language: str, section: str = "") -> Parsed[QuizText]:
    """Parse a whole file. A translation names the source quiz that it was made from in its front matter."""
    notes, is_source = Notes(Place(section, language, Part.QUIZ)), language == source_language
    text, is_utf8 = decode(data)
    if not is_utf8:
        notes.error("not-utf8", 1)
    fields, body, first = front_matter.parse_front_matter(clean_lines(text), notes, keys=front_matter.QUIZ_KEYS)
    source = front_matter.declared_source(fields, notes, is_source=is_source, is_empty=not any(body))
    breaks = lines_with_breaks(text)
    return _parse(body, first, source, notes, language=language, is_source=is_source, breaks=breaks)


def parse_quiz_body(
    text: str, *, language: str, source_language: str, section: str = "", made_from: str = ""
) -> Parsed[QuizText]:
    """Parse a quiz as the editor has it, without front matter. Lines count from 1."""
    notes, is_source = Notes(Place(section, language, Part.QUIZ)), language == source_language
    body = clean_lines(text)
    source = front_matter.declared_source({"source": made_from}, notes, is_source=is_source, is_empty=not any(body))
    breaks = lines_with_breaks(text)
    return _parse(body, 1, source, notes, language=language, is_source=is_source, breaks=breaks)


@dataclass(slots=True)
class _QuestionDraft:
    """A question while its lines are read."""

    id: str
    line: int
    choose: int | None = None
    audience: Audience = "everyone"
    made_from: str | None = None
    tests: tuple[str, ...] | None = None
    has_level: bool = True
    """Whether its heading has two #."""
    has_unclear_mark: bool = False
    has_unclear_test: bool = False
    paragraphs: list[list[str]] = field(default_factory=list)
    options: "list[_OptionDraft]" = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing below its heading."""
        return self.has_level and not self.paragraphs and not self.options and self.tests is None


@dataclass(slots=True)
class _OptionDraft:
    line: int
    box: str | None
    letter: str
    text: list[str]
    why: list[str] = field(default_factory=list)


def _parse(
    body: list[str],
    first: int,
    source: str | None,
    notes: Notes,
    *,
    language: str,
    is_source: bool,
    breaks: Container[int],
) -> Parsed[QuizText]:
    questions: list[Question] = []
    seen: dict[str, int] = {}
    for draft, lines in _split_questions(list(enumerate(body, start=first)), notes):
        _read_lines(draft, lines, notes, breaks)
        if not draft.has_level and not draft.options:
            continue  # a heading that begins no question
        if draft.is_empty:
            notes.error("question-empty", draft.line, draft.id)
            continue
        if draft.id in seen:
            notes.error("question-twice", draft.line, draft.id, seen[draft.id])
        seen.setdefault(draft.id, draft.line)
        if not is_source and (draft.audience == "leaders" or draft.tests is not None):
            notes.error("marks-in-translation", draft.line, draft.id)
        if is_source and draft.made_from:
            notes.error("source-in-source", draft.line)
        questions.append(_build_question(draft, notes, is_source=is_source))
    return Parsed(QuizText(language, source, tuple(questions), notes.place.section), notes.sorted())


def _split_questions(lines: list[Line], notes: Notes) -> list[tuple[_QuestionDraft, list[Line]]]:
    """Split a quiz into questions: each with its parsed heading and the lines below it."""
    parts: list[tuple[_QuestionDraft, list[Line]]] = []
    has_stray_text = has_options = False
    for number, line in lines:
        matched = _HEADING.fullmatch(line)
        if matched and len(matched[1]) != _LEVEL and parts and not has_options:
            notes.error("question-heading", number, parts[-1][0].id, shortened(matched[2]))
            parts[-1][0].has_unclear_test |= is_clause_id(matched[2].strip())
            parts[-1][1].append((number, matched[2]))
        elif matched:
            parts.append((_parse_heading(matched, number, notes), []))
            has_options = False
        elif parts:
            parts[-1][1].append((number, line))
            has_options = has_options or _OPTION.fullmatch(line) is not None
        elif line.strip() and not has_stray_text:
            notes.error("question-stray", number)
            has_stray_text = True
    return parts


def _parse_heading(matched: re.Match[str], number: int, notes: Notes) -> _QuestionDraft:
    content = matched[2].strip()
    has_level = len(matched[1]) == _LEVEL
    name, _parenthesis, marks = content.partition("(")
    id_, _space, rest = name.strip().partition(" ")
    id_ = id_.rstrip(":;,.")
    if _choices(rest) and not all(map(_is_mark, _choices(rest))):
        id_, rest = name.strip(), ""
    draft = _QuestionDraft(id_.lower(), number, has_level=has_level)
    if has_level:
        draft.id = _checked_id(id_, number, notes)
    else:
        notes.error("question-level", number, content)
    for word in _choices(f"{rest},{marks}"):
        choose = _CHOOSE.fullmatch(word)
        if choose:
            draft.choose = int(choose[1])
        if choose and draft.choose:
            continue
        if word in LEADERS:
            draft.audience = "leaders"
        elif made_from := _MADE_FROM.fullmatch(word):
            draft.made_from = made_from[1]
        else:
            notes.error("question-word", number, shortened(word))
            draft.has_unclear_mark = True
    return draft


def _choices(marks: str) -> list[str]:
    """Split what is behind the id of a question, in lower case."""
    return [word for part in re.split(r"[,;·()]+", marks) if (word := part.strip().lower().removeprefix("for "))]


def _is_mark(word: str) -> bool:
    return word in LEADERS or bool(_CHOOSE.fullmatch(word) or _MADE_FROM.fullmatch(word) or word.startswith("choose"))


def _checked_id(typed: str, number: int, notes: Notes) -> str:
    """Return the id of a question, or the nearest one that can be its id, with an error.

    It is in the addresses of its page and in a column of each answer.
    """
    id_ = typed.lower()
    if not has_question_id_form(id_):
        nearest = nearest_slug(typed, "question")
        id_ = nearest if has_question_id_form(nearest) else f"question-{nearest}"
        notes.error("question-id", number, shortened(typed), id_)
    elif len(id_) > LONGEST_ID:
        notes.error("id-long", number, id_, len(id_), LONGEST_ID)
    elif id_ in RESERVED:
        notes.error("name-reserved", number, id_, nearest_slug(id_), ", ".join(sorted(RESERVED)))
    return id_


def _read_lines(draft: _QuestionDraft, lines: Sequence[Line], notes: Notes, breaks: Container[int]) -> None:
    after_blank, above = True, ""
    for place, (number, line) in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        below = next((below for _number, below in lines[place + 1 : place + 3] if below.strip()), "")
        _check_line(draft, number, line, below, notes)
        if number - 1 in breaks and not after_blank and _goes_on(line, above):
            notes.warning("line-break", number - 1, shortened(above.strip()))
        if draft.options:
            _read_below_options(draft, number, line, notes, after_blank=after_blank)
        else:
            _read_above_options(draft, number, line, notes, after_blank=after_blank)
        after_blank, above = False, line


def _check_line(draft: _QuestionDraft, number: int, line: str, below: str, notes: Notes) -> None:
    """Report a line that looks like an option and is not read as one, or like a ruler.

    It is read as text, as it always was: reading a published question otherwise would change it.
    """
    option = _OPTION.fullmatch(line)
    is_bare = _BARE_OPTION.match(line) and below.lstrip().startswith(">")
    if _DASHED_OPTION.match(line):
        notes.error("option-dash", number, draft.id, shortened(line.strip()))
    elif option and _BOX.match(option[1]):
        pass
    elif (option and _WRONG_BOX.match(option[1])) or (not option and (_OTHER_OPTION.match(line) or is_bare)):
        notes.error("option-form", number, draft.id, shortened(line.strip()))
    elif is_ruler(line):
        notes.error("ruler", number)


def _goes_on(line: str, above: str) -> bool:
    """Whether a line goes on with the text of the one above it."""
    if _OPTION.fullmatch(line) or is_marker(line) or is_marker(above):
        return False
    return line.lstrip().startswith(">") == above.lstrip().startswith(">")


def _read_above_options(draft: _QuestionDraft, number: int, line: str, notes: Notes, *, after_blank: bool) -> None:
    stripped = line.strip()
    if is_marker(line):
        _read_tests(draft, line, number, notes)
    elif matched := _OPTION.fullmatch(line):
        if _BOX.match(matched[1]) or _LETTER.match(matched[1]):
            draft.options.append(_begin_option(draft, matched[1], number, notes))
        else:
            notes.error("question-block", number, draft.id)
    elif stripped.startswith(">") or _NUMBERED.match(line):
        notes.error("question-block", number, draft.id)
    else:
        is_told = stripped.startswith("|") and bool(draft.paragraphs) and draft.paragraphs[-1][-1].startswith("|")
        if (after_blank or draft.paragraphs) and not is_told:  # Otherwise it goes on with a list, which is reported.
            check_no_block(stripped, number, notes, is_first=after_blank)
        if after_blank or not draft.paragraphs:
            draft.paragraphs.append([])
        draft.paragraphs[-1].append(stripped)


def _read_below_options(draft: _QuestionDraft, number: int, line: str, notes: Notes, *, after_blank: bool) -> None:
    option, stripped = draft.options[-1], line.strip()
    if not option.why and _is_wrong_why(line):
        notes.error("why-mark", number, draft.id, shortened(stripped))
    elif matched := _OPTION.fullmatch(line):
        draft.options.append(_begin_option(draft, matched[1], number, notes))
    elif stripped.startswith(">"):
        why = stripped[1:].strip()
        check_no_block(why, number, notes, is_first=not option.why)
        option.why.append(why)
    elif after_blank and not line.startswith(" "):
        notes.error("text-after-options", number, draft.id)
    else:
        continued = option.why or option.text
        check_no_block(stripped, number, notes, is_first=False)
        continued.append(stripped)


def _is_wrong_why(line: str) -> bool:
    """Whether an indented line below an option looks like its explanation with another mark than >."""
    item = _OPTION.fullmatch(line)
    if item:
        return (
            line.startswith("  ") and not _BOX.match(item[1]) and not _LETTER.match(item[1]) and bool(item[1].strip())
        )
    return _WRONG_WHY.match(line) is not None


def _read_tests(draft: _QuestionDraft, line: str, number: int, notes: Notes) -> None:
    if draft.tests is not None:
        notes.error("tests-twice", number, draft.id)
        return
    plain = _DASHES.sub("-", plain_spaces(line)).lower()
    words = [word for word in re.split(r"[\s,;·/:()§]+", plain) if word.rstrip(".") and word not in _SMALL_WORDS]
    words = [word.rstrip(".") for word in words]
    for word in words:
        if not is_clause_id(word):
            note_unclear_id(word, word, number, notes)
            draft.has_unclear_test = True
    draft.tests = tuple(sorted({word for word in words if is_clause_id(word)}, key=natural_order))


def _begin_option(draft: _QuestionDraft, content: str, number: int, notes: Notes) -> _OptionDraft:
    box = _BOX.fullmatch(content)
    rest = box[2] if box else content
    if not box:
        notes.error("option-box", number, draft.id, shortened(content))
    letter = _LETTER.fullmatch(rest)
    if not letter:
        notes.error("option-id", number, draft.id, shortened(rest))
    text = letter[2] if letter else rest
    return _OptionDraft(number, box[1] if box else None, letter[1].lower() if letter else "", [text])


def _build_question(draft: _QuestionDraft, notes: Notes, *, is_source: bool) -> Question:
    paragraphs = [one_line(" ".join(lines)) for lines in draft.paragraphs]
    legend = paragraphs[-1] if paragraphs else ""
    if not as_seen(legend).strip():
        notes.error("legend-missing", draft.line, draft.id)
    elif len(legend.replace("*", "").split()) > LONGEST_LEGEND:
        notes.warning("legend-long", draft.line, draft.id)
    if is_source and not draft.tests and not draft.has_unclear_test:
        notes.error("tests-missing", draft.line, draft.id)
    for text in paragraphs:
        check_inline(text, draft.line, notes)
    options = tuple(_build_option(draft, option, notes, is_source=is_source) for option in draft.options)
    _check_options(draft, options, notes)
    return Question(
        draft.id,
        draft.audience,
        draft.tests or (),
        tuple(paragraphs[:-1]),
        legend,
        options,
        draft.made_from,
        draft.line,
        count=draft.choose,
    )


def _build_option(draft: _QuestionDraft, option: _OptionDraft, notes: Notes, *, is_source: bool) -> Option:
    text, why = one_line(" ".join(option.text)), one_line(" ".join(option.why))
    misconception = None
    if matched := _MISCONCEPTION.fullmatch(text):
        text, misconception = matched[1], matched[2].upper()
    is_right = bool(option.box and option.box.strip())
    if not text:
        notes.error("option-empty", option.line, draft.id, option.letter)
    if not why:
        notes.error("why-missing", option.line, draft.id, option.letter)
    if is_source and is_right and misconception:
        notes.error("misconception-on-right", option.line, draft.id, option.letter)
    may_name_one = is_source and option.box is not None and not is_right and not misconception
    if misplaced := _MISPLACED.search(text) if may_name_one else _AT_EDGE.search(text):
        notes.error("misconception-place", option.line, draft.id, shortened(misplaced[0].strip()))
    if not is_source and misconception:
        notes.error("marks-in-translation", option.line, draft.id)
    check_inline(text, option.line, notes)
    check_inline(why, option.line, notes)
    return Option(option.letter, text, why, is_right, misconception, option.line)


def _check_options(draft: _QuestionDraft, options: tuple[Option, ...], notes: Notes) -> None:
    letters = [option.id for option in options if option.id]
    for letter in sorted({letter for letter in letters if letters.count(letter) > 1}):
        notes.error("option-twice", draft.line, draft.id, letter)
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        notes.error("option-count", draft.line, draft.id, len(options))
    check_options(draft.id, options, notes)
    if draft.has_unclear_mark or any(option.box is None for option in draft.options):
        return  # which answers are right, and how many are to be chosen, is not known
    right_count = sum(option.is_right for option in options)
    required_count = draft.choose or 1
    if options and not right_count:
        notes.error("right-missing", draft.line, draft.id)
    elif options and right_count != required_count:
        notes.error("right-count", draft.line, draft.id, right_count, required_count)
