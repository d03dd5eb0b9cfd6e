"""What is typed in the editor is stored in canonical form, unless that would take away what a warning is about."""

import pytest

from handbook.versions.clause_id_prompts import tidied
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.validation import check_version
from tests.cast import MONDAY

POINT = "Du bør være tydelig på hvem du snakker for."


@pytest.mark.parametrize(
    ("typed", "stored", "codes_left"),
    [
        ("– svare\n– melde", "- svare\n- melde", []),
        ("b)\u00a0svare\nc)\u00a0melde", "b) svare\nc) melde", []),
        ("Frist 10\x9615 dager.", "Frist 10–15 dager.", []),
        ("Solvik kommune  \nPostboks 1", "Solvik kommune  \nPostboks 1", ["line-break"]),
        ("1. svare\n7. melde", "1. svare\n7. melde", ["list-renumbered"]),
        ("Hva\tNår\nSvare\tNå", "Hva\tNår\nSvare\tNå", ["table-columns"]),
        ("+ 3 dager", "+ 3 dager", ["list-or-sign"]),
        ("→ svare\n→ melde", "- svare\n- melde", []),
        ("| a | b |\n\n|---|---|\n\n| c | d |", "| a | b |\n| --- | --- |\n| c | d |", []),
        ("*Merk svar.", "*Merk svar.", ["looks-like"]),
    ],
)
def test_a_warning_is_still_there_after_saving(olav, roles, typed: str, stored: str, codes_left: list[str]) -> None:
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    columns = tidied(
        draft, {"source_nb": draft.source_nb.replace(POINT, typed), "title_nb": '"Rollene"', "message_nb": "*M*"}
    )
    assert columns["source_nb"] == draft.source_nb.replace(POINT, stored)
    assert (columns["title_nb"], columns["message_nb"]) == ("Rollene", "*M*")
    saved = save_draft(draft=draft, texts=columns, revision=draft.revision, by=olav, at=MONDAY)
    codes = [error.code for error in check_version(saved).errors if error.place.path == "roles/nb.md"]
    assert sorted(codes) == sorted(["message-looks-like", *codes_left])


def test_a_line_break_in_a_quiz_is_still_told_after_saving(olav, roles) -> None:
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    legend = next(line for line in draft.quiz_nb.split("\n") if line.endswith("?"))
    typed = draft.quiz_nb.replace(legend, f"En sak.  \n{legend}", 1)
    columns = tidied(draft, {"quiz_nb": typed})
    saved = save_draft(draft=draft, texts=columns, revision=draft.revision, by=olav, at=MONDAY)
    assert "line-break" in [error.code for error in check_version(saved).errors]
