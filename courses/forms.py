from typing import Any

from django import forms

from courses.questions.values import Question

UNSURE = "unsure"


class ConfirmForm(forms.Form):
    """What the page showed: it must still be what would be shown."""

    version = forms.IntegerField(min_value=1)
    language = forms.CharField(max_length=5)
    since = forms.IntegerField(min_value=0)
    leaders_since = forms.IntegerField(min_value=0, required=False)
    """Empty: leaders' clauses are not asked for."""


class AnswerForm(forms.Form):
    """One answer: the letters chosen, or that the reader is unsure, under its number in the attempt."""

    sequence = forms.IntegerField(min_value=1)
    option = forms.MultipleChoiceField(required=False)

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letters = [(option.id, option.id) for option in question.options]
        self.fields["option"].choices = [*letters, (UNSURE, UNSURE)]  # type: ignore[attr-defined]

    @property
    def letters(self) -> frozenset[str]:
        """None chosen: unsure."""
        return frozenset() if self.is_unsure else frozenset(self.cleaned_data["option"])

    @property
    def is_unsure(self) -> bool:
        return UNSURE in self.cleaned_data["option"]
