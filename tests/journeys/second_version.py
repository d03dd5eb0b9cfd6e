"""Publishes a second version of a section that asks nobody, and judges one of its changes again. Run on the site's own
database, outside the tests' process:

    python -m tests.journeys.second_version <section>
"""

import os
import sys

NEW_POINT = "\n\n§ {section}-tried (guideline, leaders)\nPrøv dette først.\n"


def main(slug: str) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.utils import timezone

    from handbook.models import Change, Kind, Section
    from handbook.versions.drafts import open_draft, save_draft
    from handbook.versions.publication_decision import PublicationDecision
    from handbook.versions.publish import publish

    section, now = Section.objects.select_related("handbook").get(slug=slug), timezone.now()
    draft = open_draft(section=section, by=None, at=now)
    texts = {
        "source_nb": draft.source_nb.rstrip().replace(".", " (prøvd).", 1) + NEW_POINT.format(section=slug),
        "message_nb": "Et helt annet budskap enn det som sto her.",
    }
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=now)
    version = publish(
        draft=draft, decision=PublicationDecision(Kind.CLARIFICATION, although_not_ready=True), by=None, at=now
    )
    Change.objects.create(
        version=version,
        clause=f"{slug}-tried",
        what=Change.What.NEW,
        kind=Kind.CORRECTION,
        reason="Det gjaldt fra før.",
        by=None,
        at=now,
    )


if __name__ == "__main__":
    main(sys.argv[1])
