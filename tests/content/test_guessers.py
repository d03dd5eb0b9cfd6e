"""What the form of options gives away is measured by make/guessers.py: here with quizzes that give away one thing."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "make"))

import guessers  # noqa: E402 - make/ is no package

pytestmark = pytest.mark.sqlite_only
SECTIONS = ("apples", "pears")
Options = Sequence[str]
"""The right option begins with *."""
ALIKE = ("Vent nå", "Svar nå")


def handbook(folder: Path, *quizzes: Sequence[Options], language: str = "nb", choose: int = 1) -> Path:
    """A handbook of sections that say «Epler», with these quizzes."""
    (folder / "handbook.toml").write_text(f'source_language = "nb"\nsections = {list(SECTIONS[: len(quizzes)])!r}\n')
    for section, quiz in zip(SECTIONS, quizzes, strict=False):
        (folder / section).mkdir()
        (folder / section / f"{language}.md").write_text("---\ntitle: Epler\n---\n\n> Epler\n\n§ one\n\nVask epler.\n")
        (folder / section / f"{language}.quiz.md").write_text("\n".join(lines_of(quiz, choose)))
    return folder


def lines_of(quiz: Sequence[Options], choose: int) -> list[str]:
    lines = []
    for number, options in enumerate(quiz, start=1):
        lines += [f"## q{number}" + (f" (choose {choose})" if choose > 1 else ""), "", "§ one", "", "Hva?", ""]
        for letter, option in zip("abcdef", options, strict=False):
            box, text = ("x", option[1:]) if option.startswith("*") else (" ", option)
            lines += [f"- [{box}] {letter}) {text}", "  > Derfor."]
        lines.append("")
    return lines


def scores(handbook: Path, language: str = "nb") -> dict[str, float]:
    asked = guessers.read_questions(handbook, language)
    return {
        name: round(guessers.mean([guessers.score(one, liking) for one, liking in guess(asked)]), 2)
        for name, guess in guessers.GUESSERS.items()
    }


def test_a_quiz_whose_right_option_is_always_the_longest_is_given_away(tmp_path: Path) -> None:
    got = scores(handbook(tmp_path, [("*Ring den kunden nå", "Skriv brev", "Vent")] * 4))
    assert (got["longest option"], got["shortest option"], got["chance"]) == (1.0, 0.0, 0.33)


def test_options_that_look_alike_are_chosen_by_chance(tmp_path: Path) -> None:
    got = scores(handbook(tmp_path, [("*Ring nå", *ALIKE, "Send nå")]))
    assert {got[name] for name in guessers.BOUND} == {0.25}


@pytest.mark.parametrize(
    ("language", "absolute", "reason"),
    [
        ("nb", "Skriv alltid", "Vent, for det haster"),
        ("nb", "Du må skrive", "Vent så lenge det regner"),
        ("nb", "Hele kommunen", "Vent, siden det regner"),
        ("nn", "Heile kommunen", "Vent, sidan det regnar"),
        ("nn", "Skriv berre", "Vent om det regnar"),
        ("en", "You must write", "Wait, as it rains"),
        ("en", "Nobody", "Wait because it rains"),
        ("en", "Write only", "Wait if it rains"),
    ],
)
def test_words_that_give_away_are_known_in_every_language(
    tmp_path: Path, language: str, absolute: str, reason: str
) -> None:
    got = scores(handbook(tmp_path, [("*Ring kunden", absolute, reason)], language=language), language)
    assert got["fewest absolutes"] == 0.5
    assert got["no tacked-on reason"] == 0.5
    assert got["… then fewest absolutes"] == 1.0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Spør for eksempel lederen"),
        ("nb", "Se på siden til kommunen"),
        ("nb", "Skriv, for eksempel i dag"),
        ("nn", "Spør leiaren om du har lov"),
        ("nn", "Svar, sjølv om du er usamd"),
        ("en", "Ask your leader if you may"),
        ("en", "Do the work, even if you disagree"),
    ],
)
def test_what_is_no_reason_is_not_taken_for_one(language: str, text: str) -> None:
    assert not guessers.has_reason(text, language)


def test_no_is_an_answer_and_no_absolute() -> None:
    assert guessers.count_of(guessers.ABSOLUTES["en"], "No, you may wait") == 0
    assert guessers.count_of(guessers.ABSOLUTES["en"], "You have no choice") == 1


def test_choosing_two_counts_when_both_are_right(tmp_path: Path) -> None:
    quiz = [("*Ring den kunden", "*Skriv et langt brev", "Vent", "Gå")]
    got = scores(handbook(tmp_path, quiz, choose=2))
    assert (got["longest option"], got["chance"]) == (1.0, 0.17)


def test_one_right_of_two_counts_for_nothing(tmp_path: Path) -> None:
    quiz = [("*Ring den kunden i dag", "*Gå", "Skriv brev", "Vent")]
    assert scores(handbook(tmp_path, quiz, choose=2))["longest option"] == 0.0


def test_tells_are_learned_from_the_other_sections_alone(tmp_path: Path) -> None:
    with_comma = [("*Ring, gjerne nå", "Skriv brevet", "Vent en stund")] * 3
    without = [("*Ring kunden no", "Skriv, gjerne nå", "Vent, gjerne nå")] * 3
    (tmp_path / "same").mkdir()
    (tmp_path / "other").mkdir()
    assert scores(handbook(tmp_path / "same", with_comma, with_comma))["learned from the others"] == 1.0
    assert scores(handbook(tmp_path / "other", with_comma, without))["learned from the others"] == 0.0


def test_the_first_section_is_guessed_before_anything_is_learned(tmp_path: Path) -> None:
    with_comma = [("*Ring, gjerne nå", "Skriv brevet", "Vent en stund")] * 3
    assert scores(handbook(tmp_path, with_comma, with_comma))["learned as it goes"] == 0.67


def test_words_of_the_section_and_the_odd_one_out_are_guessed_by(tmp_path: Path) -> None:
    got = scores(handbook(tmp_path, [("*Vask epler", "Ring kunden i dag", "Ring lederen i dag")]))
    assert got["most words of the section"] == 1.0
    assert got["highest share of those"] == 1.0
    assert got["odd one out by first word"] == 1.0


def run(handbook: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "make/guessers.py", str(handbook)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_quiz_above_the_bound_fails_and_names_what_gives_it_away(tmp_path: Path) -> None:
    done = run(
        handbook(tmp_path, [("*Ring nå", *ALIKE), ("*Ring den kunden i dag", "Skriv brev", "Vent, for det haster")])
    )
    assert done.returncode == 1
    assert "nb: longest option has 0.667 right, more than 0.45. Most by apples/q2, apples/q1." in done.stdout


def test_a_quiz_within_the_bound_passes_and_prints_every_guesser(tmp_path: Path) -> None:
    done = run(handbook(tmp_path, *[[("*Ring nå", *ALIKE)] * 2] * 2))
    assert done.returncode == 0, done.stdout
    assert "nb, 4 questions" in done.stdout
    assert [name for name in guessers.GUESSERS if name not in done.stdout] == []


def test_a_folder_that_is_no_handbook_is_named(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert f"There is no handbook.toml in {tmp_path}." in done.stderr
