"""The form of the review page: the kind of each change, the news, and what is published although it is missing."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from handbook.models import Kind
from handbook.templatetags.languages import language_name
from handbook.versions.publication_decision import Kinds, PublicationDecision
from handbook.versions.publication_plan import PublicationPlan
from handbook.versions.publish import missing_for_publication
from people.days import day_of_moment
from people.language import LANGUAGES

QUESTIONS = "questions"
"""The value of `although` for questions that nobody has checked. The other values are languages that are not ready."""
_LISTS = ("reviewed", "although")


class PublishForm(forms.Form):
    """The kind of each change and the sentence that readers see first. No kind is preselected."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reviewed = forms.MultipleChoiceField(required=False)
    although = forms.MultipleChoiceField(required=False, choices=[(value, value) for value in (QUESTIONS, *LANGUAGES)])
    # Typed and shown in the site's time zone, Europe/Oslo.
    publish_at = forms.DateTimeField(
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        validators=[day_of_moment],
    )
    MANY = 4
    """With at least this many changes, one choice can be made for all changes without a choice of their own."""

    def __init__(self, plan: PublicationPlan, data: Any = None, *, typed: QueryDict | None = None) -> None:
        """`data` is judged. `typed` is only shown again, as it was typed."""
        super().__init__(data, initial=_as_typed(typed) | {"revision": plan.version.revision})
        self.plan = plan
        # Nobody has confirmed anything before a first version, so there is nothing to classify.
        keys = [key for key in plan.keys if key not in plan.caught_up] if plan.previous else []
        self.names = {key: f"kind-{'-'.join(filter(None, key))}" for key in keys}
        for name in self.names.values():
            self.fields[name] = self._kind()
        if len(self.names) >= self.MANY:
            self.fields["rest"] = self._kind()
        self.fields["reviewed"].choices = [(question.id, question.legend) for question in plan.questions]  # type: ignore[attr-defined] # of the class
        languages = {edition.edition.language for edition in plan.editions}
        self.languages = [language for language in LANGUAGES if language in languages]
        for language in self.languages:
            self.initial.setdefault(f"news_{language}", plan.version.text("news", language))
            self.fields[f"news_{language}"] = forms.CharField(
                required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2, "lang": language})
            )

    @staticmethod
    def _kind() -> forms.ChoiceField:
        return forms.ChoiceField(choices=Kind.choices, widget=forms.RadioSelect, required=False)

    def clean(self) -> dict[str, Any]:
        """Require a kind for each change and, for a new rule, a sentence about what is new in each language that readers
        will be shown."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.names.values():
            cleaned[name] = cleaned.get(name) or cleaned.get("rest") or ""
            if not cleaned[name]:
                self.add_error(name, _("Choose what kind of change it is."))
        for language in self.languages_without_news(cleaned):
            sentence = _("Say in one sentence in %(language)s what is new.")
            self.add_error(f"news_{language}", sentence % {"language": language_name(language)})
        return cleaned

    def languages_without_news(self, values: Any) -> list[str]:
        """The languages in which readers will be shown a new rule without a sentence about it. A change without a kind
        counts as a new rule there, but is no reason to ask for the sentence yet."""
        kinds = {key: values.get(name) or "" for key, name in self.names.items()}
        if Kind.NEW_RULE not in kinds.values():
            return []
        caught_up = dict.fromkeys(self.plan.caught_up, Kind.CORRECTION.value)
        served = self.plan.served({key: kind or Kind.NEW_RULE.value for key, kind in kinds.items()} | caught_up)
        return [code for code in self.languages if code in served and not (values.get(f"news_{code}") or "").strip()]

    @property
    def values(self) -> dict[str, Any]:
        """What is chosen and typed so far."""
        return dict(self.cleaned_data if self.is_bound else self.initial)

    @property
    def unclassified(self) -> list[str]:
        """The names of the fields whose change has no kind yet."""
        values = self.values
        return [name for name in self.names.values() if (values.get(name) or values.get("rest")) not in Kind]

    @property
    def kinds(self) -> Kinds:
        """The chosen kinds; until every change has one, as if all were new rules."""
        if not self.plan.previous:
            return Kind.NEW_RULE
        values, is_open = self.values, bool(self.unclassified)
        chosen = {
            key: Kind.NEW_RULE.value if is_open else str(values.get(name) or values["rest"])
            for key, name in self.names.items()
        }
        return chosen | dict.fromkeys(self.plan.caught_up, Kind.CORRECTION.value)

    @property
    def news(self) -> dict[str, str]:
        return {f"news_{language}": self.cleaned_data[f"news_{language}"] for language in self.languages}

    @property
    def not_ready(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The questions that nobody has checked and the languages in which a new rule is missing, with what is chosen so
        far."""
        kinds = self.plan.classified_as(self.kinds)
        return missing_for_publication(self.plan, kinds, self.values.get("reviewed") or [])

    def decision(self) -> PublicationDecision:
        """The decision about the draft, once the form is valid. It publishes what is not ready if all of it is ticked."""
        questions, languages = self.not_ready
        missing = {*languages, *([QUESTIONS] if questions else [])}
        return PublicationDecision(
            self.kinds,
            news=self.news,
            reviewed=frozenset(self.cleaned_data["reviewed"]),
            although_not_ready=missing <= set(self.cleaned_data["although"]),
            revision=self.cleaned_data["revision"],
        )

    @property
    def news_fields(self) -> list[forms.BoundField]:
        return [self[f"news_{language}"] for language in self.languages]


def _as_typed(typed: QueryDict | None) -> dict[str, Any]:
    if typed is None:
        return {}
    return {name: typed.getlist(name) if name in _LISTS else typed.get(name, "") for name in typed}
