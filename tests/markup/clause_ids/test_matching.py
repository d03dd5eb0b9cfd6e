"""Edits made by hand, and the clause that each block is after them."""

import unicodedata
from collections.abc import Sequence

import pytest

from markup.clause_ids.across_sections import match_sections
from markup.clause_ids.matching import Piece, lone_headings, match, match_by_position, pieces, with_headings_split_off
from markup.clause_ids.proposals import (
    Copied,
    Found,
    Held,
    Merged,
    Moved,
    MovedToSection,
    New,
    OtherText,
    Proposal,
    Removed,
    Retired,
    Returned,
    Split,
    Swapped,
    is_open,
)
from markup.clause_ids.similarity import similarity, tokenize
from tests.markup.section.parsed_sections import body

HEADING = "## Du kan ha verv ved siden av jobben"
OFFICE = "Et verv i en forening, en bedrift eller et parti kan komme i konflikt med jobben din."
EARLY = "Du bør se slike konflikter tidlig og ta dem opp."
CLEAR = "Du bør være tydelig på om du snakker på egne vegne eller på vegne av kommunen."
ENOUGH = "Det er nok å si fra om rollen når noen kan misforstå.\nDu trenger ikke gjøre det i alle innlegg."
FACE = "Mange ser deg som et ansikt utad for kommunen, også når du har fri."
SIGNS = "Tre tegn på at rollen din kan misforstås:\n\n- Du skriver om fagområdet ditt.\n- Du har kommunen i profilen.\n- Du er leder, eller står nær ledelsen."
CASE = "> ### Kunstgressbanen\n>\n> Hamid leder det lokale idrettslaget. Laget søker om ny bane.\n>\n> Hva bør han gjøre på jobb?"
CLAUSES = {
    "roles-positions": HEADING,
    "roles-1": OFFICE,
    "roles-2": EARLY,
    "roles-3": CLEAR,
    "roles-11": ENOUGH,
    "roles-5": FACE,
    "roles-signs": SIGNS,
    "roles-case-pitch": CASE,
}
OTHER = "Bilder av barn legges aldri ut uten skriftlig samtykke fra begge foreldre."
REMARK = "Kommentarfeltet på kommunens sider stenges klokka fire hver fredag."
IDS = list(CLAUSES)

Marked = list[tuple[str, str]]
"""A text in short: its blocks, each below its id or an empty string."""


def base() -> Marked:
    return list(CLAUSES.items())


def read(marked: Sequence[tuple[str, str]]) -> tuple[Piece, ...]:
    """The pieces of a text, read through the parser."""
    text = "\n".join(f"§ {id_}\n{words}\n" if id_ else f"\n{words}\n" for id_, words in marked)
    read_pieces = pieces(with_headings_split_off(body(text).value, {"roles-positions": HEADING}))
    assert len(read_pieces) == len(marked)
    return read_pieces


def proposals(new: Marked, *, old: Marked | None = None, retired: dict[str, str] | None = None) -> list[Proposal]:
    """The proposals for a text, without the blocks that keep their ids."""
    matched = match(read(old or base()), read(new), slug="roles", ever_used={"roles-13"}, retired=retired)
    return [proposal for proposal in matched if not isinstance(proposal, Held)]


def put(changes: dict[str, tuple[str, str]], *, drop: Sequence[str] = ()) -> Marked:
    """The text with other ids and words for some clauses."""
    return [changes.get(id_, (id_, words)) for id_, words in base() if id_ not in drop]


def after(place: str, *blocks: tuple[str, str], changes: dict[str, tuple[str, str]] | None = None) -> Marked:
    marked = put(changes or {})
    at = IDS.index(place) + 1
    return [*marked[:at], *blocks, *marked[at:]]


def moved_to(id_: str, position: int) -> Marked:
    marked = [block for block in base() if block[0] != id_]
    return [*marked[:position], (id_, CLAUSES[id_]), *marked[position:]]


