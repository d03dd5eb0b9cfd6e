"""HR's pages about the questions of a published version: the list, and the withdrawal of one question."""

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.filters import SectionFilter
from backoffice.marks import number_with_mark, was_undone, with_mark
from backoffice.texts.drafts import draft_context, guarded_view
from backoffice.texts.published import names_in_version, published_version_or_404, require_publisher
from backoffice.texts.published_names import in_sentence, published_names, published_question_names
from courses.forms import WithdrawQuestionForm
from courses.question_withdrawal import (
    AffectedAttempts,
    QuestionNotPublished,
    Withdrawal,
    affected_attempts,
    editions_of,
    published_question,
    withdraw_question,
)
from courses.statistics.first_answers import FEWEST
from handbook.models import Edition, Version, WithdrawnQuestion
from handbook.quizzes import quiz_of
from handbook.translations.questions import question_by_language
from markup.quiz.cards import words_of
from markup.quiz.types import Question
from markup.quiz.wording import full_wording_of, has_wording
from people.admin_permissions import GuardedAdmin
from people.language import LANGUAGES, ui_language
from people.permissions import may_edit_text, may_publish_text, signed_in
from records.refusal import Refusal


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of a version as HR sees it."""

    question: Question
    """In the source language."""
    name: str
    """By its number on the cards, such as “Question 3”."""
    withdrawn: WithdrawnQuestion | None
    asked_in: Sequence[str]
    """The languages whose wording is not withdrawn; for most questions, all of them."""
    points: Sequence[str]
    """Readers' number of each point that it is about, such as 9.3; the name of one without a number."""


def question_rows(version: Version) -> list[QuestionRow]:
    """The questions of a published version, in order. Three queries."""
    editions = {edition.language: edition for edition in editions_of(version)}
    source = editions.get(version.section.handbook.source_language)
    if source is None:  # named on the front page of the admin: handbook.unreadable
        return []
    withdrawn = list(WithdrawnQuestion.objects.filter(section=version.section).select_related("by"))
    position, names = version.section.position, published_question_names(source)
    points = {id_: in_sentence(name) for id_, name in published_names(version.section, source).items()}
    points |= {
        clause: f"{position}.{number}" for clause, number in source.clauses.values_list("clause", "number") if number
    }
    return [
        _question_row(question, names[question.id], source, editions, withdrawn, points)
        for question in quiz_of(source).questions
    ]


def _question_row(
    question: Question,
    name: str,
    source: Edition,
    editions: Mapping[str, Edition],
    withdrawn: Sequence[WithdrawnQuestion],
    points: Mapping[str, str],
) -> QuestionRow:
    earlier = [row for row in withdrawn if row.question == question.id]
    source_words = {source.language: question}
    withdrawal = next((row for row in earlier if has_wording(source_words, [row.wording])), None)
    words_by_language = {
        language: question_by_language(question.id, (source, editions[language]))
        for language in LANGUAGES
        if language in editions
    }
    wordings = [row.wording for row in earlier]
    asked_in = [language for language, words in words_by_language.items() if not has_wording(words, wordings)]
    tested = [points[clause] for clause in question.tests if clause in points]
    return QuestionRow(question, name, withdrawal, asked_in, tested)


