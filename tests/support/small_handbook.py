"""A handbook of two short sections in three languages, written as files, for tests that need to know every word."""

from pathlib import Path

LAWS = """
[L6]
act = { nb = "Forvaltningsloven", nn = "Forvaltingslova", en = "Public Administration Act" }
section = { nb = "§ 6", nn = "§ 6", en = "section 6" }
says = { nb = "Når en ansatt er inhabil.", nn = "Når ein tilsett er inhabil.", en = "When an employee is disqualified." }
certainty = "checked"

[L7]
act = { nb = "Ny lov", nn = "Ny lov", en = "New act" }
section = { nb = "kap. 4", nn = "kap. 4", en = "ch. 4" }
says = { nb = "Ikke i kraft.", nn = "Ikkje i kraft.", en = "Not in force." }
certainty = "doubtful"
"""
TOML = """
source_language = "nb"
open_to_all = true
legal_review = "pending"
sections = ["roles", "privacy"]
title = { nb = "Liten håndbok", nn = "Lita handbok", en = "Small handbook" }
lead = { nb = "To kapitler.", nn = "To kapittel.", en = "Two sections." }
in_short = { nb = ["Vær tydelig."], nn = ["Ver tydeleg."], en = ["Be clear."] }

[misconceptions.M13]
side = "careless"
nb = "Rollen kan tas av"
nn = "Rolla kan takast av"
en = "The role can be taken off"

[misconceptions.M05]
side = "cautious"
nb = "Jeg må spørre"
nn = "Eg må spørje"
en = "I must ask"
"""
ROLES = {
    "nb": """---
title: Rollene dine
message: Gjør det tydelig hvem du snakker for.
---

§ roles-speaker
## Hvem snakker du for?

§ roles-1 (guideline)
Et verv kan komme i konflikt med jobben din.

§ roles-2 (guideline)
Du bør være tydelig på hvem du snakker for.

§ roles-3 (guideline, leaders)
Det ledere sier, blir alltid koblet til jobben.

§ roles-4 (law, L6, L7)
Du må vurdere om du er habil.

§ roles-case-pitch (example, roles-1)
> ### Banen
>
> Hamid leder idrettslaget. Hva bør han gjøre på jobb?
""",
    "nn": """---
title: Rollene dine
message: Gjer det tydeleg kven du snakkar for.
---

§ roles-speaker
## Kven snakkar du for?

§ roles-1
Eit verv kan kome i konflikt med jobben din.

§ roles-2
Du bør vere tydeleg på kven du snakkar for.

§ roles-3
Det leiarar seier, blir alltid kopla til jobben.

§ roles-4
Du må vurdere om du er habil.

§ roles-case-pitch
> ### Bana
>
> Hamid leier idrettslaget. Kva bør han gjere på jobb?
""",
    "en": """---
title: Your roles
message: Make it clear whom you speak for.
---

§ roles-speaker
## Whom do you speak for?

§ roles-1
An office can conflict with your job.

§ roles-2
You should be clear about whom you speak for.

§ roles-3
What leaders say is always linked to the job.

§ roles-4
You must consider whether you are impartial.

§ roles-case-pitch
> ### The pitch
>
> Hamid leads the sports club. What should he do at work?
""",
}
_QUIZ_SHAPE = """## board

{board_tests}{board}

- [x] a) {right}
  > {why} 1a.
- [ ] b) {wrong}{m05}
  > {why} 1b.
- [ ] c) {other}{m13}
  > {why} 1c.

## clear (choose 2)

{clear_tests}{clear}

- [x] a) {right}
  > {why} 2a.
- [x] b) {wrong}
  > {why} 2b.
- [ ] c) {other}{m13}
  > {why} 2c.

## sharp{leaders}

{sharp_tests}{sharp}

- [ ] a) {wrong}{m05}
  > {why} 3a.
- [x] b) {right}
  > {why} 3b.
- [ ] c) {other}{m13}
  > {why} 3c.
"""
_MARKS = {
    "board_tests": "§ roles-1, roles-4\n\n",
    "clear_tests": "§ roles-2\n\n",
    "sharp_tests": "§ roles-3\n\n",
    "leaders": " (leaders)",
    "m05": " (M05)",
    "m13": " (M13)",
}
_NO_MARKS = dict.fromkeys(_MARKS, "")
_WORDS = {
    "nb": {"board": "Hva gjør du med vervet?", "clear": "Når er du tydelig?", "sharp": "Hva bør lederen regne med?", "right": "Si fra", "wrong": "Tie", "other": "Vente", "why": "Fordi det er slik"},
    "nn": {"board": "Kva gjer du med vervet?", "clear": "Når er du tydeleg?", "sharp": "Kva bør leiaren rekne med?", "right": "Sei frå", "wrong": "Teie", "other": "Vente", "why": "Fordi det er slik"},
    "en": {"board": "What do you do about the office?", "clear": "When are you clear?", "sharp": "What should the leader expect?", "right": "Speak up", "wrong": "Keep silent", "other": "Wait", "why": "Because it is so"},
}  # fmt: skip
PRIVACY = {
    "nb": "---\ntitle: Personvern\nmessage: Det du vet, blir i jobben.\n---\n\n§ privacy-1 (guideline)\nDu setter spor.\n",
    "nn": "---\ntitle: Personvern\nmessage: Det du veit, blir i jobben.\n---\n\n§ privacy-1\nDu set spor.\n",
    "en": "---\ntitle: Privacy\nmessage: What you know stays at work.\n---\n\n§ privacy-1\nYou leave traces.\n",
}
_PRIVACY_QUIZ = """## traces

{tests}{q}

- [x] a) Ja
  > {why} 4a.
- [ ] b) Nei{m}
  > {why} 4b.
- [ ] c) Kanskje{m}
  > {why} 4c.
"""