@pytest.mark.parametrize(
    "new",
    [
        base(),
        put({"roles-11": ("roles-11", ENOUGH.replace("\n", " "))}),
        put({"roles-2": ("roles-2", EARLY.replace(" tidlig", "  tidlig "))}),
        put({"roles-3": ("roles-3", unicodedata.normalize("NFD", CLEAR))}),
        put({"roles-3": ("roles-3", CLEAR.replace("være tydelig", "være\u00a0tyde\u00adlig"))}),
        put({"roles-2": ("roles-2", EARLY.replace("tidlig", "*tidlig*"))}),
        put({"roles-2": ("roles-2", EARLY.replace("tidlig", "[tidlig](#roles-1)"))}),
        put({"roles-2": ("ROLES\u20112", EARLY)}),
        put({"roles-signs": ("roles-signs", SIGNS.replace("\n- ", "\n* "))}),
        put({"roles-3": ("roles-3", CLEAR.replace("bør", "må"))}),
        put({"roles-3": ("roles-3", f"{CLEAR} {OTHER} {REMARK}")}),
        put({"roles-5": ("roles-5", "Mange ser deg som et ansikt utad.")}),
        put({"roles-5": ("roles-5", "Folk flest ser på deg som kommunens ansikt, på jobb og i fritida.")}),
        put({"roles-2": ("roles-2", f"### Konflikter\n\n{EARLY}")}),
        put({"roles-5": ("roles-5", "Mange ser deg som et ansikt utad for kommunen, aldri når du har ferie.")}),
    ],
    ids=["nothing", "a wrap", "blanks", "another form of Unicode", "invisible characters", "only emphasis",
         "only a link target", "an id in capitals with another dash", "another sign for bullets", "one word",
         "made much longer", "made shorter", "written anew, but alike", "a heading put above", "a negation"],
)  # fmt: skip
def test_a_clause_with_its_id_is_held_and_nothing_is_asked(new: Marked) -> None:
    matched = match(read(base()), read(new), slug="roles")
    assert list(matched) == [Held(id_, place) for place, id_ in enumerate(IDS)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (put({"roles-2": ("", EARLY)}), [Found("roles-2", 2, "certain", "roles-14")]),
        (put({"roles-positions": ("", HEADING)}), [Found("roles-positions", 0, "certain", "roles-14")]),
        (put({"roles-case-pitch": ("", CASE)}), [Found("roles-case-pitch", 7, "certain", "roles-14")]),
        (put({"roles-2": ("roles-22", EARLY)}), [Found("roles-2", 2, "certain", "roles-22")]),
        (put({"roles-2": ("rolse-2", EARLY)}), [Found("roles-2", 2, "certain", "rolse-2")]),
        (put({"roles-2": ("", EARLY.replace("tidlig", "*tidlig*"))}), [Found("roles-2", 2, "certain", "roles-14")]),
        (put({"roles-2": ("", EARLY.replace("opp", "opp nå"))}), [Found("roles-2", 2, "likely", "roles-14")]),
        (
            put({"roles-2": ("", EARLY), "roles-3": ("", CLEAR.replace("bør", "må"))}),
            [Found("roles-2", 2, "certain", "roles-14"), Found("roles-3", 3, "likely", "roles-15")],
        ),
        (
            put({"roles-5": ("", "Folk flest ser på deg som kommunens ansikt, på jobb og i fritida.")}),
            [Found("roles-5", 5, "possible", "roles-14")],
        ),
        (
            put({"roles-2": ("roles-3", EARLY), "roles-3": ("roles-4", CLEAR), "roles-11": ("roles-6", ENOUGH)}),
            [
                Found("roles-2", 2, "certain", "roles-14"),
                Found("roles-3", 3, "certain", "roles-4"),
                Found("roles-11", 4, "certain", "roles-6"),
            ],
        ),
    ],
    ids=["an id deleted", "a heading's", "an example's", "an id with a digit too many", "an id misspelt",
         "deleted and emphasised", "deleted and a word more", "two of them", "deleted and written anew",
         "numbered anew"],
)  # fmt: skip
def test_a_lost_id_is_found_again_by_its_words(new: Marked, expected: list[Proposal]) -> None:
    assert proposals(new) == expected


def test_all_ids_lost_are_all_found() -> None:
    matched = proposals([("", words) for words in CLAUSES.values()])
    assert [(proposal.id, proposal.position, proposal.certainty) for proposal in matched] == [
        (id_, place, "certain") for place, id_ in enumerate(IDS)
    ]


def test_two_clauses_of_nearly_the_same_words_are_only_possible_when_both_ids_are_lost() -> None:
    old = [*base(), ("roles-6", "Du kan dele bilder fra jobben."), ("roles-7", "Du kan dele bilde fra jobben.")]
    new = [*base(), ("", "Du kan dele bilder fra jobben."), ("", "Du kan dele bilde fra jobben.")]
    assert proposals(new, old=old) == [
        Found("roles-6", 8, "possible", "roles-14"),
        Found("roles-7", 9, "possible", "roles-15"),
    ]


