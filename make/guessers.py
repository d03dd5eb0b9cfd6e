"""Measures what the form of the options alone gives away: how often somebody who has read nothing is right.

    guessers.py [HANDBOOK]

HANDBOOK is a handbook's folder. For each language a table says what share of the questions each guesser answers wholly
right at first; those that like several options equally are right by chance. With one of the five BOUND guessers above
MOST, the questions that it finds easiest are named and the exit status is 1.
"""

import argparse
import math
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from markup.quiz.hints import ABSOLUTES, CLASSIC, count_of, has_reason  # noqa: E402
from markup.quiz.parser import parse_quiz  # noqa: E402 - make/ is no package
from markup.quiz.types import Question  # noqa: E402
from markup.section.parser import parse_section  # noqa: E402
from markup.section.plain_text import reading_text  # noqa: E402

MOST = 0.45
"""The highest share that a bound guesser may have right; blind chance has 1 in 3."""
NAMED = 10
"""As many questions are named for a guesser that is right too often."""
HEDGES = {
    "nb": ("kan", "kunne", "bør", "gjerne", "ofte", "som regel", "vanligvis", "noen", "kanskje", "ellers"),
    "nn": ("kan", "kunne", "bør", "gjerne", "ofte", "som regel", "vanlegvis", "nokon", "kanskje", "elles"),
    "en": ("can", "could", "may", "might", "should", "often", "as a rule", "usually", "some", "perhaps", "otherwise"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one language, with the words of its section."""

    section: str
    language: str
    question: Question
    read: frozenset[str]
    """The words of the section that somebody who has read it has seen."""


Liking = Callable[[Asked], list[float]]
"""How much a guesser likes each option. It chooses those that it likes most."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("handbook", type=Path, nargs="?", default=ROOT / "content" / "social-media")
    handbook = parser.parse_args().handbook
    if not (handbook / "handbook.toml").is_file():
        parser.error(f"There is no handbook.toml in {handbook}.")
    too_often = []
    for language in languages_of(handbook):
        asked = read_questions(handbook, language)
        scores = {name: [score(one, liking) for one, liking in guess(asked)] for name, guess in GUESSERS.items()}
        print("\n".join(table(language, asked, scores)), end="\n\n")
        too_often += [*above_bound(language, asked, scores)]
    print("\n".join(too_often or [f"None of the bound guessers (*) has more than {MOST} right."]))
    return 1 if too_often else 0


def languages_of(handbook: Path) -> list[str]:
    """The languages in which the handbook has quizzes."""
    return [language for language in ABSOLUTES if any(handbook.glob(f"*/{language}.quiz.md"))]


def read_questions(handbook: Path, language: str) -> list[Asked]:
    """All questions of a handbook in one language, in the order of its sections."""
    metadata = tomllib.loads((handbook / "handbook.toml").read_text(encoding="utf-8"))
    source, questions = metadata["source_language"], []
    for section in metadata["sections"]:
        quiz, text = (handbook / section / f"{language}{ending}" for ending in (".quiz.md", ".md"))
        if not quiz.exists():
            continue
        shown = parse_section(text.read_bytes(), language=language, source_language=source).value
        read = _words("\n".join([shown.message, *(reading_text(clause) for clause in shown.clauses)]))
        questions += [
            Asked(section, language, question, read)
            for question in parse_quiz(quiz.read_bytes(), language=language, source_language=source).value.questions
        ]
    return questions


# The score


def score(asked: Asked, liking: Liking) -> float:
    """The probability that a guesser chooses exactly the right options."""
    question, likes = asked.question, liking(asked)
    last_chosen = sorted(likes, reverse=True)[min(question.choose, len(likes)) - 1]
    is_right = [option.id in question.right for option in question.options]
    surely = [right for right, like in zip(is_right, likes, strict=True) if like > last_chosen]
    perhaps = [right for right, like in zip(is_right, likes, strict=True) if like == last_chosen]
    left = question.choose - len(surely)
    if not all(surely) or len(surely) + sum(perhaps) < question.choose or len(question.right) != question.choose:
        return 0.0
    return math.comb(sum(perhaps), left) / math.comb(len(perhaps), left)


# What an option looks like


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,}", text.casefold()))


def features(asked: Asked) -> list[tuple[tuple[str, object], ...]]:
    """What the learner sees of each option."""
    texts = [option.text for option in asked.question.options]
    return [
        (
            ("longer than", sum(len(text) > len(other) for other in texts)),
            ("absolute", count_of(ABSOLUTES[asked.language], text) > 0),
            ("reason", has_reason(text, asked.language)),
            ("hedge", count_of(HEDGES[asked.language], text) > 0),
            ("comma", "," in text),
        )
        for text in texts
    ]


# The guessers


def chance(asked: Asked) -> list[float]:
    return [0.0 for _option in asked.question.options]


def longest(asked: Asked) -> list[float]:
    return [float(len(option.text)) for option in asked.question.options]


def shortest(asked: Asked) -> list[float]:
    return [-length for length in longest(asked)]


def fewest(lists: Mapping[str, Sequence[str]], asked: Asked) -> list[float]:
    return [-float(count_of(lists[asked.language], option.text)) for option in asked.question.options]


def without_reason(asked: Asked) -> list[float]:
    return [-float(has_reason(option.text, asked.language)) for option in asked.question.options]


def without_reason_then_absolutes(asked: Asked) -> list[float]:
    both = zip(without_reason(asked), fewest(ABSOLUTES, asked), strict=True)
    return [1000 * reason + absolutes for reason, absolutes in both]


def most_shared(asked: Asked) -> list[float]:
    return [float(len(_words(option.text) & asked.read)) for option in asked.question.options]


def share_shared(asked: Asked) -> list[float]:
    lengths = [max(1, len(_words(option.text))) for option in asked.question.options]
    return [count / length for count, length in zip(most_shared(asked), lengths, strict=True)]


def odd_one_out(asked: Asked) -> list[float]:
    """Like the option that alone begins with its word, while the others begin with the same one."""
    first = [option.text.casefold().partition(" ")[0].strip(",.") for option in asked.question.options]
    times = Counter(first)
    return [float(len(times) == 2 and times[word] == 1) for word in first]


def learned(examples: Sequence[Asked]) -> Liking:
    """A naive Bayes learner of what distinguishes the right options of these questions from the wrong ones."""
    seen: Counter[tuple[bool, tuple[str, object]]] = Counter()
    options: Counter[bool] = Counter()
    for asked in examples:
        for option, looks in zip(asked.question.options, features(asked), strict=True):
            options[option.is_right] += 1
            seen.update((option.is_right, feature) for feature in looks)

    def weight(feature: tuple[str, object]) -> float:
        right, wrong = ((seen[side, feature] + 1) / (options[side] + 2) for side in (True, False))
        return math.log(right / wrong)

    return lambda asked: [sum(map(weight, looks)) for looks in features(asked)]


Guesses = Iterator[tuple[Asked, Liking]]


def always(liking: Liking) -> Callable[[Sequence[Asked]], Guesses]:
    return lambda questions: ((asked, liking) for asked in questions)


def learned_from_others(questions: Sequence[Asked]) -> Guesses:
    """Learn from all other sections."""
    sections = {asked.section for asked in questions}
    likings = {
        section: learned([other for other in questions if other.section != section]) for section in sorted(sections)
    }
    return ((asked, likings[asked.section]) for asked in questions)


def learned_so_far(questions: Sequence[Asked]) -> Guesses:
    """Learn from the sections before."""
    order = list(dict.fromkeys(asked.section for asked in questions))
    likings = {
        section: learned([other for other in questions if order.index(other.section) < order.index(section)])
        for section in order
    }
    return ((asked, likings[asked.section]) for asked in questions)


CHANCE = "chance"
BOUND: Mapping[str, Callable[[Sequence[Asked]], Guesses]] = {
    "longest option": always(longest),
    "fewest absolutes": always(partial(fewest, ABSOLUTES)),
    "no tacked-on reason": always(without_reason),
    "… then fewest absolutes": always(without_reason_then_absolutes),
    "learned from the others": learned_from_others,
}
GUESSERS = {
    CHANCE: always(chance),
    **BOUND,
    "shortest option": always(shortest),
    "fewest classic absolutes": always(partial(fewest, CLASSIC)),
    "most words of the section": always(most_shared),
    "highest share of those": always(share_shared),
    "odd one out by first word": always(odd_one_out),
    "learned as it goes": learned_so_far,
}


# What is printed


def table(language: str, asked: Sequence[Asked], scores: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """A line for each guesser: its share of all questions, and of each section's."""
    sections = list(dict.fromkeys(one.section for one in asked))
    yield f"{language}, {len(asked)} questions{'':14}  all " + " ".join(f"{section[:8]:>8}" for section in sections)
    for name, right in scores.items():
        shares = (
            mean([share for one, share in zip(asked, right, strict=True) if one.section == section])
            for section in sections
        )
        mark = "*" if name in BOUND else " "
        yield f"{mark} {name:26} {mean(right):5.2f} " + " ".join(f"{share:8.2f}" for share in shares)


def above_bound(language: str, asked: Sequence[Asked], scores: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """A line for each bound guesser that is right too often, with the questions that most of the bound ones get."""
    given_away = [sum(scores[name][place] for name in BOUND) for place in range(len(asked))]
    for name in BOUND:
        if round(mean(scores[name]), 4) <= MOST:
            continue
        places = sorted(range(len(asked)), key=lambda place: (-scores[name][place], -given_away[place], place))
        worst = ", ".join(f"{asked[place].section}/{asked[place].question.id}" for place in places[:NAMED])
        yield f"{language}: {name} has {mean(scores[name]):.3f} right, more than {MOST}. Most by {worst}."


def mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares) if shares else 0.0


if __name__ == "__main__":
    sys.exit(main())