def question_list(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    """The questions of a published version."""
    version = published_version_or_404(pk)
    context = questions_context(request, site, version) | {
        "title": _("The questions of version %(number)s") % {"number": version.number},
        "questions": question_rows(version),
        "may_withdraw": may_publish_text(request.user),
    }
    return render(request, "backoffice/questions.html", context)


def withdraw_listed_question(request: HttpRequest, site: AdminSite, pk: int, question: str) -> HttpResponse:
    """Show the question and roughly how many open attempts it affects, ask for the reason, then withdraw it."""
    version = published_version_or_404(pk)
    require_publisher(request)
    form = WithdrawQuestionForm(request.POST if request.method == "POST" else None)
    try:
        if not form.is_valid():
            return confirm_withdrawal(request, site, version, question, form)
        reason = form.cleaned_data["reason"]
        withdrawal = withdraw_question(
            version=version, question=question, reason=reason, by=signed_in(request), at=timezone.now()
        )
    except QuestionNotPublished:
        raise Http404 from None
    except Refusal as refused:
        messages.info(request, refused.message)
    else:
        messages.success(request, describe_withdrawal(withdrawal))
    return redirect("admin:handbook_withdrawnquestion_version", version.pk)


def confirm_withdrawal(
    request: HttpRequest, site: AdminSite, version: Version, question: str, form: WithdrawQuestionForm
) -> HttpResponse:
    """The page that asks for the reason. Raises QuestionNotPublished."""
    words = published_question(version, question)
    row = next(row for row in question_rows(version) if row.question.id == question)
    affected = affected_attempts(version.section, question, full_wording_of(words), on=timezone.localdate())
    context = questions_context(request, site, version) | {
        "title": _("Withdraw the question?"),
        "question_row": row,
        "words": [(language, words[language]) for language in LANGUAGES if language in words],
        "affected_attempts": rounded_down_to_fives(affected.attempt_ids),
        "employees_done": rounded_down_to_fives(affected.done),
        "button": withdrawal_button(affected),
        "form": form,
    }
    return render(request, "backoffice/withdraw_question.html", context, status=422 if form.errors else 200)


def rounded_down_to_fives(people: Sized) -> int:
    """The number of people, rounded down to a multiple of five; 0 means fewer than five.

    An exact number could tell HR who has not answered the question correctly: a small number points to a person, and a
    number that changes when somebody answers does too.
    """
    return len(people) // FEWEST * FEWEST


def withdrawal_button(affected: AffectedAttempts) -> str:
    """The button's label, with roughly how many attempts the withdrawal affects."""
    if count := rounded_down_to_fives(affected.attempt_ids):
        label = _("Withdraw the question and credit it in at least %(count)s open attempts")
        return label % {"count": count}
    return _("Withdraw the question and credit it in fewer than five open attempts")


def describe_withdrawal(withdrawal: Withdrawal) -> str:
    """Sentences about the effects of the withdrawal."""
    credited, completed = rounded_down_to_fives(withdrawal.credited), rounded_down_to_fives(withdrawal.completed)
    sentences = [
        _("The question is withdrawn."),
        _("It counts as right in at least %(count)s open attempts.") % {"count": credited}
        if credited
        else _("It counts as right in fewer than five open attempts."),
        _("This completed the section for at least %(count)s employees.") % {"count": completed}
        if completed
        else _("This completed the section for fewer than five employees."),
    ]
    return " ".join(sentences)


def questions_context(request: HttpRequest, site: AdminSite, version: Version) -> dict[str, object]:
    """The template context that both pages share."""
    return draft_context(request, site, version, version.section.handbook.source_language) | {
        "version": version,
        "opts": WithdrawnQuestion._meta,
    }


@admin.register(WithdrawnQuestion)
class WithdrawnQuestionAdmin(GuardedAdmin):
    """Withdrawn questions: who withdrew them, when and why. Read-only; a question is withdrawn on the page of its version."""

    seen_by = staticmethod(may_edit_text)
    list_display = ("words", "section_title", "number", "reason", "by", "at")
    list_filter = ("section__handbook", SectionFilter)
    list_select_related = ("section__handbook", "version", "by")
    fields = ("words", "section", "version", "reason", "by", "at")

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        return [
            path("versions/<int:pk>/", guarded_view(site, question_list), name="handbook_withdrawnquestion_version"),
            path(
                "versions/<int:pk>/<slug:question>/",
                guarded_view(site, withdraw_listed_question),
                name="handbook_withdrawnquestion_withdraw",
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Add the section's title in that version, in the visitor's language."""
        editions = Edition.objects.filter(version=OuterRef("version"), language=ui_language())
        withdrawn: QuerySet[Any] = super().get_queryset(request)
        with_titles: QuerySet[Any] = withdrawn.annotate(
            shown_title=Subquery(editions.values("title")[:1]), is_undone=was_undone("version")
        )
        return with_titles.prefetch_related(Prefetch("version__editions", Edition.objects.defer("html", "source")))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("words",)

    def names_in_history(self, object_id: str) -> dict[str, str]:
        withdrawn = WithdrawnQuestion.objects.select_related("version__section__handbook").filter(pk=object_id).first()
        return names_in_version(withdrawn.version) if withdrawn else {}

    @admin.display(description=gettext_lazy("question"), ordering="question")
    def words(self, withdrawn: WithdrawnQuestion) -> str:
        """The question itself, in the visitor's language if it has it there."""
        editions = {edition.language: edition for edition in withdrawn.version.editions.all()}
        source_language = withdrawn.section.handbook.source_language
        for edition in filter(None, map(editions.get, (ui_language(), source_language))):
            for question in quiz_of(edition).questions:
                if question.id == withdrawn.question:
                    return words_of(question.legend)
        return "–"

    @admin.display(description=gettext_lazy("section"), ordering="section__position")
    def section_title(self, withdrawn: Any) -> str:
        return with_mark(withdrawn.shown_title or withdrawn.section.slug, withdrawn.section)

    @admin.display(description=gettext_lazy("version"), ordering="version__number")
    def number(self, withdrawn: WithdrawnQuestion) -> str:
        return number_with_mark(withdrawn.version.number, withdrawn)
