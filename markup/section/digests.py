"""Digests of what a reader reads: SHA-256, lower-case hex (content format, chapter 7).

JSON means keys sorted, separators `,` and `:`, no ASCII escapes, UTF-8.
"""

import hashlib
import json
from typing import Any

from markup.section.plain_text import reading_text
from markup.section.types import MESSAGE, TITLE, SourceClause, SourceText


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def json_digest(value: dict[str, Any]) -> str:
    return _sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def words_digest(clause: SourceClause) -> str:
    return _digest_of_words(reading_text(clause))


def line_digest(line: str) -> str:
    """Of a title or a key message, as if it were a clause of one paragraph."""
    return _digest_of_words(line)


def words_digests(text: SourceText) -> dict[str, str]:
    """The digest of each clause's words, those of title and key message first."""
    frame = {TITLE: line_digest(text.title), MESSAGE: line_digest(text.message)}
    return frame | {clause.id: words_digest(clause) for clause in text.clauses if clause.id}


def _digest_of_words(text: str) -> str:
    return _sha256("rettesnor words 1\n" + text)


def clause_digest(words: str, origin: str | None, audience: str) -> str:
    """Of the words' digest, and what the source says the clause is: origin "" for a heading."""
    return json_digest({"format": "rettesnor clause 1", "words": words, "origin": origin or "", "audience": audience})


def section_words_digest(text: SourceText) -> str:
    """What a translation says it was made from is the first 16 digits of the source's."""
    clauses = [[clause.id, words_digest(clause)] for clause in text.clauses]
    return _digest_of_section("rettesnor section words 1", text, clauses)


def section_digest(text: SourceText, source: SourceText) -> str:
    """Of the words, and of origin and audience as the source has them."""
    judged = {clause.id: clause for clause in source.clauses}
    clauses = []
    for clause in text.clauses:
        of_source = judged.get(clause.id, clause)
        clauses.append([clause.id, clause_digest(words_digest(clause), of_source.origin, of_source.audience)])
    return _digest_of_section("rettesnor section 1", text, clauses)


def _digest_of_section(format_: str, text: SourceText, clauses: list[list[str | None]]) -> str:
    return json_digest(
        {"format": format_, "language": text.language, "title": text.title, "message": text.message, "clauses": clauses}
    )


def html_digest(html: str) -> str:
    """Of the stored bytes, after the sanitiser."""
    return _sha256(html)
