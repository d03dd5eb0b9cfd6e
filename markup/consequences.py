"""Leaves out the errors that are only consequences of others: one cause gives one message."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from markup.errors import Part, Place, TextError

_NO_FILE = frozenset({"not-utf8", "file-unreadable"})
_UNREAD_ID = frozenset(
    {"marker-unclear", "marker-marks", "id-long", "id-missing", "clause-empty", "no-clauses", *_NO_FILE}
)
"""A clause of the text is not found under its id."""
_NO_SECTION = frozenset({"file-source-missing"})
_UNREAD_MARK = frozenset({"mark-unknown", "marker-text", "clause-unknown"})
_UNREAD_OPTIONS = frozenset(
    {"option-dash", "option-form", "option-box", "option-id", "option-twice", "option-count", "question-block"}
)
_WRONG_RIGHT = frozenset({"right-missing", "right-count"})
_UNREAD_TESTS = frozenset(
    {
        *("no-questions", "question-empty", "question-heading", "tests-missing"),
        *("marker-unclear", "clause-unknown", "clause-elsewhere"),
    }
)
_UNREAD_QUESTIONS = frozenset({"no-questions", "question-id", "question-empty", *_NO_FILE})
_NO_OPTION = frozenset({"option-dash", "option-form"})
"""A line is not read as the option that it is."""
_IN_FRONT = 10
"""The lines of a file that can be its front matter."""
_NO_BLOCK = frozenset({"ruler", "code-block", "heading-empty", "quote-empty", "quote-in-quote", "marker-in-quote"})
"""The line, or the block, is left out."""
_OF_LINE: Mapping[str, frozenset[str]] = {
    "text-after-options": frozenset({"ruler", *_NO_OPTION}),
    "option-box": _NO_OPTION,
    "option-id": frozenset({"option-box", *_NO_OPTION}),
    "misconception-place": frozenset({"why-missing"}),
    "looks-like": frozenset({"ruler", *_NO_OPTION, "table-row", "marker-marks"}),
    "stray-mark": frozenset({"table-row"}),
    "heading-level": frozenset({"heading-empty"}),
    "id-missing": frozenset({"list-or-date", "link-reference", "marker-marks", "marker-in-quote"}),
}
"""By code, the causes that can be at the same line."""
_BY_LAYOUT: Mapping[str, frozenset[str]] = {
    "no-questions": frozenset({"question-empty", "question-level"}),
    "section-without-questions": frozenset({"question-empty", "question-level", "question-stray"}),
    "question-stray": frozenset({"no-questions"}),
}
"""By code, the causes anywhere in the same quiz."""
_NEAR = 2
"""How many lines an error can be away from its cause: an empty one may be between them."""


def without_consequences(errors: Iterable[TextError]) -> list[TextError]:
    """Return the errors of a handbook without those that go away when another error is corrected."""
    listed = list(errors)
    causes = _Causes(listed)
    return [error for error in listed if not causes.explain(error)]


class _Causes:
    """The errors by what they can cause. Warnings cause nothing."""

    def __init__(self, errors: Sequence[TextError]) -> None:
        self.codes: Mapping[Place, set[str]] = defaultdict(set)
        self.codes_at_line: Mapping[tuple[Place, int], set[str]] = defaultdict(set)
        self.codes_of_question: Mapping[tuple[str, str], set[str]] = defaultdict(set)
        """By section and question."""
        self.section_codes: Mapping[tuple[str, Part], set[str]] = defaultdict(set)
        for error in errors:
            if error.is_error:
                place = error.place
                self.codes[place].add(error.code)
                self.codes_at_line[place, error.line].add(error.code)
                self.section_codes[place.section, place.part].add(error.code)
                if place.part == Part.QUIZ and error.values:
                    self.codes_of_question[place.section, error.values[0]].add(error.code)
        self.unread_sections = {
            section
            for (section, part), codes in self.section_codes.items()
            if part == Part.TEXT and codes & (_UNREAD_ID | _NO_SECTION)
        }

    def explain(self, error: TextError) -> bool:
        """Whether another error is the cause of this one."""
        return (
            self._by_file(error)
            or self._by_front_matter(error)
            or self._by_line(error)
            or self._by_block(error)
            or self._by_question(error)
            or self._by_unread_id(error)
        )

    def _by_file(self, error: TextError) -> bool:
        """What is read out of a file that cannot be read says nothing."""
        return error.code not in _NO_FILE and bool(self.codes[error.place] & _NO_FILE)

    def _by_front_matter(self, error: TextError) -> bool:
        codes = self.codes[error.place]
        if "front-missing" in codes:
            is_front = error.code in ("ruler", "id-missing", "no-clauses", "looks-like") and error.line <= _IN_FRONT
            return is_front or error.code in ("front-title", "front-message", "source-missing")
        return error.code in ("front-title", "front-message") and bool(codes & {"front-line", "front-unknown"})

    def _by_line(self, error: TextError) -> bool:
        """Without its mark a clause seems to have the wrong origin; an option with a dash seems an item."""
        at_line = self.codes_at_line[error.place, error.line] - {error.code}
        if at_line & _OF_LINE.get(error.code, frozenset()):
            return True
        return error.code in ("quote-origin", "example-quote") and bool(at_line & _UNREAD_MARK)

    def _by_block(self, error: TextError) -> bool:
        """What is left out ends the clause, which may have no text then."""
        if error.code in _BY_LAYOUT:
            return bool(self.codes[error.place] & _BY_LAYOUT[error.code])
        if error.values[-1:] == ("checkbox",):
            return "option-form" in self.codes[error.place]
        if error.code == "no-clauses":
            return bool(self.codes[error.place] & (_NO_BLOCK | {"clause-empty", "marker-unclear", "id-long"}))
        if error.code == "id-missing":
            return any("ruler" in self._codes_near(error, -step) for step in range(1, _NEAR + 1))
        if error.code == "clause-empty":
            return any(self._codes_near(error, step) & _NO_BLOCK for step in range(1, _NEAR + 1))
        return False

    def _codes_near(self, error: TextError, step: int) -> set[str]:
        return self.codes_at_line[error.place, error.line + step]

    def _by_question(self, error: TextError) -> bool:
        section = error.place.section
        codes = self.codes_of_question[section, error.values[0]] if error.values else set()
        match error.code:
            case "legend-missing" | "legend-long" | "question-block" | "option-count":
                return bool(codes & _NO_OPTION) or (error.code == "legend-missing" and "question-block" in codes)
            case "why-missing":
                return bool(codes & {"why-mark", *_NO_OPTION})
            case "right-missing" | "right-count" | "misconception-place":
                return bool(codes & _NO_OPTION)
            case "question-twice":
                return "question-empty" in codes
            case "options-differ":
                return bool(codes & _UNREAD_OPTIONS)
            case "right-differs":
                return bool(codes & (_UNREAD_OPTIONS | _WRONG_RIGHT))
            case "clause-untested":
                return bool((self.section_codes[section, Part.QUIZ]) & (_UNREAD_TESTS | _NO_FILE))
            case "question-untranslated" | "question-extra":
                return bool(self.section_codes[section, Part.QUIZ] & _UNREAD_QUESTIONS)
        return False

    def _by_unread_id(self, error: TextError) -> bool:
        """An id that is not found may be that of a clause whose id cannot be read."""
        if error.code in ("clause-untranslated", "order-differs"):
            return bool(self.codes[error.place] & _UNREAD_ID) or error.place.section in self.unread_sections
        if error.code not in ("clause-unknown", "link-unknown", "clause-extra"):
            return False
        id_ = error.values[-1]
        return any(id_.startswith(f"{section}-") for section in self.unread_sections)
