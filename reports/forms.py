from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses.duties import Status
from handbook.models import Handbook


class FilterForm(forms.Form):
    """Which handbook and which status a list is about; both may be left open."""

    handbook: "forms.ModelChoiceField[Handbook]" = forms.ModelChoiceField(
        Handbook.objects.none(), required=False, to_field_name="slug", label=_("Handbook"), empty_label=_("All")
    )
    status = forms.ChoiceField(required=False, label=_("Status"))

    def __init__(self, handbooks: QuerySet[Handbook], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handbook"].queryset = handbooks  # type: ignore[attr-defined]
        self.fields["status"].choices = [("", _("All")), *Status.choices]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        """What was asked for; a filter that makes no sense is left out."""
        self.is_valid()
        return {"handbook": self.cleaned_data.get("handbook"), "status": self.cleaned_data.get("status") or ""}
