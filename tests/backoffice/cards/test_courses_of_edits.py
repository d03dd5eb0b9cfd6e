"""HR splits, joins, moves, pastes and takes back, in any order: ids stay with their words, and what HR is asked in the end
follows from the words alone (content format, chapter 8)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Literal

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, event, example, given, settings
from hypothesis import strategies as st

from backoffice.cards.typed_points import stored_points
from backoffice.texts.draft_changes import draft_changes
from backoffice.texts.drafts import published_edition
from handbook.composition.create import create_handbook, create_section
from handbook.composition.first_publication import first_drafts, publish_handbook, revisions_of
from handbook.models import Section, Version
from handbook.versions.clause_id_prompts import open_id_questions
from handbook.versions.clause_ids import compare_source
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_plan import plan_publication
from handbook.versions.validation import check_version
from tests.cast import MONDAY
from tests.support.backoffice import signed_in
from tests.support.cards import Form, open_cards, press

Verb = Literal["up", "down", "join", "remove", "add", "type", "split", "paste", "anew", "undo"]
MARKS = ("", "guideline", "law, leaders, L6", "advice", "guideline", "guideline, leaders")
"""Of the published points; the first is a heading."""


def texts_of(letters: str) -> list[str]:
    """Texts of six words that share no letter, so that none is like another."""
    return [" ".join(map("".join, permutations(three))) for three in zip(*[iter(letters)] * 3, strict=False)]


PUBLISHED = {f"kurs-{number}": text for number, text in enumerate(texts_of("abcdefghijklmnopqr"), start=1)}
NEW = texts_of("абвгдежзиклмнопрстуфхцчшщэюяαβγδεζηθικλμνξοπρτυφχψω")
"""Each step has two of its own."""


@dataclass(frozen=True)
class Step:
    verb: Verb
    at: int = 0
    """Which point, from 0, round and round."""
    cut: int = 0
    """How many words stand before the place where a point is parted or something is pasted."""
    length: int = 6
    """Of a new text, in words."""


@dataclass(frozen=True)
class Point:
    """What the test itself knows of a point."""

    id: str
    """Empty: it has not been stored yet."""
    text: str
    heading: str = ""
    is_heading: bool = False

    @property
    def words(self) -> str:
        return f"{self.heading} {self.text}".strip()


@dataclass
class Course:
    """A course of edits at the page without script, with the points as they should be after each step."""

    hr: Client
    draft: Version
    points: list[Point]
    past: list[tuple[Form, list[Point]]] = field(default_factory=list)

    def take(self, number: int, step: Step) -> None:
        form, before = form_of_stored(self.draft), self.points
        new = [" ".join(text.split()[: step.length]) for text in NEW[2 * number : 2 * number + 2]]
        if step.verb == "undo" and self.past:
            form, self.points = self.past.pop()
            self._post(form, "save")
        elif before and step.verb != "undo":
            self.past.append((form, before))
            self._do(step, form, step.at % len(before), new)
        self.points = list(with_new_ids(self.points, stored(self.draft), {*PUBLISHED, *(point.id for point in before)}))

    def _do(self, step: Step, form: Form, at: int, new: list[str]) -> None:
        point, key = self.points[at], form["card"][at]
        words = point.text.split()
        cut = step.cut % (len(words) + 1)
        match step.verb:
            case "up" | "down" | "join" | "remove" | "add":
                self.points = after_button(self.points, step.verb, at)
                self._post(form, f"{step.verb}:{key}")
            case "type":
                self._type(form, at, [] if point.is_heading else new[:1])
            case "split":
                self._type(form, at, [] if point.is_heading else [" ".join(words[:cut]), " ".join(words[cut:])])
            case "paste":
                parts = [" ".join(words[:cut]), *new, " ".join(words[cut:])]
                self._type(form, at, [] if point.is_heading else parts)
            case "anew":
                self.points = [*self.points[:at], *self.points[at + 1 :], Point("", point.words)]
                cards = [*form["card"][:at], *form["card"][at + 1 :], "n1"]
                self._post({**form, "card": cards, "text-n1": [point.words]}, "save")

    def _type(self, form: Form, at: int, paragraphs: Sequence[str]) -> None:
        """Save with these paragraphs in a point; none: as it is."""
        key, point = form["card"][at], self.points[at]
        if paragraphs:
            form = {**form, f"text-{key}": ["\n\n".join(paragraphs)]}
            self.points = [
                *self.points[:at],
                *parted(point, [text for text in paragraphs if text]),
                *self.points[at + 1 :],
            ]
        self._post(form, "save")

    def _post(self, form: Form, action: str) -> None:
        if action == "save":
            self.points = [point for point in self.points if point.words]
        now = Version.objects.get(pk=self.draft.pk)
        assert press(self.hr, now, {**form, "revision": [str(now.revision)]}, action).status_code == 302
        self.draft.refresh_from_db()


def after_button(points: list[Point], verb: Verb, at: int) -> list[Point]:
    others = points[:at] + points[at + 1 :]
    match verb:
        case "up":
            return [*others[: max(at - 1, 0)], points[at], *others[max(at - 1, 0) :]]
        case "down":
            return [*others[: at + 1], points[at], *others[at + 1 :]]
        case "remove":
            return others
        case "add":
            return [*points[: at + 1], Point("", ""), *points[at + 1 :]]
        case _:
            return [*points[: at - 1], joined(points[at - 1], points[at]), *points[at + 1 :]] if at else points


def joined(above: Point, below: Point) -> Point:
    """An empty point keeps no id, and a published one outlives one that is not."""

    def rank(point: Point) -> tuple[bool, bool]:
        return bool(point.words), point.id in PUBLISHED

    if above.is_heading and not below.is_heading and not below.heading:
        kept = above if rank(above) > rank(below) else below
        return Point(kept.id, below.text, above.text) if below.text else replace(above, id=kept.id)
    kept = below if rank(below) > rank(above) else above
    text = " ".join(filter(None, [above.text, below.heading, below.text]))
    return Point(kept.id, text, above.heading, kept.is_heading and (above.is_heading or not above.text))


def parted(point: Point, paragraphs: list[str]) -> list[Point]:
    """The part with most of the old words keeps the id, the heading stays above the first."""

    def kept_words(at: int) -> int:
        return sum((Counter(paragraphs[at].split()) & Counter(point.text.split())).values())

    keeper = max(range(len(paragraphs)), key=kept_words, default=0)
    return [
        Point(point.id if at == keeper else "", text, "" if at else point.heading) for at, text in enumerate(paragraphs)
    ] or [replace(point, text="")]


def with_new_ids(points: list[Point], pairs: list[tuple[str, str]], known: set[str]) -> Iterator[Point]:
    """The points as they should be, and with the ids of new ones as they are stored: they are nobody else's."""
    assert [words for _id, words in pairs] == [point.words for point in points]
    for point, (id_, _words) in zip(points, pairs, strict=True):
        assert id_ == point.id if point.id else id_ not in known
        yield replace(point, id=id_)
    assert len({id_ for id_, _words in pairs}) == len(pairs)


