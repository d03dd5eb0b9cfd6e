from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from handbook.models import Handbook
from handbook.public.forms import DayForm
from people.models import Employee
from people.signin.numbers import typed_number
from reports.team import FILTERS


class FilterForm(forms.Form):
    """The handbook and the status that a list is limited to; both are optional."""

    handbook: "forms.ModelChoiceField[Handbook]" = forms.ModelChoiceField(
        Handbook.objects.none(), required=False, to_field_name="slug", label=_("Handbook"), empty_label=_("All")
    )
    status = forms.ChoiceField(required=False, label=_("Status"))

    def __init__(self, handbooks: QuerySet[Handbook], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["handbook"].queryset = handbooks  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs |= {"class": "ds-input"}
        self.fields["status"].choices = [("", _("All")), *((name, limit.label) for name, limit in FILTERS.items())]  # type: ignore[attr-defined]

    @property
    def filters(self) -> dict[str, Any]:
        """The chosen filters; an invalid one is left out."""
        self.is_valid()
        return {"handbook": self.cleaned_data.get("handbook"), "status": self.cleaned_data.get("status") or ""}


class EmployeeField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic in the stubs alone
    """An employee by a typed number."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(typed_number(str(value or "")))


class WhoseDayForm(DayForm):
    """Asks for an employee and a day, to show the handbook as that employee saw it then."""

    employee = EmployeeField(
        Employee.objects.all(),
        to_field_name="number",
        label=_("Employee number"),
        # Typed instead of chosen: a list of all employees would be long and would reveal more than was asked.
        widget=forms.TextInput(attrs={"class": "ds-input", "inputmode": "numeric"}),
        error_messages={
            "required": _("Enter an employee number."),
            "invalid_choice": _("Nobody has this employee number."),
        },
    )

    field_order = ("employee", "day")