def test_a_block_that_reads_more_like_a_clause_that_is_there_is_only_possible() -> None:
    ask = "Du kan dele bilder fra jobben i sosiale medier når alle på bildet har sagt ja."
    alone = "Du kan dele bilder fra jobben i sosiale medier når ingen andre er på bildet."
    old = [*base(), ("roles-6", ask), ("roles-7", alone)]
    new = [*base(), ("roles-7", alone), ("", alone.replace("på bildet", "med på bildet"))]
    assert proposals(new, old=old) == [Found("roles-6", 9, "possible", "roles-14")]


def test_between_its_two_neighbours_a_clause_is_possible_where_elsewhere_it_is_not() -> None:
    anew = "Folk kan tro at kommunen mener det du sier, selv når det er jul."
    assert 0.30 <= similarity(tokenize(FACE), tokenize(anew)) < 0.40
    assert proposals(put({"roles-5": ("", anew)})) == [Found("roles-5", 5, "possible", "roles-14")]
    elsewhere = [*(block for block in base() if block[0] != "roles-5"), ("", anew)]
    assert proposals(elsewhere) == [New("roles-14", 7, is_named=False), Removed("roles-5")]


def test_a_clause_whose_words_another_always_had_is_removed_and_not_merged() -> None:
    old = [*base(), ("roles-conflict", "## I konflikt med jobben din")]
    assert proposals(base(), old=old) == [Removed("roles-conflict")]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            put({"roles-2": ("roles-2", CLEAR), "roles-3": ("roles-3", EARLY)}),
            [Swapped("roles-2", 2, "roles-3", 3)],
        ),
        (
            put({"roles-1": ("roles-1", FACE), "roles-5": ("roles-5", OFFICE)}),
            [Swapped("roles-1", 1, "roles-5", 5)],
        ),
        (
            put({"roles-2": ("roles-2", CLEAR.replace("bør", "må")), "roles-3": ("roles-3", EARLY)}),
            [Swapped("roles-2", 2, "roles-3", 3)],
        ),
        (
            put({"roles-2": ("roles-2", CLEAR), "roles-3": ("roles-3", ENOUGH), "roles-11": ("roles-11", EARLY)}),
            [
                Found("roles-3", 2, "certain", "roles-14"),
                Found("roles-11", 3, "certain", "roles-15"),
                Found("roles-2", 4, "certain", "roles-16"),
                Moved("roles-2", 4),
            ],
        ),
        (
            put({"roles-2": ("roles-2", CLEAR)}, drop=["roles-3"]),
            [Found("roles-3", 2, "certain", "roles-14"), Removed("roles-2")],
        ),
        (
            put({"roles-2": ("roles-2", CLEAR), "roles-3": ("roles-3", OTHER)}),
            [Found("roles-3", 2, "certain", "roles-15"), New("roles-14", 3, is_named=False), Removed("roles-2")],
        ),
        (put({"roles-2": ("roles-2", CLEAR)}), [OtherText("roles-2", 2, "roles-14")]),
        (put({"roles-2": ("roles-2", OTHER)}), [OtherText("roles-2", 2, "roles-14")]),
        (put({"roles-positions": ("roles-positions", "## Bilder av barn")}), [OtherText("roles-positions", 0, "roles-14")]),
    ],
    ids=["swapped with the neighbour", "swapped far apart", "swapped and a word changed", "three in a circle",
         "the text gone with the next one's id", "the text of the next, which has another",
         "the text of the next, which has it too", "another text", "another heading"],
)  # fmt: skip
def test_a_text_under_a_wrong_id_is_seen(new: Marked, expected: list[Proposal]) -> None:
    assert proposals(new) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            after("roles-3", ("", "Du bør være tydelig på om du snakker på egne vegne."),
                  changes={"roles-3": ("roles-3", "eller på vegne av kommunen, og si det der.")}),
            [New("roles-14", 4, is_named=False)],
        ),
        (
            after("roles-11", ("", "Du trenger ikke gjøre det i alle innlegg."),
                  changes={"roles-11": ("roles-11", "Det er nok å si fra om rollen når noen kan misforstå.")}),
            [Split("roles-11", 5, "roles-14", is_named=False)],
        ),
        (
            after("roles-11", ("", "Du trenger ikke gjøre det i alle innlegg."),
                  changes={"roles-11": ("", "Det er nok å si fra om rollen når noen kan misforstå.")}),
            [Found("roles-11", 4, "possible", "roles-15"), Split("roles-11", 5, "roles-14", is_named=False)],
        ),
        (
            after("roles-11", ("roles-11", "Du trenger ikke gjøre det i alle innlegg."),
                  changes={"roles-11": ("roles-11", "Det er nok å si fra om rollen når noen kan misforstå.")}),
            [Split("roles-11", 5, "roles-14", is_named=False)],
        ),
        (
            after("roles-11", ("roles-parted", "Du trenger ikke gjøre det i alle innlegg."),
                  changes={"roles-11": ("roles-11", "Det er nok å si fra om rollen når noen kan misforstå.")}),
            [Split("roles-11", 5, "roles-parted", is_named=True)],
        ),
        (
            after("roles-1", ("", "Et verv i en bedrift kan komme i konflikt med jobben din."),
                  ("", "Et verv i et parti kan komme i konflikt med jobben din."),
                  changes={"roles-1": ("roles-1", "Et verv i en forening kan komme i konflikt med jobben din.")}),
            [Split("roles-1", 2, "roles-14", is_named=False), Split("roles-1", 3, "roles-15", is_named=False)],
        ),
        (
            after("roles-case-pitch", ("", "- Du er leder, eller står nær ledelsen."),
                  changes={"roles-signs": ("roles-signs", SIGNS.rpartition("\n")[0])}),
            [Split("roles-signs", 8, "roles-14", is_named=False)],
        ),
    ],
    ids=["off a part that has words of its own", "in two", "in two and the id deleted", "in two and the id on both", "in two and named",
         "in three", "an item taken out"],
)  # fmt: skip
def test_a_clause_that_was_split_gives_its_id_to_one_part(new: Marked, expected: list[Proposal]) -> None:
    assert proposals(new) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (put({"roles-1": ("roles-1", f"{OFFICE} {EARLY}")}, drop=["roles-2"]), [Merged("roles-2", "roles-1", 1)]),
        (put({"roles-2": ("roles-2", f"{OFFICE} {EARLY}")}, drop=["roles-1"]), [Merged("roles-1", "roles-2", 1)]),
        (
            put({"roles-1": ("roles-1", f"{OFFICE} {EARLY} {FACE}")}, drop=["roles-2", "roles-5"]),
            [Merged("roles-2", "roles-1", 1), Merged("roles-5", "roles-1", 1)],
        ),
        (
            put({"roles-1": ("", f"{OFFICE} {EARLY}")}, drop=["roles-2"]),
            [Found("roles-1", 1, "likely", "roles-14"), Merged("roles-2", "roles-1", 1)],
        ),
        (put({}, drop=["roles-2"]), [Removed("roles-2")]),
        (put({}, drop=["roles-positions", "roles-5"]), [Removed("roles-positions"), Removed("roles-5")]),
        (put({"roles-2": ("", OTHER)}), [New("roles-14", 2, is_named=False), Removed("roles-2")]),
    ],
    ids=["merged into the first", "merged into the second", "three merged", "merged and the id deleted", "removed",
         "two removed", "one removed and another written"],
)  # fmt: skip
def test_an_id_ends_when_its_text_does_or_stands_elsewhere(new: Marked, expected: list[Proposal]) -> None:
    assert proposals(new) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (after("roles-2", ("", OTHER)), [New("roles-14", 3, is_named=False)]),
        (after("roles-case-pitch", ("", OTHER), ("", REMARK)), [New("roles-14", 8, is_named=False), New("roles-15", 9, is_named=False)]),
        (after("roles-2", ("roles-children", OTHER)), [New("roles-children", 3, is_named=True)]),
        (after("roles-2", ("roles-40", OTHER), ("", REMARK)), [New("roles-40", 3, is_named=True), New("roles-41", 4, is_named=False)]),
        (after("roles-2", ("roles-2", EARLY)), [Copied("roles-2", 3, "roles-14")]),
        (after("roles-2", ("roles-2", OTHER)), [Copied("roles-2", 3, "roles-14")]),
        (after("roles-1", ("roles-2", OTHER)), [Copied("roles-2", 2, "roles-14")]),
        (after("roles-case-pitch", ("", EARLY)), [New("roles-14", 8, is_named=False)]),
    ],
    ids=["new", "two new", "new with a name", "numbers go on above those named", "copied", "an id used twice",
         "an id used twice, the wrong one first", "a text copied without its id"],
)  # fmt: skip
def test_what_was_not_there_gets_the_next_number(new: Marked, expected: list[Proposal]) -> None:
    assert proposals(new) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (moved_to("roles-2", 0), [Moved("roles-2", 0)]),
        (moved_to("roles-1", 7), [Moved("roles-1", 7)]),
        (moved_to("roles-case-pitch", 0), [Moved("roles-case-pitch", 0)]),
        (moved_to("roles-1", 2), [Moved("roles-1", 2)]),
        (base()[4:] + base()[:4], [Moved(id_, place) for place, id_ in enumerate(IDS[:4], start=4)]),
    ],
    ids=["to the top", "to the end", "from the end to the top", "one place down", "two halves change places"],
)  # fmt: skip
def test_moved_is_what_stands_outside_the_longest_run(new: Marked, expected: list[Proposal]) -> None:
    assert proposals(new) == expected


