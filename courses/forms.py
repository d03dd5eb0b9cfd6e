"""Forms of the courses: confirm a reading, answer a question, withdraw a question."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from markup.quiz.types import Question

UNSURE = "unsure"


class ConfirmForm(forms.Form):
    """The state that the page showed when the reading was confirmed; `start` compares it with the current one."""

    version = forms.IntegerField(min_value=1)
    language = forms.CharField(max_length=5)
    since = forms.IntegerField(min_value=0)
    leaders_since = forms.IntegerField(min_value=0, required=False)
    """Empty if leaders' clauses are not asked for."""


class AnswerForm(forms.Form):
    """One answer: the letters chosen, or that the reader is unsure, and its sequence number in the attempt."""

    sequence = forms.IntegerField(min_value=1)
    option = forms.MultipleChoiceField(required=False)

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        letters = [(option.id, option.id) for option in question.options]
        self.fields["option"].choices = [*letters, (UNSURE, UNSURE)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "option" in cleaned and not self.is_unsure and len(self.letters) != self.question.choose:
            raise forms.ValidationError("", code="wrong_number")  # the page says how many to choose
        return cleaned

    @property
    def has_wrong_number(self) -> bool:
        """Whether the number of options chosen is not the one that the question asks for."""
        return self.has_error(NON_FIELD_ERRORS, "wrong_number")

    @property
    def letters(self) -> frozenset[str]:
        """The letters of the options chosen; empty if the reader is unsure."""
        return frozenset() if self.is_unsure else frozenset(self.cleaned_data["option"])

    @property
    def is_unsure(self) -> bool:
        return UNSURE in self.cleaned_data["option"]


class WithdrawQuestionForm(forms.Form):
    """The reason for withdrawing a question."""

    reason = forms.CharField(
        label=_("What is wrong with it"),
        help_text=_("Kept with each attempt that is credited."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a sentence what is wrong.")},
    )
