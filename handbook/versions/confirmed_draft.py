"""Save a draft whose translation somebody has compared with the source."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from handbook.models import Version
from handbook.versions.drafts import save_draft
from handbook.versions.validation import check_version
from markup.section import digests
from markup.section.digests import SHORT_DIGEST_LENGTH
from markup.section.front_matter import without_source_marks
from people.models import Employee


def save_confirmed_draft(
    *,
    draft: Version,
    texts: Mapping[str, str],
    language: str,
    revision: int,
    by: Employee | None,
    at: datetime,
    resolved: Iterable[str] = (),
    typed: Mapping[str, str] | None = None,
) -> Version:
    """Store a translation as typed. Somebody confirms that all of it matches the source in the draft.

    To confirm makes nobody an author; changed words do. The marks of single clauses and questions (`from`) are dropped. Raises what `save_draft` raises.
    """
    checked, source_language = check_version(draft), draft.section.handbook.source_language
    made_from = {
        f"made_from_{language}": digests.section_words_digest(checked.texts[source_language])[:SHORT_DIGEST_LENGTH]
    }
    if source_language in checked.quizzes:
        made_from[f"quiz_made_from_{language}"] = checked.quizzes[source_language].digest[:SHORT_DIGEST_LENGTH]
    unmarked = {
        f"{field}_{language}": without_source_marks(texts.get(f"{field}_{language}", draft.text(field, language)))
        for field in ("source", "quiz")
    }
    # If the source was saved after `draft` was read, the revision differs and nothing is stored.
    return save_draft(
        draft=draft,
        texts={**texts, **unmarked, **made_from},
        revision=revision,
        by=by,
        at=at,
        resolved=resolved,
        confirmed=language,
        typed=typed or texts,
    )
