"""Publishes one changed clause of a section, which its questions test, as a new rule in all languages. Run on the site's own
database, outside the tests' process:

    python -m tests.journeys.new_rule <section> <clause> <word>
"""

import os
import re
import sys


def main(slug: str, clause: str, word: str) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.utils import timezone

    from handbook.models import Kind, Section
    from handbook.versions.drafts import open_draft, save_draft
    from handbook.versions.publication_decision import PublicationDecision
    from handbook.versions.publish import publish
    from people.language import LANGUAGES

    section, now = Section.objects.select_related("handbook").get(slug=slug), timezone.now()
    draft = open_draft(section=section, by=None, at=now)
    texts = {
        f"source_{language}": re.sub(
            rf"(?m)(^§ {clause}\b.*\n.*?)([.?!])$", rf"\g<1> ({word})\g<2>", draft.text("source", language), count=1
        )
        for language in LANGUAGES
    }
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=now)
    news = {f"news_{language}": f"Nytt: {word}." for language in LANGUAGES}
    publish(
        draft=draft, decision=PublicationDecision(Kind.NEW_RULE, news=news, although_not_ready=True), by=None, at=now
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
