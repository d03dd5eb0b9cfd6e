"""The worked example of the content format, with the digests that any program following the format gets."""

from markup.quiz.digests import quiz_digest
from markup.quiz.parser import parse_quiz
from markup.quiz.writer import write_quiz
from markup.section.digests import clause_digest, section_digest, section_words_digest, words_digest
from markup.section.parser import parse_section
from markup.section.types import Block, Heading, ItemList, Paragraph, Quote, SourceClause, SourceText
from markup.section.writer import write_section

SECTION = """---
title: Rollene dine
message: Du har flere roller. Gjør det tydelig hvem du snakker for når noen kan ta feil.
---

§ roles-speaker
## Hvem snakker du for?

§ roles-3 (guideline)
Du bør være tydelig på om du snakker på egne vegne eller på vegne av kommunen.

§ roles-6 (guideline, leaders)
Det ledere sier, blir alltid koblet til jobben, også når de snakker privat.
Det samme gjelder andre som står nær ledelsen.

§ roles-12 (law, L6, L17)
Har du engasjert deg sterkt offentlig i en sak du selv skal behandle, må du vurdere om du er habil.

§ roles-signs (advice)
Tre tegn på at rollen din kan misforstås:

- Du skriver om fagområdet ditt.
- Du har kommunen i profilen.
- Du er leder, eller står nær ledelsen.

§ roles-case-pitch (example, roles-1, roles-3, roles-12)
> ### Kunstgressbanen
>
> Hamid leder det lokale idrettslaget. Laget søker om ny bane, og saken havner på hans pult.
>
> Hva bør han gjøre på jobb?
"""
QUIZ = """## sharp-post (choose 2, leaders)

§ roles-6, roles-9

En virksomhetsleder skriver et skarpt innlegg om en sak i egen sektor.

Hva bør hun regne med?

- [x] a) At mange leser det som kommunens syn
  > Det ledere sier, blir koblet til jobben.
- [ ] b) At ingen kobler det til jobben etter klokka 16 (M13)
  > Lederrollen følger med, også på fritida.
- [ ] c) At ledere ikke har lov til å mene noe (M12)
  > Ledere har også ytringsfrihet.
- [x] d) At medarbeiderne legger merke til hvordan hun skriver
  > Medarbeidere ser til lederen sin.
"""
WORDS = "189af97b60cd225479e1f57f31247b78efe8335409fe5bc24a8f170b7aa5fa9c"


def example() -> SourceText:
    parsed = parse_section(SECTION, language="nb", source_language="nb")
    assert parsed.errors == ()
    return parsed.value


def test_the_example_is_read_as_these_values() -> None:
    def clause(id_, origin, *blocks: Block, audience="everyone", laws=(), illustrates=()) -> SourceClause:
        return SourceClause(id_, origin, audience, laws, illustrates, None, blocks)

    assert example() == SourceText(
        "nb",
        "Rollene dine",
        "Du har flere roller. Gjør det tydelig hvem du snakker for når noen kan ta feil.",
        (),
        None,
        (
            clause("roles-speaker", None, Heading(2, "Hvem snakker du for?")),
            clause(
                "roles-3",
                "guideline",
                Paragraph(("Du bør være tydelig på om du snakker på egne vegne eller på vegne av kommunen.",)),
            ),
            clause(
                "roles-6",
                "guideline",
                Paragraph(
                    (
                        "Det ledere sier, blir alltid koblet til jobben, også når de snakker privat.",
                        "Det samme gjelder andre som står nær ledelsen.",
                    )
                ),
                audience="leaders",
            ),
            clause(
                "roles-12",
                "law",
                Paragraph(
                    (
                        "Har du engasjert deg sterkt offentlig i en sak du selv skal behandle, må du vurdere om du er habil.",
                    )
                ),
                laws=("L6", "L17"),
            ),
            clause(
                "roles-signs",
                "advice",
                Paragraph(("Tre tegn på at rollen din kan misforstås:",)),
                ItemList(
                    False,
                    (
                        ("Du skriver om fagområdet ditt.",),
                        ("Du har kommunen i profilen.",),
                        ("Du er leder, eller står nær ledelsen.",),
                    ),
                ),
            ),
            clause(
                "roles-case-pitch",
                "example",
                Quote(
                    (
                        Heading(3, "Kunstgressbanen"),
                        Paragraph(
                            (
                                "Hamid leder det lokale idrettslaget. Laget søker om ny bane, og saken havner på hans pult.",
                            )
                        ),
                        Paragraph(("Hva bør han gjøre på jobb?",)),
                    )
                ),
                illustrates=("roles-1", "roles-3", "roles-12"),
            ),
        ),
    )


def test_its_digests_are_those_of_the_format() -> None:
    text = example()
    roles_3 = text.clause("roles-3")
    assert words_digest(roles_3) == WORDS
    assert (
        clause_digest(WORDS, roles_3.origin, roles_3.audience)
        == "123d6909ebd4a02122cd3b10be4ca1968b3b3b72dfc9dc75c29b17774b3f17c3"
    )
    assert section_words_digest(text) == "4bdc1c22af15abaebd94ca3ee3563e8c1fc5d936ae9f1597f8650afc2dde5e09"
    assert section_digest(text, text) == "f45197d3b0a4318ec27a6d6976631044d3dc340ff97259756d8ef85225b0736d"


def test_its_translations_name_the_digits_that_the_format_shows() -> None:
    assert section_words_digest(example())[:16] == "4bdc1c22af15abae"
    assert WORDS[:16] == "189af97b60cd2254"


def test_the_quiz_shown_beside_it_has_the_digest_of_the_format() -> None:
    parsed = parse_quiz(QUIZ, language="nb", source_language="nb", section="roles")
    assert parsed.errors == ()
    assert quiz_digest(parsed.value) == "28d1f46cda61fdd7fd1639bb2920b63a9bfacc5ac710bd41067d0a0abe8ffd62"


def test_both_are_in_canonical_form() -> None:
    assert write_section(example()) == SECTION
    assert write_quiz(parse_quiz(QUIZ, language="nb", source_language="nb").value) == QUIZ