PAGES = {
    "privacy": ("Personvern", "Personvern", "Privacy"),
    "accessibility": ("Tilgjengelighet", "Tilgjenge", "Accessibility"),
    "what-my-leader-sees": ("Dette ser lederen din", "Dette ser leiaren din", "This is what your leader sees"),
    "write-a-guideline": ("Slik skriver du", "Slik skriv du", "How to write"),
    "write-questions": ("Slik spør du", "Slik spør du", "How to ask"),
}
"""Titles in bokmål, nynorsk and English."""
_PAGE = {
    "nb": "Her står det noe.\n\n## Si fra\n\nGå til [Meld feil](/remarks/).",
    "nn": "Her står det noko.\n\n## Sei frå\n\nGå til [Meld feil](/remarks/).",
    "en": "Something stands here.\n\n## Tell us\n\nGo to [Report a fault](/remarks/).",
}


def write(content: Path) -> Path:
    """Write the handbook below a content folder, translations confirmed, and the site's own pages beside it. Returns the
    handbook's folder."""
    folder = content / "small"
    for slug, titles in PAGES.items():
        for language, title in zip(("nb", "nn", "en"), titles, strict=True):
            put(content / "pages" / slug / f"{language}.md", f"---\ntitle: {title}\n---\n\n{_PAGE[language]}\n")
    (content / "laws.toml").parent.mkdir(parents=True, exist_ok=True)
    (content / "laws.toml").write_text(LAWS)
    for language in ("nb", "nn", "en"):
        marks = _MARKS if language == "nb" else _NO_MARKS
        put(folder / "roles" / f"{language}.md", ROLES[language])
        put(folder / "roles" / f"{language}.quiz.md", _QUIZ_SHAPE.format(**_WORDS[language], **marks))
        put(folder / "privacy" / f"{language}.md", PRIVACY[language])
        quiz = _PRIVACY_QUIZ.format(
            tests="§ privacy-1\n\n" if language == "nb" else "",
            q={"nb": "Setter du spor?", "nn": "Set du spor?", "en": "Do you leave traces?"}[language],
            why=_WORDS[language]["why"],
            m=" (M05)" if language == "nb" else "",
        )
        put(folder / "privacy" / f"{language}.quiz.md", quiz)
    put(folder / "handbook.toml", TOML)
    return folder


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
