from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from backoffice.handbooks import (
    creation,
    handbook_page,
    handbook_preview,
    handbook_publication,
    handbook_withdrawal,
    names,
    section_withdrawal,
)
from backoffice.texts import drafts, translations
from handbook.models import Edition, Handbook, Section, Version
from handbook.sections import edit_section, reviewed_no_change
from handbook.versions.drafts import open_draft
from people.admin_permissions import GuardedAdmin, is_key
from people.language import LANGUAGES, ui_language
from people.models import NAME_FIELDS, Employee
from people.permissions import may_edit_text, may_publish_text, signed_in
from records.refusal import Refusal


def language_of(column: str) -> str:
    """The language that a column is in, such as `title_nn`; empty if it is in none."""
    ending = column.rpartition("_")[2]
    return ending if ending in LANGUAGES else ""


def name_pages(site: admin.AdminSite, model: type[Handbook] | type[Section]) -> list[URLPattern]:
    """The addresses of the pages that copy, rename and remove a handbook or section."""
    pages = {"copy": creation.copy_named, "rename": names.rename, "remove": names.remove}
    return [
        path(
            f"<int:pk>/{verb}/",
            site.admin_view(partial(page, site=site, model=model)),
            name=f"handbook_{model._meta.model_name}_{verb}",
        )
        for verb, page in pages.items()
    ]


EDITORS_PAGES = {
    "change": handbook_page.handbook_page,
    "languages": translations.languages_table,
    "preview": handbook_preview.preview_handbook,
}
PUBLISHERS_PAGES = {
    "bring-back": handbook_withdrawal.bring_back,
    "publish": handbook_publication.publication,
    "withdraw": handbook_withdrawal.withdraw,
}
"""The pages of a handbook by the last part of their addresses: those for all who edit, and those that ask themselves."""


