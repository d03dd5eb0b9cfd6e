"""A text for each error code: the small handbook with a few words changed.

In the changed words `¶` marks the end of the line at which the error must be reported; without it, that is line 1.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ERROR_LINE = "¶"
BOARD = "## board\n\n§ roles-1, roles-4\n\nHva gjør du med vervet?\n\n"
A = "Et verv kan komme i konflikt med jobben din."
SWAPPED = "§ roles-2\nDu bør vere tydeleg på kven du snakkar for.\n\n§ roles-1\nEit verv kan kome i konflikt med jobben din.\n"
LONG = "Hva gjør du med vervet når saken til slutt havner på ditt eget bord?"
# Every code in chapter 10 of the content format.
ERROR_CODES = """
name-reserved section-name misconception-name id-long not-utf8 front-missing front-line front-unknown front-twice front-title front-message source-in-source source-form
title-long source-missing marks-in-translation marker-unclear marker-text marker-marks mark-unknown origin-twice heading-origin
quote-origin example-quote id-missing id-twice id-elsewhere id-retired clause-empty no-clauses heading-level
heading-empty looks-like title-looks-like message-looks-like line-break list-renumbered list-or-sign lost-characters clause-long text-long list-nested list-paragraph list-or-date table-row table-columns table-empty quote-empty quote-in-quote marker-in-quote
code-block ruler html image link-reference link-target link-empty stray-mark law-unknown clause-unknown
misconception-unknown clause-untranslated question-untranslated clause-extra question-extra order-differs shape-differs
clause-untested question-id question-level question-word question-twice question-heading question-empty option-form why-mark misconception-place no-questions section-without-questions question-stray question-block
text-after-options tests-missing tests-twice audience-mismatch legend-missing legend-long option-box option-id
option-empty option-twice option-count options-alike option-refers why-missing misconception-on-right right-missing
right-count options-differ right-differs file-unexpected file-not-offered file-source-missing folder-name folder-renamed frame-unreadable frame-quotes frame-backslash frame-twice frame-deep frame-missing frame-form
frame-unknown file-unreadable section-twice law-name law-days frame-extra option-dash link-address link-anchor link-unknown angle-address clause-elsewhere
 clause-linked page-empty page-link page-quote heading-skips
"""
WARNINGS = frozenset(
    {
        "source-missing",
        "clause-untranslated",
        "question-untranslated",
        "order-differs",
        "shape-differs",
        "clause-untested",
        "section-without-questions",
        "legend-long",
        "option-refers",
        "folder-renamed",
        "file-not-offered",
        "frame-unknown",
        "looks-like",
        "title-looks-like",
        "message-looks-like",
        "line-break",
        "list-renumbered",
        "list-or-sign",
        "lost-characters",
        "table-columns",
    }
)


@dataclass(frozen=True, slots=True)
class ErrorSample:
    code: str
    file: str
    edits: tuple[tuple[str, str], ...] = ()
    """Patterns, each with the text that replaces its first match. For a new file the replacement is its whole text."""
    encoding: str = "utf-8"
    is_deleted: bool = False
    with_the_others: tuple[str, ...] = ()
    """Files that are deleted as well."""
    metadata: tuple[str, str] | None = None
    """A change of handbook.toml besides."""

    def make(self, handbook: Path) -> int:
        """Change the handbook's files. Return the line at which the error must be reported."""
        path = handbook / self.file
        for name in self.with_the_others:
            (handbook / name).unlink()
        if self.metadata:
            toml = handbook / "handbook.toml"
            toml.write_text(toml.read_text(encoding="utf-8").replace(*self.metadata), encoding="utf-8")
        if self.is_deleted:
            path.unlink()
            return 1
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for pattern, words in self.edits:
            text, times = re.subn(pattern, words.replace("\\", r"\\"), text, count=1, flags=re.DOTALL)
            assert times == 1, pattern
        line = text[: text.index(ERROR_LINE)].count("\n") + 1 if ERROR_LINE in text else 1
        path.write_bytes(text.replace(ERROR_LINE, "").encode(self.encoding))
        return line


