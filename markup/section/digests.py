"""Digests of the text that a reader sees: SHA-256 in lower-case hex (content format, chapter 7)."""

import hashlib
import json
from typing import Any

from markup.section.plain_text import reading_text
from markup.section.types import MESSAGE, TITLE, SourceClause, SourceText

SHORT_DIGEST_LENGTH = 16
"""In hexadecimal digits: a translation names its source by the beginning of a digest."""


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def json_digest(value: dict[str, Any]) -> str:
    """Digest of a value as JSON: keys sorted, separators `,` and `:`, no ASCII escapes, UTF-8."""
    return _sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def words_digest(clause: SourceClause) -> str:
    """Digest of a clause's reading text, without its origin and audience."""
    return _digest_of_words(reading_text(clause))


def published_words(clause: SourceClause) -> str:
    """Digest of a clause's words as the newest version has it, if it has these words: a clause that is read otherwise now
    has not changed."""
    return clause.published_words or words_digest(clause)


def line_digest(line: str) -> str:
    """Digest of a title or a key message, as if it were a clause of one paragraph."""
    return _digest_of_words(line)


def words_digests(text: SourceText) -> dict[str, str]:
    """Return the words digest of title, key message and each clause, by clause id, to be compared with what is published."""
    head = {TITLE: line_digest(text.title), MESSAGE: line_digest(text.message)}
    return head | {clause.id: published_words(clause) for clause in text.clauses if clause.id}


def names_of_section(text: SourceText) -> frozenset[str]:
    """The short digests that a translation may have as `source`: of the section's words as they are read, or once were."""
    readings = [text, text.first_reading] if text.first_reading else [text]
    return frozenset(section_words_digest(reading)[:SHORT_DIGEST_LENGTH] for reading in readings)


def names_of_clauses(text: SourceText) -> dict[str, frozenset[str]]:
    """The short digests that a translation may have as `from` of each clause: as it is read, is published, or once was."""
    digests: dict[str, set[str]] = {
        clause.id: {words_digest(clause)[:SHORT_DIGEST_LENGTH], published_words(clause)[:SHORT_DIGEST_LENGTH]}
        for clause in text.clauses
        if clause.id
    }
    for clause in text.first_reading.clauses if text.first_reading else ():
        if clause.id in digests:
            digests[clause.id].add(words_digest(clause)[:SHORT_DIGEST_LENGTH])
    return {clause: frozenset(short) for clause, short in digests.items()}


def _digest_of_words(text: str) -> str:
    return _sha256("rettesnor words 1\n" + text)


def clause_digest(words: str, origin: str | None, audience: str) -> str:
    """Digest of a clause's words digest, origin (None or "" for a heading) and audience, as in the source."""
    return json_digest({"format": "rettesnor clause 1", "words": words, "origin": origin or "", "audience": audience})


def section_words_digest(text: SourceText) -> str:
    """Digest of a section's words. Its first 16 digits are the `source` of a translation made from it."""
    clauses = [[clause.id, words_digest(clause)] for clause in text.clauses]
    return _digest_of_section("rettesnor section words 1", text, clauses)


def section_digest(text: SourceText, source: SourceText) -> str:
    """Digest of a section's words, with origin and audience as in `source`."""
    source_clauses = {clause.id: clause for clause in source.clauses}
    clauses = []
    for clause in text.clauses:
        original = source_clauses.get(clause.id, clause)
        clauses.append([clause.id, clause_digest(words_digest(clause), original.origin, original.audience)])
    return _digest_of_section("rettesnor section 1", text, clauses)


def _digest_of_section(format_: str, text: SourceText, clauses: list[list[str | None]]) -> str:
    return json_digest(
        {"format": format_, "language": text.language, "title": text.title, "message": text.message, "clauses": clauses}
    )


def html_digest(html: str) -> str:
    """Digest of sanitised HTML as it is stored."""
    return _sha256(html)