def test_moved_without_its_id_is_both_found_and_moved() -> None:
    new = [block if block[0] != "roles-1" else ("", OFFICE) for block in moved_to("roles-1", 7)]
    assert proposals(new) == [Found("roles-1", 7, "certain", "roles-14"), Moved("roles-1", 7)]


def test_an_id_of_an_earlier_version_may_return_with_its_text_and_with_no_other() -> None:
    retired = {"roles-9": OTHER}
    assert proposals([*base(), ("roles-9", OTHER)], retired=retired) == [Returned("roles-9", 8)]
    assert proposals([*base(), ("roles-9", OTHER.replace("aldri", "ikke"))], retired=retired) == [
        Returned("roles-9", 8)
    ]
    assert proposals([*base(), ("roles-9", REMARK)], retired=retired) == [Retired("roles-9", 8, "roles-14")]


def test_a_retired_id_written_above_the_text_of_a_lost_one_is_the_lost_one() -> None:
    new = put({"roles-2": ("roles-9", EARLY)})
    assert proposals(new, retired={"roles-9": OTHER}) == [Found("roles-2", 2, "certain", "roles-14")]


def test_a_block_below_a_lone_heading_is_one_of_its_own_again() -> None:
    assert lone_headings(read(base())) == {"roles-positions": HEADING}
    assert proposals(put({"roles-1": ("", OFFICE)})) == [Found("roles-1", 1, "certain", "roles-14")]
    assert proposals(put({"roles-1": ("", OFFICE), "roles-positions": ("", HEADING)})) == [
        Found("roles-positions", 0, "certain", "roles-14"),
        Found("roles-1", 1, "certain", "roles-15"),
    ]


