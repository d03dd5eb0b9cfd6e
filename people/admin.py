from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    SetUnusablePasswordMixin,
    UserChangeForm,
)
from django.contrib.auth.models import Group
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people.admin_permissions import GuardedAdmin, is_key
from people.administrators import LastAdministrator, is_last_administrator
from people.days import DAY_VALIDATORS
from people.employment import ROLES, edit_employee, hire
from people.models import Absence, Employee, Position, Unit
from people.names.admin_search import NameSearch
from people.permissions import is_administrator, may_see_people, signed_in
from people.signin.numbers import NumberField
from people.signin.passwords import password_set_on_record
from people.units import found_unit, rename_unit
from records.refusal import Refusal

INDENT = "\u2003"
admin.site.unregister(Group)  # roles are ticks on the employee; nothing here asks a permission table


class HireForm(AdminUserCreationForm):  # type: ignore[type-arg] # generic in the stubs alone
    """A new employee with the first position: whoever has none owes nothing."""

    unit = forms.ModelChoiceField(Unit.objects.in_tree_order(), label=_("Unit"))
    from_day = forms.DateField(label=_("From"), initial=timezone.localdate, validators=DAY_VALIDATORS)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    is_leader = forms.BooleanField(label=_("Manages the unit"), required=False)

    class Meta:
        model = Employee
        fields = ("number", "given_name", "family_name")


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg] # generic in the stubs alone
    """Django joins its help text when it is imported: in one language for all readers, and its end in English."""

    usable_password_help_text = format_lazy(  # type: ignore[assignment] # lazy, as Django's own is but for its type
        '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        SetUnusablePasswordMixin.usable_password_help_text,
        _("If it is switched off, the employee's password is lost."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse here what the last administrator must keep: Django's page says that it is done before it is stored."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned["set_usable_password"] and is_last_administrator(self.user):
            self.add_error("usable_password", LastAdministrator.sentence)
        return cleaned


class EmployeeForm(UserChangeForm):  # type: ignore[type-arg] # generic in the stubs alone
    """An employee with the roles, of which the last administrator keeps one."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for role in ("is_superuser", "is_active"):
            if role in cleaned and not cleaned[role] and is_last_administrator(self.instance):
                self.add_error(role, LastAdministrator.sentence)
        return cleaned


class ReadOnlyInline(admin.TabularInline):  # type: ignore[type-arg] # generic in the stubs alone
    template = "admin/read_only_rows.html"
    extra = max_num = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_see_people(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PositionInline(ReadOnlyInline):
    model = Position
    fields = readonly_fields = ("unit", "title", "from_day", "to_day", "is_leader", "is_main")


class AbsenceInline(ReadOnlyInline):
    model = Absence
    fields = readonly_fields = ("from_day", "to_day")


@admin.register(Employee)
class EmployeeAdmin(NameSearch, GuardedAdmin, UserAdmin):  # type: ignore[type-arg] # generic in the stubs alone
    """HR staff see people; the administrator hires, gives roles and sets passwords."""

    seen_by = staticmethod(may_see_people)
    added_by = changed_by = staticmethod(is_administrator)
    form = EmployeeForm
    add_form = HireForm
    change_password_form = PasswordForm
    list_display = ("full_name", "number", "main_unit", "is_active")
    list_filter = ("is_active", "is_hr_editor", "is_hr_publisher", "is_hr_staff", "is_auditor")
    search_column = "search_text"
    ordering = ("sort_key", "number")
    filter_horizontal = ()
    readonly_fields = ("set_password",)
    inlines = (PositionInline, AbsenceInline)
    fieldsets = (
        (None, {"fields": ("number", "given_name", "family_name", "email", "mobile", "language", "set_password")}),
        (
            _("Roles"),
            {
                "fields": ROLES
            },
        ),
    )  # fmt: skip
    add_fieldsets = (
        (None, {"fields": ("number", "given_name", "family_name", "usable_password", "password1", "password2")}),
        (_("First position"), {"fields": ("unit", "from_day", "title", "is_leader")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        held = Position.objects.on(timezone.localdate()).filter(is_main=True).select_related("unit")
        return super().get_queryset(request).prefetch_related(Prefetch("positions", held, to_attr="main_positions"))

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "number":
            options["form_class"] = NumberField
        return super().formfield_for_dbfield(db_field, request, **options)

    @admin.display(description=_("name"), ordering="sort_key")
    def full_name(self, employee: Employee) -> str:
        return employee.name

    @admin.display(description=_("password"))
    def set_password(self, employee: Employee) -> str:
        """The way to a new one. What is stored of the old one says nothing to anybody."""
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:auth_user_password_change", args=[employee.pk]),
            _("Set a new password"),
        )

    @admin.display(description=_("unit"))
    def main_unit(self, employee: Any) -> str:
        return ", ".join(main_position.unit.name for main_position in employee.main_positions) or "–"

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whoever only sees people does not see where a password would stand."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request):
            return fieldsets
        return [
            (name, {**options, "fields": [option for option in options["fields"] if option != "set_password"]})
            for name, options in fieldsets
        ]

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:
        """Django's page, and an event if it sets a password. Django answers an address without a key itself."""
        if not is_key(id):
            return super().user_change_password(request, id, form_url)
        try:
            with password_set_on_record(employee=int(id), by=signed_in(request), at=timezone.now()):
                return super().user_change_password(request, id, form_url)
        except Refusal as refused:
            messages.error(request, refused.message)
            return redirect(request.path)

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """The form refuses both at its fields; here arrives what somebody else has stored since it looked."""
        try:
            return super().changeform_view(request, *args, **options)
        except Refusal as refused:
            messages.error(request, refused.message)
            return redirect(request.path)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            edit_employee(employee=obj, fields=form.changed_data, by=signed_in(request), at=timezone.now())
            return
        position = {field: form.cleaned_data[field] for field in ("unit", "from_day", "title", "is_leader")}
        hire(employee=obj, by=signed_in(request), at=timezone.now(), **position)


@admin.register(Unit)
class UnitAdmin(NameSearch, GuardedAdmin):
    """The tree of units. A unit's place is chosen once here; moving it is the organisation's work, not a text field's."""

    seen_by = staticmethod(may_see_people)
    added_by = changed_by = staticmethod(is_administrator)
    list_display = ("indented", "parent")
    list_select_related = ("parent",)
    search_column = "search_text"
    ordering = ("path",)
    fields = ("name", "parent")

    @admin.display(description=_("name"))
    def indented(self, unit: Any) -> str:
        return f"{INDENT * unit.depth}{unit.name}"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("parent",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            rename_unit(unit=obj, name=obj.name, by=signed_in(request), at=timezone.now())
            return
        made = found_unit(name=obj.name, parent=obj.parent, by=signed_in(request), at=timezone.now())
        obj.pk, obj.path = made.pk, made.path