@admin.register(Handbook)
class HandbookAdmin(GuardedAdmin):
    """The handbooks. One has a page of its own in place of Django's form."""

    seen_by = staticmethod(may_edit_text)
    list_display = ("title", "edit", "source_language", "open_to_all", "legal_review")

    @admin.display(description=_("edit"))
    def edit(self, handbook: Handbook) -> str:
        return format_html(
            '<a href="{}">{}<span class="visually-hidden"> {}</span></a>',
            reverse("admin:handbook_handbook_change", args=[handbook.pk]),
            _("Edit"),
            handbook.title,
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may_make = {"may_make_handbook": may_publish_text(request.user)}
        return super().changelist_view(request, may_make | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        new = drafts.guarded_view(site, creation.new_handbook, may_publish_text)
        return [
            path("add/", new, name="handbook_handbook_add"),
            *(
                path(f"<int:pk>/{verb}/", drafts.guarded_view(site, view), name=f"handbook_handbook_{verb}")
                for verb, view in EDITORS_PAGES.items()
            ),
            *(
                path(
                    f"<int:pk>/{verb}/",
                    site.admin_view(partial(view, site=site)),
                    name=f"handbook_handbook_{verb.replace('-', '_')}",
                )
                for verb, view in PUBLISHERS_PAGES.items()
            ),
            *name_pages(site, Handbook),
            *super().get_urls(),
        ]


def next_review_message(section: Section) -> str:
    """A sentence that says by when the section is to be reviewed next."""
    if section.review_on is None:
        return str(_("The review is logged."))
    day = date_format(section.review_on, "DATE_FORMAT")
    return str(_("The review is logged. The next one is due by %(day)s.")) % {"day": day}


class VersionInline(admin.TabularInline):  # type: ignore[type-arg] # generic in the stubs alone
    model = Version
    template = "admin/read_only_rows.html"
    fields = readonly_fields = ("number", "published_at", "published_by", "saved_at", "saved_by")
    extra = max_num = 0
    can_delete = False
    show_change_link = True
    ordering = ("-number",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out the texts, which the list does not show, and load the section once for the titles of all rows."""
        versions: QuerySet[Any] = super().get_queryset(request).select_related("published_by", "saved_by")
        names = (f"{role}__{name}" for role in ("published_by", "saved_by") for name in NAME_FIELDS)
        section = Prefetch("section", Section.objects.select_related("handbook"))
        rows: QuerySet[Any] = versions.only("section", "number", "published_at", "saved_at", *names)
        return rows.prefetch_related(section)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_edit_text(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Section)
class SectionAdmin(GuardedAdmin):
    """A section and its versions. «Edit» opens its draft or begins one. Its owner reviews it by a given day."""

    seen_by = changed_by = staticmethod(may_edit_text)
    list_display = ("position", "title", "handbook", "owner", "review_on", "withdrawn_on")
    list_select_related = ("handbook", "owner")
    list_display_links = ("title",)
    list_filter = ("handbook",)
    ordering = ("handbook", "position")
    readonly_fields = ("handbook", "slug", "position", "withdrawn_on")
    fields = (*readonly_fields, "owner", "review_on", "review_months")
    inlines = (VersionInline,)
    change_form_template = "backoffice/section.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Add the newest title in the reader's language."""
        editions = Edition.objects.filter(version__section=OuterRef("pk"), language=ui_language())
        newest = Subquery(editions.order_by("-version__number").values("title")[:1])
        sections: QuerySet[Any] = super().get_queryset(request)
        with_titles: QuerySet[Any] = sections.annotate(newest_title=newest)
        return with_titles

    @admin.display(description=_("title"))
    def title(self, section: Any) -> str:
        return str(section.newest_title or section.slug)

    def get_urls(self) -> list[URLPattern]:
        edit = self.admin_site.admin_view(self.edit)
        compare = drafts.guarded_view(self.admin_site, translations.compare_translation)
        reviewed = self.admin_site.admin_view(self.reviewed)
        bring_back, withdraw = (
            self.admin_site.admin_view(partial(page, site=self.admin_site))
            for page in (section_withdrawal.bring_back, section_withdrawal.withdraw)
        )
        return [
            path("<int:pk>/edit/", edit, name="handbook_section_edit"),
            path("<int:pk>/translation/", compare, name="handbook_section_translation"),
            path("<int:pk>/reviewed/", reviewed, name="handbook_section_reviewed"),
            path("<int:pk>/bring-back/", bring_back, name="handbook_section_bring_back"),
            path("<int:pk>/withdraw/", withdraw, name="handbook_section_withdraw"),
            *name_pages(self.admin_site, Section),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        section = Section.objects.filter(pk=object_id).first() if is_key(object_id) else None
        open_versions = Version.objects.filter(published_at=None).only("section", "stage", "publish_at")
        context = names.name_links(section, request) | {
            "is_to_be_reviewed": section is not None and section.is_to_be_reviewed(timezone.localdate()),
            "may_withdraw": may_publish_text(request.user),
            "open_versions": list(open_versions.filter(section=section)) if section else [],
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Offer as owners only employees who may edit the text, and the one who is the owner now."""
        if db_field.name == "owner":
            key = request.resolver_match.kwargs.get("object_id", "") if request.resolver_match else ""
            owner = Section.objects.filter(pk=key if is_key(key) else 0).values("owner")
            offered = Q(pk__in=Employee.objects.editors(timezone.localdate()).values("pk")) | Q(pk__in=owner)
            options["queryset"] = Employee.objects.filter(offered)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def save_model(self, request: HttpRequest, obj: Any, form: "ModelForm[Any]", change: bool) -> None:
        """Save only the fields of the form: publishing may have changed the row meanwhile."""
        edit_section(section=obj, fields=form.changed_data, by=signed_in(request), at=timezone.now())

    def reviewed(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Handle the button «Reviewed, no change»."""
        if request.method != "POST":
            return redirect("admin:handbook_section_change", pk)
        if not self.has_change_permission(request):
            raise PermissionDenied
        try:
            section = reviewed_no_change(
                section=get_object_or_404(Section, pk=pk), by=signed_in(request), at=timezone.now()
            )
        except Refusal as refused:
            messages.info(request, refused.message)
        else:
            messages.success(request, next_review_message(section))
        return redirect("admin:handbook_section_change", pk)

    def edit(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open the section's draft, or begin one, in the language `text` or else in the source language."""
        if request.method != "POST":  # after signing in again, the button is still to be pressed
            return redirect("admin:handbook_section_change", pk)
        if not self.has_view_permission(request):
            raise PermissionDenied
        draft = open_draft(section=get_object_or_404(Section, pk=pk), by=signed_in(request), at=timezone.now())
        language = request.POST.get("text", "")
        return drafts.redirect_to_draft(draft.pk, language if language in draft.section.handbook.languages else "")
