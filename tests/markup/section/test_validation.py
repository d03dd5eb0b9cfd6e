"""Checks of translations against their source, and across sections."""

from markup.section.digests import section_words_digest, words_digest
from markup.section.parser import parse_section
from markup.section.types import SourceText
from markup.section.validation import check_handbook, current_by_marks

NB = "§ roles-1 (guideline)\nEn.\n\n§ roles-2 (law, L6)\nTo ting:\n\n- a\n- b\n\n§ roles-3 (example, roles-1)\n> Tre.\n"
NN = "§ roles-1\nEin.\n\n§ roles-2\nTo ting:\n\n- a\n- b\n\n§ roles-3\n> Tre.\n"


def section(text: str, language: str = "nb", *, slug: str = "roles", front: str = "") -> SourceText:
    file = f"---\ntitle: t\nmessage: m\n{front}---\n\n{text}"
    return parse_section(file, language=language, source_language="nb", section=slug).value


def errors(nb: str, nn: str | None = None, *, front: str = "", **others: str) -> list[tuple[str, int, tuple[str, ...]]]:
    roles = {"nb": section(nb, front=front)} | ({} if nn is None else {"nn": section(nn, "nn")})
    sections = {"roles": roles} | {slug: {"nb": section(text, slug=slug)} for slug, text in others.items()}
    errors = check_handbook(sections, source_language="nb", laws={"L6"})
    return [(error.code, error.line, error.values) for error in errors]


def test_a_translation_that_repeats_ids_and_shapes_has_no_error() -> None:
    assert errors(NB, NN) == []


def test_a_clause_may_name_and_link_to_those_of_other_sections() -> None:
    assert errors(NB.replace("roles-1)", "privacy-1)"), privacy="§ privacy-1 (law)\nSe [her](#roles-1).\n") == []


def test_a_link_to_a_clause_that_is_nowhere_is_told_in_any_language() -> None:
    assert errors(NB, NN.replace("Ein.", "Sjå [her](#roles-9).")) == [("link-unknown", 7, ("roles-9",))]
    assert errors(NB.replace("- b", "- [b](#privacy-1)")) == [("link-unknown", 12, ("privacy-1",))]


def test_a_law_that_is_not_in_the_register_is_told() -> None:
    assert errors(NB.replace("L6", "L7")) == [("law-unknown", 9, ("roles-2", "L7"))]
    assert errors(NB, front="laws: L6, L8\n") == [("law-unknown", 1, ("laws", "L8"))]


def test_an_id_of_two_sections_is_told_in_the_second() -> None:
    assert errors(NB, privacy="§ roles-1 (law)\nEn.\n") == [("id-elsewhere", 6, ("roles-1", "roles"))]


def test_what_a_translation_lacks_or_has_too_much_is_told() -> None:
    assert errors(NB, NN.replace("§ roles-3", "§ roles-4")) == [
        ("clause-extra", 15, ("roles-4",)),
        ("clause-untranslated", 1, ("roles-3", "nn")),
    ]


def test_another_order_is_told() -> None:
    one, two, three = NN.split("\n§ ")
    assert errors(NB, f"{two.join(('§ ', ''))}\n{one}\n§ {three}") == [("order-differs", 1, ())]


def test_another_shape_is_told_at_its_clause() -> None:
    assert errors(NB, NN.replace("- a\n- b", "- a og b")) == [("shape-differs", 9, ("roles-2",))]
    assert errors(NB, NN.replace("> Tre.", "Tre.")) == [("shape-differs", 15, ("roles-3",))]
    assert errors(NB, NN.replace("- a\n- b", "1. a\n2. b")) == [("shape-differs", 9, ("roles-2",))]


def test_a_translation_is_current_while_the_source_has_the_words_it_was_made_from() -> None:
    source = section(NB)
    translation = section(NN, "nn", front=f"source: {section_words_digest(source)[:16]}\n")
    assert current_by_marks(translation, source) >= {"roles-1", "roles-2", "roles-3"}
    reworded = section(NB.replace("En.", "En annen."))
    assert current_by_marks(translation, reworded) == set()


def test_a_clause_may_say_by_itself_what_it_was_made_from() -> None:
    source = section(NB)
    made_from = words_digest(source.clauses[0])[:16]
    translation = section(NN.replace("§ roles-1", f"§ roles-1 (from {made_from})"), "nn", front=f"source: {'0' * 16}\n")
    assert current_by_marks(translation, source) == {"roles-1"}


def test_another_audience_law_or_origin_makes_no_translation_stale() -> None:
    source = section(NB)
    translation = section(NN, "nn", front=f"source: {section_words_digest(source)[:16]}\n")
    judged_anew = section(NB.replace("(guideline)", "(advice, leaders, L6)"))
    assert "roles-1" in current_by_marks(translation, judged_anew)


def test_what_is_not_there_is_not_current_and_the_source_always_is() -> None:
    source = section(NB)
    translation = section(
        NN.replace("§ roles-3", "§ roles-4"), "nn", front=f"source: {section_words_digest(source)[:16]}\n"
    )
    assert current_by_marks(translation, source).isdisjoint({"roles-3", "roles-4"})
    assert "roles-1" in current_by_marks(source, source)


def test_a_translation_that_nobody_vouched_for_is_not_current() -> None:
    assert current_by_marks(section(NN, "nn"), section(NB)) == set()
