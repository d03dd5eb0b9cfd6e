"""HR's pages of the questions of a published version: which are asked, which are withdrawn; and withdraws one."""

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.filters import OfSection
from backoffice.texts.drafts import door, page
from backoffice.texts.published import for_publishers, published_or_404
from courses.forms import WithdrawQuestionForm
from courses.question_withdrawal import (
    AffectedAttempts,
    QuestionAlreadyWithdrawn,
    QuestionNotPublished,
    Withdrawal,
    affected_attempts,
    published_question,
    withdraw_question,
)
from courses.statistics.first_answers import FEWEST
from handbook.models import Edition, Version, WithdrawnQuestion
from handbook.quizzes import question_by_language, quiz_of
from markup.quiz.types import Question
from markup.quiz.wording import full_wording_of, is_worded
from people.admin_permissions import GuardedAdmin
from people.language import LANGUAGES, ui_language
from people.permissions import may_edit_text, may_publish_text, signed_in


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of a version as HR sees it."""

    question: Question
    """As the source says it."""
    withdrawn: WithdrawnQuestion | None
    asked_in: Sequence[str]
    """The languages whose words are not withdrawn; all of them, for most."""


def question_rows(version: Version) -> list[QuestionRow]:
    """The questions of a published version, in their order: two queries."""
    editions = {edition.language: edition for edition in version.editions.defer("html", "source")}
    source = editions[version.section.handbook.source_language]
    withdrawn = list(WithdrawnQuestion.objects.filter(section=version.section).select_related("by"))
    return [_question_row(question, source, editions, withdrawn) for question in quiz_of(source).questions]


def _question_row(
    question: Question, source: Edition, editions: Mapping[str, Edition], withdrawn: Sequence[WithdrawnQuestion]
) -> QuestionRow:
    mine = [withdrawn_question for withdrawn_question in withdrawn if withdrawn_question.question == question.id]
    found = next(
        (
            withdrawn_question
            for withdrawn_question in mine
            if is_worded({source.language: question}, [withdrawn_question.wording])
        ),
        None,
    )
    said = {
        language: question_by_language(question.id, (source, editions[language]))
        for language in LANGUAGES
        if language in editions
    }
    wordings = [withdrawn_question.wording for withdrawn_question in mine]
    asked_in = [language for language, words in said.items() if language in words and not is_worded(words, wordings)]
    return QuestionRow(question, found, asked_in)


def questions(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The questions of a published version."""
    version = published_or_404(pk)
    context = desk(request, site, version) | {
        "title": _("The questions of version %(number)s") % {"number": version.number},
        "questions": question_rows(version),
        "may_withdraw": may_publish_text(request.user),
    }
    return render(request, "backoffice/questions.html", context)


def withdraw(request: HttpRequest, site: AdminSite, pk: int, question: str) -> HttpResponse:
    """Shows the question and about how many open attempts it concerns, asks why; then withdraws it."""
    version = published_or_404(pk)
    for_publishers(request, version)
    form = WithdrawQuestionForm(request.POST if request.method == "POST" else None)
    try:
        if not form.is_valid():
            return ask_reason(request, site, version, question, form)
        reason = form.cleaned_data["reason"]
        done = withdraw_question(
            version=version, question=question, reason=reason, by=signed_in(request), at=timezone.now()
        )
    except QuestionNotPublished:
        raise Http404 from None
    except QuestionAlreadyWithdrawn:
        messages.info(request, _("The question is withdrawn already. Nothing was done."))
    else:
        messages.success(request, describe_withdrawal(done))
    return redirect("admin:handbook_withdrawnquestion_version", version.pk)


def ask_reason(
    request: HttpRequest, site: AdminSite, version: Version, question: str, form: WithdrawQuestionForm
) -> HttpResponse:
    """Raises NoSuchQuestion."""
    words = published_question(version, question)
    found = next(question_row for question_row in question_rows(version) if question_row.question.id == question)
    concerned = affected_attempts(version.section, question, full_wording_of(words), on=timezone.localdate())
    context = desk(request, site, version) | {
        "title": _("Withdraw the question?"),
        "listed": found,
        "words": [(language, words[language]) for language in LANGUAGES if language in words],
        "concerned": in_fives(concerned.attempts),
        "done": in_fives(concerned.done),
        "button": button(concerned),
        "form": form,
    }
    return render(request, "backoffice/withdraw_question.html", context, status=422 if form.errors else 200)


def in_fives(people: Sized) -> int:
    """How many there are at least, rounded down to fives; 0: fewer than five, or none. An exact number would tell HR who
    has the question not right: by its smallness, or by how it moves when somebody answers."""
    return len(people) // FEWEST * FEWEST


def button(concerned: AffectedAttempts) -> str:
    """It says about how many it concerns."""
    if count := in_fives(concerned.attempts):
        said = _("Withdraw the question and credit it in at least %(count)s open attempts")
        return said % {"count": count}
    return _("Withdraw the question and credit it in fewer than five open attempts")


def describe_withdrawal(done: Withdrawal) -> str:
    """What was done, in sentences."""
    credited, completed = in_fives(done.credited), in_fives(done.completed)
    said = [
        _("The question is withdrawn."),
        _("It counts as right in at least %(count)s open attempts.") % {"count": credited}
        if credited
        else _("It counts as right in fewer than five open attempts."),
        _("With that, at least %(count)s employees are done.") % {"count": completed}
        if completed
        else _("With that, fewer than five employees are done."),
    ]
    return " ".join(said)


def desk(request: HttpRequest, site: AdminSite, version: Version) -> dict[str, object]:
    """What both pages show in their frame."""
    return page(request, site, version, version.section.handbook.source_language) | {
        "version": version,
        "opts": WithdrawnQuestion._meta,
    }


@admin.register(WithdrawnQuestion)
class WithdrawnQuestionAdmin(GuardedAdmin):
    """Questions that were at fault: who withdrew them, when and why. Read-only; they are withdrawn from the questions of
    a published version."""

    seen_by = staticmethod(may_edit_text)
    list_display = ("question", "section_title", "number", "reason", "by", "at")
    list_filter = ("section__handbook", OfSection)
    list_select_related = ("section", "version", "by")
    fields = ("question", "section", "version", "reason", "by", "at")

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        return [
            path("versions/<int:pk>/", door(site, questions), name="handbook_withdrawnquestion_version"),
            path(
                "versions/<int:pk>/<slug:question>/", door(site, withdraw), name="handbook_withdrawnquestion_withdraw"
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the title of the section as it was then, in the language of whoever looks."""
        read = Edition.objects.filter(version=OuterRef("version"), language=ui_language())
        withdrawn: QuerySet[Any] = super().get_queryset(request)
        with_titles: QuerySet[Any] = withdrawn.annotate(shown_title=Subquery(read.values("title")[:1]))
        return with_titles

    @admin.display(description=gettext_lazy("section"), ordering="section__position")
    def section_title(self, withdrawn: Any) -> str:
        return str(withdrawn.shown_title or withdrawn.section.slug)

    @admin.display(description=gettext_lazy("version"), ordering="version__number")
    def number(self, withdrawn: WithdrawnQuestion) -> int | None:
        return withdrawn.version.number
