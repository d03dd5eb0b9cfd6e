"""The list of the laws, and the addresses of their pages."""

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from backoffice.laws import law_page
from backoffice.laws.law_differences import certainty_of
from backoffice.texts.drafts import guarded_view
from handbook.laws.register import law_entries
from handbook.laws.usage import handbooks_naming
from handbook.models import LawText
from people.admin_permissions import GuardedAdmin
from people.language import ui_language
from people.permissions import may_edit_text


@admin.register(LawText)
class LawTextAdmin(GuardedAdmin):
    """The laws as they stand instead of their rows. All who edit texts keep them, as they keep contacts."""

    seen_by = staticmethod(may_edit_text)

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        pages = {
            "edit": law_page.edit_law,
            "release": law_page.choose_words,
            "remove": law_page.remove,
        }
        return [
            path("", guarded_view(site, law_list), name="handbook_lawtext_changelist"),
            path("add/", guarded_view(site, law_page.new_law), name="handbook_lawtext_add"),
            *(
                path(f"<int:law>/{verb}/", guarded_view(site, view), name=f"handbook_lawtext_{verb}")
                for verb, view in pages.items()
            ),
        ]


def law_list(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Every law with its days, how certain it is, who names it, and whose words it has."""
    named, language = handbooks_naming(), ui_language()
    rows = [
        {
            "entry": entry,
            "words": entry.shown.in_language(language),
            "certainty": certainty_of(entry.shown),
            "handbooks": named.get(entry.shown.id, ()),
        }
        for entry in law_entries()
    ]
    context = site.each_context(request) | {"title": _("Laws"), "rows": rows}
    return render(request, "backoffice/laws.html", context)
