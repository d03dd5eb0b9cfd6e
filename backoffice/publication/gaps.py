"""What a draft lacks before it can be published, all of it at once, each with the place where it is mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backoffice.publication.publish_form import QUESTIONS, PublishForm
from handbook.models import Approval, Version
from handbook.templatetags.languages import language_name


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, in a sentence, and the address or the place on the page where it is mended."""

    sentence: str
    address: str
    although: str = ""
    """The value of the tick box with which the version is published all the same; empty: there is none."""


def gaps_of(form: PublishForm, roles: Sequence[Approval.Role]) -> list[Gap]:
    """All that is missing with what is chosen so far. `roles` are those whose approval is."""
    return [
        *_kinds(form),
        *(_refused(form) if form.is_bound else _news(form)),
        *_not_ready(form),
        *approval_gaps(roles),
    ]


def approval_gaps(roles: Sequence[Approval.Role]) -> list[Gap]:
    return [Gap(_("Missing: %(role)s.") % {"role": role.label}, "#approvals") for role in roles]


def _kinds(form: PublishForm) -> Iterator[Gap]:
    if names := form.unclassified:
        sentence = ngettext("%(count)s change has no kind yet.", "%(count)s changes have no kind yet.", len(names))
        yield Gap(sentence % {"count": len(names)}, f"#{form[names[0]].auto_id}_0")


def _news(form: PublishForm) -> Iterator[Gap]:
    for language in form.languages_without_news(form.values):
        sentence = _("Say in one sentence in %(language)s what is new.") % {"language": language_name(language)}
        yield Gap(sentence, f"#id_news_{language}")


def _refused(form: PublishForm) -> Iterator[Gap]:
    """What the form has refused, but for the kinds, which are counted."""
    for name, errors in form.errors.items():
        if name not in form.names.values():
            yield from (Gap(str(error), f"#{form[name].auto_id}") for error in errors)


def _not_ready(form: PublishForm) -> Iterator[Gap]:
    questions, languages = form.not_ready
    if questions:
        sentence = ngettext(
            "%(count)s question about what has changed has not been checked.",
            "%(count)s questions about what has changed have not been checked.",
            len(questions),
        )
        yield Gap(sentence % {"count": len(questions)}, "#questions", QUESTIONS)
    for language in languages:
        sentence = _("%(language)s is not ready. A new rule waits until every language is.")
        name = language_name(language).capitalize()
        yield Gap(sentence % {"language": name}, _editor(form.plan.version, language), language)


def _editor(draft: Version, language: str) -> str:
    return f"{reverse('admin:handbook_version_edit', args=[draft.pk])}?{urlencode({'text': language})}"