def test_a_block_below_a_lone_heading_has_no_origin_of_its_own_yet() -> None:
    text = body(f"§ roles-positions\n{HEADING}\n\n{OFFICE}\n").value
    split_off = with_headings_split_off(text, {"roles-positions": HEADING})
    assert [clause.origin for clause in text.clauses] == ["guideline"]
    assert [(clause.id, clause.origin) for clause in split_off.clauses] == [("roles-positions", None), (None, None)]


def test_a_heading_that_got_a_text_on_purpose_stays_one_clause_with_it() -> None:
    text = body(f"§ roles-positions (law)\n{HEADING}\n\n{OFFICE}\n").value
    assert with_headings_split_off(text, {"roles-positions": HEADING}) == text
    text = body(f"§ roles-face\n## Et ansikt utad\n\n{OFFICE}\n").value
    assert with_headings_split_off(text, {"roles-positions": HEADING}) == text


def test_a_first_version_has_nothing_to_be_found() -> None:
    matched = match((), read([("roles-1", OFFICE), ("", EARLY)]), slug="roles")
    assert matched == (New("roles-1", 0, is_named=True), New("roles-2", 1, is_named=False))


def test_nothing_is_left_of_a_text() -> None:
    assert match(read(base()), (), slug="roles") == tuple(Removed(id_) for id_ in IDS)


