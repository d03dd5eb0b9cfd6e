"""A section whose every word is known, and short ways to ask for them."""

from pathlib import Path

from handbook.import_export.confirm_translations import confirm_translations
from handbook.import_export.importer import import_folder
from handbook.models import Handbook, Kind
from handbook.public.search import SearchResult, search
from tests.cast import FIRST, TODAY
from tests.support import small_handbook

SPEECH = {
    "nb": """---
title: Ytringsfrihet
message: Grensene er få.
---

§ speech-1 (guideline)
Lojalitetsplikten er **snever**.

§ speech-heading
## Varsling

§ speech-2 (guideline)
Du kan varsle om kritikkverdig atferd.

§ speech-3 (guideline)
Én mening om Ærfugløya er en ytring.

§ speech-case (example, speech-1)
> ### ÅPEN LØSNING
>
> Hva er [lov](https://eksempel.example/hemmelig)?
""",
    "nn": """---
title: Ytringsfridom
message: Grensene er få.
---

§ speech-1
Lojalitetsplikta er **snever**.

§ speech-heading
## Varsling

§ speech-2
Du kan varsle om kritikkverdig åtferd.

§ speech-3
Éi meining om Ærfugløya er ei ytring.

§ speech-case
> ### OPEN LØYSING
>
> Kva er [lov](https://eksempel.example/hemmelig)?
""",
    "en": """---
title: Freedom of expression
message: The limits are few.
---

§ speech-1
The loyalty of employees is **narrow**.

§ speech-heading
## Whistleblowing

§ speech-2
You can report blameworthy conduct.

§ speech-3
An opinion about Eider Island expresses something.

§ speech-case
> ### AN OPEN DOOR
>
> What is [legal](https://eksempel.example/hemmelig)?
""",
}


def publish_speech(folder: Path, texts: dict[str, str] = SPEECH) -> None:
    """The section «speech» is put between the other two, in the files and on the site, its translations confirmed."""
    write_speech(folder, texts)
    import_folder(folder=folder, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=FIRST)


def write_speech(folder: Path, texts: dict[str, str] = SPEECH) -> None:
    """The same in the files alone."""
    for language, text in texts.items():
        small_handbook.put(folder / "speech" / f"{language}.md", text)
        quiz = (folder / "privacy" / f"{language}.quiz.md").read_text(encoding="utf-8")
        small_handbook.put(folder / "speech" / f"{language}.quiz.md", quiz.replace("privacy-", "speech-"))
    frame = small_handbook.TOML.replace('["roles", "privacy"]', '["roles", "speech", "privacy"]')
    (folder / "handbook.toml").write_text(frame, encoding="utf-8")
    for language in ("nn", "en"):
        confirm_translations(folder, language)


def ask(query: str, language: str = "nb", *, audience: str = "everyone", handbooks=None) -> SearchResult:
    among = Handbook.objects.all() if handbooks is None else handbooks
    return search(query, handbooks=among, language=language, audience=audience, on=TODAY)


def places(result: SearchResult) -> list[str]:
    """Each hit as its address on the site, in short: roles, roles#roles-1."""
    return [hit.shown.version.section.slug + (f"#{hit.clause.clause}" if hit.clause else "") for hit in result.hits]