def _in(file: str, **edits: tuple[str, str]) -> list[ErrorSample]:
    return [ErrorSample(code.replace("_", "-"), file, (edit,)) for code, edit in edits.items()]


ERROR_SAMPLES = [
    ErrorSample("not-utf8", "roles/nb.md", encoding="latin-1"),
    *_in(
        "roles/nb.md",
        front_missing=("---\ntitle", "title"),
        front_line=("message:", "tittel uten kolon¶\nmessage:"),
        front_unknown=("message:", "author: Siri¶\nmessage:"),
        front_twice=("message:", "title: Igjen¶\nmessage:"),
        front_title=("title: Rollene dine\n", ""),
        title_long=("title: Rollene dine", f"title: {'å' * 201}"),
        front_message=("message: [^\n]*\n", ""),
        source_in_source=(r"\(guideline\)", "(guideline, from 0123456789abcdef)¶"),
        marker_unclear=(r"§ roles-1 \(guideline\)", "§ Roller 1¶"),
        marker_text=(r"§ roles-1 \(guideline\)\n", "§ roles-1 Et verv i en forening¶\n"),
        marker_marks=(r"§ roles-2 \(guideline\)", "**§ roles-2 (guideline)**¶"),
        mark_unknown=(r"\(guideline\)", "(guidline)¶"),
        origin_twice=(r"\(guideline\)", "(guideline, law)¶"),
        heading_origin=("§ roles-speaker", "§ roles-speaker (advice)¶"),
        quote_origin=(r"\(example, roles-1\)", "(advice)¶"),
        example_quote=(r"\(guideline\)", "(example)¶"),
        id_missing=(A, f"{A}\n\nEt avsnitt til.¶"),
        id_twice=("§ roles-2 ", "§ roles-1 (guideline)¶\nIgjen.\n\n§ roles-2 "),
        clause_empty=("§ roles-2 ", "§ roles-9 (advice)¶\n\n§ roles-2 "),
        heading_level=("## Hvem snakker du for.", "# Hvem snakker du for?¶"),
        heading_empty=("## Hvem snakker du for.", "##¶"),
        list_nested=(A, "- En\n  - To¶"),
        list_paragraph=(A, "- En\n\n  Et avsnitt til.¶"),
        list_or_date=(A, "1. desember er fristen.¶"),
        table_row=(A, "| a | b |\n| --- | --- |\n| c |¶"),
        table_columns=(A, "Hva\tNår¶\nSvare\t3 dager"),
        table_empty=(A, "| a | b |¶\n| --- | --- |"),
        quote_empty=("> ### Banen\n>\n> Hamid[^\n]*", ">¶"),
        quote_in_quote=("> Hamid", "> > Sitat i sitat.¶\n>\n> Hamid"),
        marker_in_quote=("> Hamid", "> § roles-9 (advice)¶\n> Hamid"),
        code_block=(A, f"{A}\n```¶\nkode\n```"),
        ruler=(A, f"{A}\n===¶"),
        html=(A, "Et verv<br>i en forening.¶"),
        image=(A, "![Et verv](https://solvik.example/verv.png)¶"),
        link_reference=(A, "[verv]: https://solvik.example¶"),
        link_target=(A, "Se [her](http://solvik.example).¶"),
        link_address=(A, "Ring [oss](tel:+47 22 33 44 55).¶"),
        link_anchor=(A, "Se [verktøyene](#tools).¶"),
        link_unknown=(A, "Se [dette](#roles-99).¶"),
        angle_address=(A, "Skriv til <hr@solvik.example>.¶"),
        link_empty=(A, "Se [](https://solvik.example).¶"),
        stray_mark=(A, "Et **verv i en forening.¶"),
        title_looks_like=("title: Rollene dine", "title: **Rollene** dine¶"),
        message_looks_like=("message: Gjør det", "message: Gjør *det*¶"),
        looks_like=(A, "Et verv\ni en *forening.¶"),
        line_break=(A, "Et verv\\¶\ni en forening."),
        list_or_sign=(A, "- 5 grader¶"),
        lost_characters=(A, "Et verv i en\nfor\ufffdning.¶"),
        list_renumbered=(A, "1. Et verv\n7. En forening¶"),
        clause_long=(rf" \(guideline\)\n{A}", f" (guideline)¶\n{'Et verv. ' * 1200}"),
        text_long=("---\n\n.*", f"---\n¶\n{'Et verv. ' * 120_000}"),
        law_unknown=("L6, L7", "L6, L99)¶\nOrd.\n\n§ roles-5 (law"),
        clause_unknown=(r"\(example, roles-1\)", "(example, roles-99)¶"),
    ),
    *_in(
        "roles/nn.md",
        source_form=("§ roles-2", "§ roles-2 (from 12)¶"),
        source_missing=("source: [0-9a-f]*\n", ""),
        marks_in_translation=("§ roles-1", "§ roles-1 (guideline)¶"),
        clause_untranslated=("§ roles-2\n[^\n]*\n\n", ""),
        clause_extra=("§ roles-2", "§ roles-9¶"),
        order_differs=("§ roles-1\n[^\n]*\n\n§ roles-2\n[^\n]*\n", SWAPPED),
        shape_differs=("§ roles-1\n", "§ roles-1¶\n- "),
    ),
    *_in(
        "privacy/nb.md",
        id_elsewhere=("§ privacy-1 [^\n]*", "§ roles-1 (guideline)¶"),
        no_clauses=("\n§ privacy-1.*", "¶\n"),
    ),
    *_in(
        "roles/nb.quiz.md",
        misconception_unknown=(r"Tie \(M05\)", "Tie (M99)¶"),
        clause_untested=("roles-1, roles-4", "roles-1"),
        question_id=("## board", "## Styre!¶"),
        clause_elsewhere=("## board\n\n§ roles-1, roles-4", "## board¶\n\n§ roles-1, privacy-1"),
        option_dash=(r"- \[ \] b\) Tie", "– [ ] b) Tie¶"),
        id_long=("## board", f"## {'a' * 65}¶"),
        question_level=("## board", "### board¶"),
        question_word=("## board", "## board (order)¶"),
        question_heading=("Hva gjør du", "### Hva gjør du¶"),
        question_empty=("## clear", "## leer¶\n\n## clear"),
        option_form=(r"- \[ \] b\) Tie", "- (x) b) Tie¶"),
        why_mark=(r"b\) Tie \(M05\)\n  > ", "b) Tie (M05)\n  » ¶"),
        misconception_place=(r"b\) Tie \(M05\)", "b) (M05) Tie¶"),
        question_twice=("## clear", "## board¶\n\nHva?\n\n## clear"),
        question_stray=("## board", "Før det første.¶\n\n## board"),
        question_block=("Hva gjør", "- En liste¶\n\nHva gjør"),
        text_after_options=("\n## clear", "\nLøs tekst.¶\n\n## clear"),
        tests_missing=("## board\n\n§ roles-1, roles-4\n", "## board¶\n"),
        tests_twice=("§ roles-1, roles-4\n", "§ roles-1, roles-4\n\n§ roles-2¶\n"),
        audience_mismatch=(r"## sharp \(leaders\)", "## sharp¶"),
        legend_missing=(re.escape(BOARD), "## board¶\n\n§ roles-1, roles-4\n\n"),
        legend_long=("## board(.*?)Hva gjør du med vervet.", f"## board¶\n\n§ roles-1, roles-4\n\n{LONG}"),
        option_box=(r"- \[ \] b\) Tie", "- b) Tie¶"),
        option_id=(r"- \[ \] b\) Tie \(M05\)", "- [ ] Tie (M05)¶"),
        option_empty=(r"- \[ \] b\) Tie \(M05\)", "- [ ] b) (M05)¶"),
        options_alike=(r"b\) Tie", "b) Si fra!¶"),
        option_refers=(r"b\) Tie", "b) Ingen av de over¶"),
        why_missing=(r"b\) Tie \(M05\)\n[^\n]*", "b) Tie (M05)¶"),
        misconception_on_right=(r"a\) Si fra", "a) Si fra (M05)¶"),
    ),
    ErrorSample("option-twice", "roles/nb.quiz.md", (("## board", "## board¶"), (r"c\) Vente", "b) Vente"))),
    ErrorSample("option-count", "roles/nb.quiz.md", (("## board", "## board¶"), (r"- \[ \] b\)(?:[^\n]*\n){4}", ""))),
    ErrorSample("right-missing", "roles/nb.quiz.md", (("## board", "## board¶"), (r"\[x\] a\) Si fra", "[ ] a) Si fra (M05)"))),
    ErrorSample("right-count", "roles/nb.quiz.md", (("## board", "## board¶"), (r"\[ \] b\) Tie \(M05\)", "[x] b) Tie"))),
    ErrorSample("question-untranslated", "roles/nn.quiz.md", (("\n## sharp.*", ""),)),
    ErrorSample("question-extra", "roles/nn.quiz.md", (("## sharp", "## blunt¶"),)),
    ErrorSample("options-differ", "roles/nn.quiz.md", (("## board", "## board¶"), (r"c\) ", "d) "))),
    ErrorSample(
        "right-differs", "roles/nn.quiz.md", (("## board", "## board¶"), (r"\[x\] a\)", "[ ] a)"), (r"\[ \] b\)", "[x] b)"))
    ),
    ErrorSample("no-questions", "privacy/nb.quiz.md", ((".*", ""),)),
    ErrorSample(
        "section-without-questions",
        "privacy/nb.quiz.md",
        is_deleted=True,
        with_the_others=("privacy/nn.quiz.md", "privacy/en.quiz.md"),
    ),
    ErrorSample("file-unexpected", "roles/notes.txt", ((".*", "Notater."),)),
    ErrorSample(
        "file-not-offered",
        "roles/nn.md",
        with_the_others=("roles/nn.quiz.md", "privacy/nn.md", "privacy/nn.quiz.md"),
        metadata=("open_to_all", 'languages = ["nb", "en"]\nopen_to_all'),
    ),
    ErrorSample("file-source-missing", "roles/nb.md", is_deleted=True),
    *_in(
        "handbook.toml",
        name_reserved=(r'sections = \["roles"', 'sections = ["print", "roles"¶'),
        section_name=(r'sections = \["roles"', 'sections = ["lønn", "roles"¶'),
        misconception_name=(r"\[misconceptions.M13\]", "[misconceptions.tull]¶"),
        frame_unreadable=("open_to_all", "open_to_all = ¶"),
        frame_quotes=('source_language = "nb"', "source_language = “nb”¶"),
        frame_backslash=('source_language = "nb"', 'source_language = "H:\\hr"¶'),
        frame_twice=("sections = ", "open_to_all = true¶\nsections = "),
        frame_deep=("lead = [^\n]*", f"lead = {'[' * 2000}{']' * 2000}"),
        frame_extra=(r"\[misconceptions.M13\]\n", "[misconceptions.M13]\nsince = 2026-01-01¶\n"),
        section_twice=('"roles", "privacy"', '"roles", "privacy", "roles"¶'),
        frame_missing=("open_to_all = true\n", ""),
        frame_form=("open_to_all = true", 'open_to_all = "yes"¶'),
        frame_unknown=("open_to_all", 'readers = ["nb"]¶\nopen_to_all'),
    ),
]  # fmt: skip