def sections(roles: Marked, privacy: Marked) -> dict[str, list[Proposal]]:
    old = {"roles": read(base()), "privacy": read([("privacy-1", REMARK)])}
    matched = match_sections(old, {"roles": read(roles), "privacy": read(privacy)}, ever_used={"roles-13"})
    return {slug: [proposal for proposal in all_ if not isinstance(proposal, Held)] for slug, all_ in matched.items()}


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (("roles-2", EARLY), MovedToSection("roles-2", 1, "roles", "certain", is_named=True)),
        (("roles-2", EARLY.replace("opp", "opp nå")), MovedToSection("roles-2", 1, "roles", "likely", is_named=True)),
        (("", EARLY), MovedToSection("roles-2", 1, "roles", "certain", is_named=False)),
        (("", EARLY.replace("opp", "opp nå")), MovedToSection("roles-2", 1, "roles", "likely", is_named=False)),
        (("privacy-7", EARLY), MovedToSection("roles-2", 1, "roles", "certain", is_named=False)),
    ],
    ids=["with its id", "with its id and a word more", "without it", "without it and a word more", "under a new id"],
)
def test_a_clause_lost_in_one_section_and_found_in_another_keeps_its_id(
    block: tuple[str, str], expected: Proposal
) -> None:
    proposed = sections(put({}, drop=["roles-2"]), [("privacy-1", REMARK), block])
    assert proposed == {"roles": [], "privacy": [expected]}


def test_a_text_copied_to_another_section_is_new_there() -> None:
    proposed = sections(base(), [("privacy-1", REMARK), ("", EARLY)])
    assert proposed == {"roles": [], "privacy": [New("privacy-2", 1, is_named=False)]}


def test_a_clause_is_looked_for_in_its_own_section_first() -> None:
    proposed = sections(put({"roles-2": ("", EARLY)}), [("privacy-1", REMARK), ("", EARLY)])
    assert proposed["roles"] == [Found("roles-2", 2, "certain", "roles-14")]
    assert proposed["privacy"] == [New("privacy-2", 1, is_named=False)]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (["a-1", "", "a-3", ""], {1: "a-2", 3: "a-4"}),
        (["", "", "", ""], {0: "a-1", 1: "a-2", 2: "a-3", 3: "a-4"}),
        (["a-1", "", "", "a-4"], {1: "a-2", 2: "a-3"}),
        (["a-1", "", "a-4"], {}),
        (["a-1", "", "", "", "a-4"], {}),
        (["a-1", "", "b-9", "a-4"], {}),
        (["a-2", "", "a-1"], {}),
        (["a-1", "", "a-3", "", ""], {1: "a-2"}),
        (["a-1", "a-2", "a-3", "a-4"], {}),
    ],
)
def test_a_translation_without_an_earlier_version_gets_ids_by_place(
    blocks: list[str], expected: dict[int, str]
) -> None:
    matches = match_by_position(["a-1", "a-2", "a-3", "a-4"], [Piece(id_ or None, "x") for id_ in blocks])
    assert {match_.position: match_.id for match_ in matches} == expected
    assert {match_.certainty for match_ in matches} <= {"likely"}


def test_the_same_lists_give_the_same_answer_whatever_the_order_of_what_is_only_looked_up() -> None:
    new = read(put({"roles-2": ("", CLEAR), "roles-3": ("", EARLY), "roles-5": ("roles-5", OTHER)}))
    used = [f"roles-{number}" for number in range(40)]
    first = match(read(base()), new, slug="roles", ever_used=used)
    used = sorted(used, key=lambda id_: id_[::-1])
    assert match(read(base()), new, slug="roles", ever_used=set(used)) == first


def test_only_what_somebody_has_to_decide_is_open() -> None:
    proposals: list[Proposal] = [
        Held("a-1", 0),
        Moved("a-1", 0),
        Removed("a-1"),
        Merged("a-1", "a-2", 0),
        Returned("a-1", 0),
        New("a-1", 0, is_named=True),
        Split("a-1", 0, "a-2", is_named=True),
        MovedToSection("a-1", 0, "b", "certain", is_named=True),
    ]
    assert [proposal for proposal in proposals if is_open(proposal)] == []
    asked: list[Proposal] = [
        Found("a-1", 0, "certain", "a-2"),
        Swapped("a-1", 0, "a-2", 1),
        OtherText("a-1", 0, "a-2"),
        Copied("a-1", 0, "a-2"),
        Split("a-1", 0, "a-2", is_named=False),
        Retired("a-1", 0, "a-2"),
        New("a-1", 0, is_named=False),
        MovedToSection("a-1", 0, "b", "certain", is_named=False),
    ]
    assert [proposal for proposal in asked if not is_open(proposal)] == []