def stored(draft: Version) -> list[tuple[str, str]]:
    """The id and the words of each point, as the draft has them."""
    parts = re.split(r"^§ (\S+).*\n", draft.text("source", "nb"), flags=re.MULTILINE)[1:]
    return [(id_, " ".join(text.replace("#", " ").split())) for id_, text in zip(parts[::2], parts[1::2], strict=True)]


def form_of_stored(draft: Version) -> Form:
    """What a browser has of the stored cards. The page itself takes too long to be drawn at every step."""
    points = stored_points(draft, "nb")
    form: Form = {"card": [card.key for card in points.cards], "title": [points.title], "message": [points.message]}
    form |= {"revision": [str(draft.revision)], "section": [str(draft.section_id)], "text": ["nb"]}
    for card in points.cards:
        fields: Form = {"text": [card.text], "kind": [card.kind], "place": [card.place], "law": [*card.laws]}
        fields |= {} if card.is_heading else {"heading": [card.heading]}
        fields |= {"leaders": ["on"]} if card.audience == "leaders" else {}
        form |= {f"{name}-{card.key}": values for name, values in fields.items() if values}
    return form


@pytest.fixture
def course(siri) -> Section:
    """A chapter of a heading and five points, published."""
    handbook = create_handbook(title="Kurs", source_language="nb", by=siri, at=MONDAY)
    draft = create_section(handbook=handbook, title="Kurs", by=siri, at=MONDAY)
    source = "\n".join(
        f"§ {id_} ({marks})\n{text}\n" if marks else f"§ {id_}\n## {text}\n"
        for (id_, text), marks in zip(PUBLISHED.items(), MARKS, strict=True)
    )
    texts = {"message_nb": "Kort.", "source_nb": source}
    save_draft(draft=draft, texts=texts, revision=draft.revision, by=siri, at=MONDAY)
    publish_handbook(handbook=handbook, revisions=revisions_of(first_drafts(handbook)), by=siri, at=MONDAY)
    return Section.objects.select_related("handbook").get(pk=draft.section_id)


