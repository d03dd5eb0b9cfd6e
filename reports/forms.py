from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses.todos.status import Status
from handbook.models import Handbook
from handbook.public.forms import DayForm
from people.models import Employee


class FilterForm(forms.Form):
    """Which handbook and which status a list is about; both may be left open."""

    handbook: "forms.ModelChoiceField[Handbook]" = forms.ModelChoiceField(
        Handbook.objects.none(), required=False, to_field_name="slug", label=_("Handbook"), empty_label=_("All")
    )
    status = forms.ChoiceField(required=False, label=_("Status"))

    def __init__(self, handbooks: QuerySet[Handbook], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["handbook"].queryset = handbooks  # type: ignore[attr-defined]
        self.fields["status"].choices = [("", _("All")), *Status.choices]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        """What was asked for; a filter that makes no sense is left out."""
        self.is_valid()
        return {"handbook": self.cleaned_data.get("handbook"), "status": self.cleaned_data.get("status") or ""}


class WhoseDayForm(DayForm):
    """Whose handbook, as it was on which day."""

    employee: "forms.ModelChoiceField[Employee]" = forms.ModelChoiceField(
        Employee.objects.all(),
        to_field_name="number",
        label=_("Employee number"),
        # Typed, not chosen: a list of everybody would be long, and would tell more than was asked.
        widget=forms.TextInput(attrs={"class": "ds-input", "inputmode": "numeric"}),
        error_messages={
            "required": _("Write an employee number."),
            "invalid_choice": _("Nobody has this employee number."),
        },
    )

    field_order = ("employee", "day")
