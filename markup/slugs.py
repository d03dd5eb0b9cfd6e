"""Names that become addresses, anchors or keys: slugs of handbooks and sections, and the ids in their texts.

One rule: a to z, 0 to 9 and single hyphens, so that every address, both databases and every file system take them.
"""

import re
import unicodedata
from collections.abc import Container

LONGEST_SLUG = 50
LONGEST_ID = 64
"""Of a clause, as long as its column; and of a new question. Published questions may have longer ones."""
ADDRESSABLE = rf"\A[-a-zA-Z0-9_]{{1,{LONGEST_SLUG}}}\Z"
"""The slugs that the site's addresses (Django's converter `slug`) and both databases take, more than a new name may be. Python and
PostgreSQL read the pattern alike."""
IN_ADDRESSES = frozenset(
    {
        "as-of", "attempts", "changes", "completions", "employees", "feedback", "handbooks", "print", "questions",
        "result", "start", "versions",
    }
)  # fmt: skip
"""The words that stand beside or below handbooks, sections and questions in the site's addresses. A test derives them."""
PLANNED = frozenset({"admin", "all", "edit", "export", "new", "pages", "search"})
"""Words kept for pages to come, and `pages`, the folder of the site's own pages."""
RESERVED = IN_ADDRESSES | PLANNED
"""What no handbook, section or question may be called."""

_WORDS = "[a-z0-9]+(?:-[a-z0-9]+)*"
_SLUG = re.compile(rf"(?=.{{1,{LONGEST_SLUG}}}\Z){_WORDS}")
_QUESTION_ID = re.compile(rf"(?=[a-z]){_WORDS}")
_CLAUSE_ID = re.compile(rf"(?=[a-z][a-z0-9]*-){_WORDS}")
_LAW_ID = re.compile("L[0-9]{1,9}")
_MISCONCEPTION_ID = re.compile("M[0-9]{1,9}")
_LETTERS = str.maketrans(
    {
        "æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "œ": "oe", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t",
        "ł": "l", "þ": "th",
    }
)  # fmt: skip
_NAMELESS = "handbook"


def is_slug(name: str) -> bool:
    """Whether a name has the form of a slug: a to z, 0 to 9, and single hyphens between them. It may be reserved."""
    return _SLUG.fullmatch(name) is not None


def is_addressable(slug: str) -> bool:
    """Whether the site's addresses take a slug, be it one that no new name may be."""
    return re.search(ADDRESSABLE, slug) is not None


def is_free_slug(name: str) -> bool:
    """Whether a new handbook or section may have this slug."""
    return is_slug(name) and name not in RESERVED


def nearest_slug(name: str, nameless: str = _NAMELESS, *, taken: Container[str] = RESERVED) -> str:
    """The free slug nearest to a name: «Åpenhet i HR» becomes `aapenhet-i-hr`, `print` becomes `print-2`."""
    letters = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(letter))
    words = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > LONGEST_SLUG:
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    words = words or nameless
    slug, number = words, 1
    while slug in taken or slug in RESERVED:
        number += 1
        ending = f"-{number}"
        slug = words[: LONGEST_SLUG - len(ending)].rstrip("-") + ending
    return slug


def stem_of_ids(section: str) -> str:
    """What the ids of a section's new clauses begin with: its slug, behind a word if that begins with a digit."""
    return section if section[:1].isalpha() else f"section-{section}"


def has_clause_id_form(text: str) -> bool:
    """Whether a text has the form of a clause's id, such as `roles-3`; it may still be too long."""
    return _CLAUSE_ID.fullmatch(text) is not None


def is_clause_id(text: str) -> bool:
    return has_clause_id_form(text) and len(text) <= LONGEST_ID


def has_question_id_form(text: str) -> bool:
    """Whether a text has the form of a question's id, such as `board-member`; it may be too long, or reserved."""
    return _QUESTION_ID.fullmatch(text) is not None


def is_law_id(text: str) -> bool:
    return _LAW_ID.fullmatch(text) is not None


def is_misconception_id(text: str) -> bool:
    return _MISCONCEPTION_ID.fullmatch(text) is not None