def begun(section: Section, hr: Client, siri) -> Course:
    """A course at its beginning, whatever the one before has left."""
    Version.objects.drafts().filter(section=section).delete()
    draft = open_draft(section=section, by=siri, at=MONDAY)
    points = [Point(id_, text, is_heading=id_ == "kurs-1") for id_, text in PUBLISHED.items()]
    return Course(hr, draft, points)


steps = st.builds(
    Step,
    st.sampled_from(["up", "down", "join", "remove", "add", "type", "split", "split", "paste", "anew", "undo"]),
    st.integers(0, 7),
    st.integers(0, 6),
    st.integers(2, 6),
)


@settings(
    max_examples=25,
    # A step is a request: to look for the shortest course that fails takes minutes, and none is long.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(steps, min_size=1, max_size=8))
@example([Step("split", 1, 2), Step("join", 2), Step("up", 2), Step("remove", 3), Step("undo")])
@example([Step("add", 1), Step("join", 3), Step("anew", 3), Step("type", 4)])
@example([Step("add", 0), Step("type", 1), Step("join", 2), Step("join", 1)])
@example([Step("add", 0), Step("up", 1), Step("join", 1)])
def test_ids_stay_with_their_words_and_hr_is_asked_what_the_words_say(course, siri, taken: list[Step]) -> None:
    own = begun(course, signed_in(siri), siri)
    for number, step in enumerate(taken):
        own.take(number, step)
    own._post(form_of_stored(own.draft), "save")
    assert stored(own.draft) == [(point.id, point.words) for point in own.points]
    if own.points:
        assert_changes_are_those_of_the_words(own)
        expected = asked_by_the_table(own)
        event("no claim" if expected is None else f"{len(expected)} asked")
        if expected is not None:
            assert_asked(own, expected)


def assert_changes_are_those_of_the_words(own: Course) -> None:
    """Same words and moved points are no change, other words are one each, and so is what is new or gone."""
    now = {point.id: point.words for point in own.points}
    expected = {id_: ("changed" if id_ in PUBLISHED else "new", words) for id_, words in now.items()}
    expected = {id_: what for id_, what in expected.items() if PUBLISHED.get(id_) != what[1]}
    expected |= {id_: ("removed", "") for id_ in PUBLISHED if id_ not in now}
    checked = check_version(own.draft)
    assert checked.blocking == ()
    changes = draft_changes(published_edition(own.draft, "nb"), checked.texts["nb"])
    assert [change.clause for change in changes] == list(dict.fromkeys(change.clause for change in changes))
    seen = {change.clause: (change.what.value, " ".join(change.new.replace("#", " ").split())) for change in changes}
    assert seen == expected
    planned = plan_publication(own.draft, checked).changes
    assert sorted(planned) == sorted((id_, what, "") for id_, (what, _words) in expected.items())


def assert_asked(own: Course, expected: set[tuple[str, str]]) -> None:
    comparison = compare_source(own.draft.section, check_version(own.draft).texts["nb"], own.draft.base)
    assert {(type(proposal).__name__, proposal.id) for proposal in comparison.open_proposals} == expected
    assert len(open_id_questions(own.draft, "nb")[0]) == len(expected)


def asked_by_the_table(own: Course) -> set[tuple[str, str]] | None:
    """What has to be asked of the points as they are now; None where more than one rule of the chapter has a say.

    Written from the chapter: a point that still has most of its words asks nothing; one that has none of them, and no
    other point's, is asked about; a removed one whose words stand under a new id is found.
    """
    now = {point.id: point.words for point in own.points}
    asked: set[tuple[str, str]] = set()
    for id_, old in PUBLISHED.items():
        words = now.get(id_)
        if words is None or likeness(old, words) >= 0.6 or contained(old, words) >= 0.8:
            continue
        if any(likeness(other, words) >= 0.6 for one, other in PUBLISHED.items() if one != id_):
            return None
        if likeness(old, words) < 0.3 and contained(old, words) < 0.5 and contained(words, old) < 0.5:
            asked.add(("OtherText", id_))
    lost = [id_ for id_ in PUBLISHED if id_ not in now]
    new = [id_ for id_ in now if id_ not in PUBLISHED]
    alike = [(old, id_) for old in lost for id_ in new if likeness(PUBLISHED[old], now[id_]) >= 0.3]
    if any(PUBLISHED[old].split() != now[id_].split() for old, id_ in alike):
        return None
    return asked | {("Found", old) for old, _id in alike}


def trigrams(text: str) -> Counter[str]:
    padded = [f" {word} " for word in re.findall(r"[^\W_]+", text.casefold())]
    return Counter(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def likeness(one: str, other: str) -> float:
    first, second = trigrams(one), trigrams(other)
    return round(2 * (first & second).total() / (first.total() + second.total()), 4)


def contained(part: str, whole: str) -> float:
    return round((trigrams(part) & trigrams(whole)).total() / trigrams(part).total(), 4)


@pytest.mark.parametrize(
    ("taken", "asked"),
    [
        ([Step("up", 3)], set()),
        ([Step("split", 1, 4)], set()),
        ([Step("split", 1, 2)], set()),
        ([Step("join", 2)], set()),
        ([Step("join", 1)], set()),
        ([Step("remove", 2)], set()),
        ([Step("paste", 2, 6)], set()),
        ([Step("paste", 2, 0)], set()),
        ([Step("add", 1), Step("type", 2)], set()),
        ([Step("split", 1, 2), Step("undo")], set()),
        ([Step("type", 1)], {("OtherText", "kurs-2")}),
        ([Step("anew", 1)], {("Found", "kurs-2")}),
    ],
    ids=lambda value: "-".join(f"{step.verb}{step.cut}" for step in value) if isinstance(value, list) else "",
)
def test_each_row_of_the_table(course, siri, taken: list[Step], asked: set[tuple[str, str]]) -> None:
    own = begun(course, signed_in(siri), siri)
    for number, step in enumerate(taken):
        own.take(number, step)
    assert asked_by_the_table(own) == asked
    assert_changes_are_those_of_the_words(own)
    assert_asked(own, asked)


def test_the_form_of_these_courses_is_the_one_of_the_page(course, siri) -> None:
    own = begun(course, signed_in(siri), siri)
    form = open_cards(own.hr, own.draft)
    assert form.pop("audience") == ["everyone"]  # that of the preview
    assert form_of_stored(own.draft) == form
