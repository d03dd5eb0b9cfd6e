from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.impact.employee_count import RequirementImpact, impact_of_requirement
from courses.models import Requirement
from courses.todos.requirements import require, stored_alike
from handbook.public.forms import DayInput
from people.admin_permissions import GuardedAdmin
from people.permissions import may_edit_text, may_see_people, signed_in


class RequirementForm(forms.ModelForm):  # type: ignore[type-arg] # generic in the stubs alone
    """A requirement. One that concerns more than one employee is shown with its impact, and saved once that is confirmed."""

    confirmed = forms.CharField(
        label=gettext_lazy("Save: I have seen who it concerns"), required=False, widget=forms.HiddenInput
    )

    def _post_clean(self) -> None:
        """Django fills in the instance here: its impact can be shown from here on."""
        super()._post_clean()  # type: ignore[misc] # not in the stubs
        if self.errors or not self.has_changed() or stored_alike(self.instance):
            return
        impact = impact_of_requirement(self.instance, on=timezone.localdate())
        if max(impact.covered, impact.changed) > 1 and self.data.get("confirmed") != self._seen(impact):
            self.fields["confirmed"].widget = forms.CheckboxInput(attrs={"value": self._seen(impact)})
            self.add_error("confirmed", sentence(impact))

    def _seen(self, impact: RequirementImpact) -> str:
        """A digest of what was typed and of the impact that was shown with it."""
        typed = {name: str(value) for name, value in self.cleaned_data.items() if name != "confirmed"}
        return sha256(repr((sorted(typed.items()), impact)).encode()).hexdigest()[:16]


def sentence(impact: RequirementImpact) -> str:
    return _(
        "Employees it concerns from %(day)s: %(covered)s. Get something to do: %(begin)s. No longer have to: %(cease)s. "
        "Have something left: %(owing)s. Past their deadline on that day: %(overdue)s. Tick the box and save again."
    ) % {
        "day": date_format(impact.on, "DATE_FORMAT"),
        "covered": impact.covered,
        "begin": impact.begin_to_owe,
        "cease": impact.cease_to_owe,
        "owing": impact.owing,
        "overdue": impact.overdue,
    }


@admin.register(Requirement)
class RequirementAdmin(GuardedAdmin):
    """Who must complete which handbook, by when, and how often again."""

    seen_by = added_by = changed_by = staticmethod(may_see_people)
    form = RequirementForm
    name_at_the_desk = gettext_lazy("Who must complete what")
    list_display = ("handbook", "unit", "from_day", "to_day", "newcomer_days", "change_days", "valid_months")
    list_filter = ("handbook",)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Tell the browser the bounds of a bounded field, with one sentence for everything out of them."""
        if isinstance(db_field, models.DateField):
            options["widget"] = DayInput
        if bounds := Requirement.BOUNDS.get(db_field.name):
            messages = dict.fromkeys(("invalid", "min_value", "max_value"), bounds.sentence)
            options |= {"min_value": bounds.smallest, "max_value": bounds.largest, "error_messages": messages}
        return super().formfield_for_dbfield(db_field, request, **options)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        fields = [field for field in form.changed_data if field != "confirmed"]
        obj.pk = require(requirement=obj, fields=fields, by=signed_in(request), at=timezone.now()).pk

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new requirement holds from today, unless somebody chooses another day."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        return {"from_day": timezone.localdate()} | initial

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Lead back to the page of the handbook for visitors who came from there."""
        response = super().response_add(request, obj, post_url_continue)
        is_from_handbook = "handbook" in request.GET and "_save" in request.POST and may_edit_text(request.user)
        return redirect("admin:handbook_handbook_change", obj.handbook_id) if is_from_handbook else response
