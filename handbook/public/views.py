from datetime import date
from urllib.parse import urlencode

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from handbook import site_pages
from handbook.laws.law_file import file_state
from handbook.models import Audience, ClauseText, Edition, Handbook, Section, Version
from handbook.public.forms import DayForm, RemarkForm
from handbook.public.reader_editions import (
    ReaderEdition,
    handbook_sections_for_reader,
    kept_sections_by_slug,
    section_for_reader,
    sections_as_of,
)
from handbook.public.reader_questions import times_needed
from handbook.public.remarks import send_remark
from handbook.public.search import search
from handbook.public.section_page import Title, clause_groups, neighbours, titles_of, whole_sections
from handbook.public.version_diff import changes_in_version, classifications
from handbook.versions.rollback import undone_versions
from markup.search.tokens import readable_text
from people.admin_permissions import is_key
from people.language import ui_language
from people.permissions import may_edit_text, may_look_back
from people.signin.limits import OverTheLimit
from people.signin.sessions import stamp_of
from people.signin.visitor_address import visitor_address

CLAUSE_LABEL_LENGTH = 70
"""The number of characters by which a clause can be recognised in a list."""


def audience(request: HttpRequest) -> str:
    """Return the audience of the visitor: leaders for a current leader, everyone for anybody else."""
    if request.user.is_authenticated and request.user.is_leader(timezone.localdate()):
        return Audience.LEADERS
    return Audience.EVERYONE


def readable_handbook(request: HttpRequest, slug: str) -> Handbook:
    handbook: Handbook = get_object_or_404(Handbook.objects.readable_by(request.user), slug=slug)
    return handbook


def readable_section(request: HttpRequest, handbook: str, slug: str) -> Section:
    sections = Section.objects.published().filter(handbook__in=Handbook.objects.readable_by(request.user))
    return get_object_or_404(sections.select_related("handbook"), handbook__slug=handbook, slug=slug)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    handbooks = Handbook.objects.readable_by(request.user).in_force(timezone.localdate())
    return render(request, "handbook/index.html", {"handbooks": handbooks})


@require_safe
def contents(request: HttpRequest, handbook: str) -> HttpResponse:
    requested_handbook = readable_handbook(request, handbook)
    today = timezone.localdate()
    on = requested_handbook.last_day_in_force(today)
    reader = audience(request)
    sections = handbook_sections_for_reader(requested_handbook, language=ui_language(), audience=reader, on=on)
    times = times_needed(sections, reader)
    return render(
        request,
        "handbook/contents.html",
        {
            "handbook": requested_handbook,
            "is_withdrawn": not requested_handbook.is_in_force(today),
            "sections": [(shown, times[shown.version.section_id]) for shown in sections],
            "withdrawn": withdrawn_sections(request, requested_handbook, on),
            "in_short": requested_handbook.in_short.splitlines(),
            "contacts": requested_handbook.contacts_in(ui_language()),
        },
    )


def withdrawn_sections(request: HttpRequest, handbook: Handbook, on: date) -> list[tuple[Section, Title | str]]:
    """The sections that are out of force on that day, with their titles, for those who edit or look back."""
    if not (may_edit_text(request.user) or may_look_back(request.user)):
        return []
    withdrawn = Section.objects.published().filter(handbook=handbook, withdrawn_on__lte=on)
    sections = list(withdrawn.select_related("handbook").order_by("position"))
    titles = titles_of([handbook], ui_language()) if sections else {}
    return [(section, titles.get(section.pk, section.slug)) for section in sections]


@require_safe
def section(request: HttpRequest, handbook: str, section: str) -> HttpResponse:
    """One section as published. The panel of `courses` below the text shows what a signed-in reader can do with it."""
    reader, stamp, today = audience(request), stamp_of(request), timezone.localdate()
    sections = kept_sections_by_slug(
        request.user, handbook, stamp=stamp, language=ui_language(), audience=reader, on=today
    )
    shown = next((shown for shown in sections if shown.version.section.slug == section), None)
    if shown is None:
        return withdrawn_section(request, handbook, section)
    # Worked out only if the template asks: the process may have kept the page.
    context = {
        "sections": sections,
        "place": SimpleLazyObject(lambda: neighbours(sections, shown)),
        "time": SimpleLazyObject(lambda: times_needed(sections, reader)[shown.version.section_id]),
        # An address with parameters is about something that has just happened.
        "page_key": None if request.GET else (shown.edition.pk, reader, file_state()),
        "today": today,
    }
    return render(request, "handbook/section.html", section_context(request, shown) | context)


def withdrawn_section(request: HttpRequest, handbook: str, slug: str) -> HttpResponse:
    """A withdrawn section remains readable, under a banner and outside the reading order."""
    requested_section = readable_section(request, handbook, slug)
    return render(
        request,
        "handbook/section.html",
        section_context(request, reader_edition_or_404(request, requested_section)) | {"place": None},
    )


def reader_edition_or_404(request: HttpRequest, section: Section, number: int | None = None) -> ReaderEdition:
    try:
        return section_for_reader(section, language=ui_language(), audience=audience(request), number=number)
    except Edition.DoesNotExist:
        raise Http404 from None


def section_context(request: HttpRequest, shown: ReaderEdition) -> dict[str, object]:
    """Return the template context of a section's page, for its newest version or an earlier one."""
    section = shown.version.section
    return {
        "section": section,
        "is_withdrawn": not section.is_in_force(timezone.localdate()),
        "handbook": section.handbook,
        "shown": shown,
        "edition": shown.edition,
        "groups": SimpleLazyObject(lambda: clause_groups(shown.edition.clauses.all())),
        "folds_leaders": audience(request) != Audience.LEADERS,
        "contacts": SimpleLazyObject(lambda: section.handbook.contacts_in(ui_language(), section.slug)),
        "laws": SimpleLazyObject(lambda: shown.laws(timezone.localdate())),
    }


@require_safe
def versions(request: HttpRequest, handbook: str, section: str) -> HttpResponse:
    requested_section = readable_section(request, handbook, section)
    shown = reader_edition_or_404(request, requested_section)
    news = Edition.objects.filter(version=OuterRef("pk")).values("news")
    # Without the texts: the list shows numbers, days and what HR wrote about each version.
    published = Version.objects.published().filter(section=requested_section).only("section", "number", "published_at")
    # HR wrote the news in each language, also where the text itself is not ready in it.
    published = published.annotate(
        own_news=Subquery(news.filter(language=ui_language())[:1]),
        shown_news=Subquery(news.filter(language=shown.edition.language)[:1]),
    )
    published = published.prefetch_related("changes").order_by("-number")
    context = {
        "section": requested_section,
        "handbook": requested_section.handbook,
        "is_withdrawn": not requested_section.is_in_force(timezone.localdate()),
        "undone": undone_versions([requested_section])[requested_section.pk],
        # Clauses are counted, not rows: a reclassified one has several.
        "versions": [(version, len(classifications(version.changes.all()))) for version in published],
        "edition": shown.edition,
    }
    return render(request, "handbook/versions.html", context)


@require_safe
def old_version(request: HttpRequest, handbook: str, section: str, number: int) -> HttpResponse:
    requested_section = readable_section(request, handbook, section)
    newest = (
        Version.objects.published()
        .filter(section=requested_section)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return render(
        request,
        "handbook/old_version.html",
        section_context(request, reader_edition_or_404(request, requested_section, number))
        | {"newest": newest, "undone": undone_versions([requested_section])[requested_section.pk]},
    )


@require_safe
def print_handbook(request: HttpRequest, handbook: str) -> HttpResponse:
    """The whole handbook on paper: every section with its version, and the day it was printed."""
    requested_handbook = readable_handbook(request, handbook)
    on = requested_handbook.last_day_in_force(timezone.localdate())
    sections = handbook_sections_for_reader(
        requested_handbook, language=ui_language(), audience=audience(request), on=on
    )
    context = {
        "handbook": requested_handbook,
        "sections": whole_sections(sections, on=timezone.localdate()),
        "printed_on": timezone.localdate(),
        "in_short": requested_handbook.in_short.splitlines(),
    }
    return render(request, "handbook/print.html", context)


@require_safe
def choose_day(request: HttpRequest, handbook: str) -> HttpResponse:
    """Ask for a day; `?day=2026-03-15` redirects to the handbook as it was then."""
    requested_handbook = readable_handbook(request, handbook)
    form = DayForm(timezone.localdate(), request.GET if "day" in request.GET else None)
    if form.is_valid():
        return redirect("handbook:as_of", requested_handbook.slug, form.cleaned_data["day"].isoformat())
    context = {"handbook": requested_handbook, "form": form}
    return render(request, "handbook/choose_day.html", context, status=422 if form.errors else 200)


@require_safe
def as_of(request: HttpRequest, handbook: str, day: str) -> HttpResponse:
    """The whole handbook as it was when a day ended; 404 with the form for an invalid or a future day."""
    requested_handbook, today = readable_handbook(request, handbook), timezone.localdate()
    form = DayForm(today, {"day": day})
    if not form.is_valid():
        return render(request, "handbook/choose_day.html", {"handbook": requested_handbook, "form": form}, status=404)
    on = form.cleaned_data["day"]
    sections = sections_as_of(on, requested_handbook, language=ui_language(), audience=audience(request))
    context = {
        "handbook": requested_handbook,
        "form": form,
        "day": on,
        "sections": whole_sections(sections, on=on),
        "printed_on": today,
    }
    return render(request, "handbook/as_of.html", context)


@require_safe
def version_changes(request: HttpRequest, handbook: str, section: str, number: int) -> HttpResponse:
    """The changes of a version, clause by clause, with kinds and reasons but without names of people."""
    requested_section = readable_section(request, handbook, section)
    try:
        changes = changes_in_version(requested_section, number, language=ui_language(), audience=audience(request))
    except Edition.DoesNotExist:
        raise Http404 from None
    context = {
        "section": requested_section,
        "handbook": requested_section.handbook,
        "edition": changes.edition,
        "previous": changes.previous,
        "is_withdrawn": not requested_section.is_in_force(timezone.localdate()),
        "undone": undone_versions([requested_section])[requested_section.pk],
        "changes": changes.changes,
        "printed_on": timezone.localdate(),
    }
    return render(request, "handbook/version_changes.html", context)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Search the published texts that the visitor may read for `?q=`; `?page=` is the page of the list."""
    result = search(
        request.GET.get("q", ""),
        handbooks=Handbook.objects.readable_by(request.user),
        language=ui_language(),
        audience=audience(request),
        on=timezone.localdate(),
        page=request.GET.get("page", "1"),
    )
    return render(request, "handbook/search.html", {"result": result})


@require_safe
def print_section(request: HttpRequest, handbook: str, section: str) -> HttpResponse:
    """One section on paper, as published."""
    shown = reader_edition_or_404(request, readable_section(request, handbook, section))
    context = {
        "handbook": shown.version.section.handbook,
        "section": shown.version.section,
        "is_withdrawn": not shown.version.section.is_in_force(timezone.localdate()),
        "edition": shown.edition,
        "sections": whole_sections([shown], on=timezone.localdate()),
        "printed_on": timezone.localdate(),
    }
    return render(request, "handbook/print_section.html", context)


def too_many_remarks(
    request: HttpRequest, form: RemarkForm, about: ReaderEdition | None, refused: OverTheLimit
) -> HttpResponse:
    """The form with what was written, and how long to wait."""
    form.seconds_to_wait = refused.seconds
    form.add_error(None, refused.message)
    context = {"form": form, "about": about}
    response = render(request, "handbook/remarks.html", context, status=429)
    response["Retry-After"] = str(refused.seconds)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def remarks(request: HttpRequest) -> HttpResponse:
    """Report an error on a page or, if the page is a section, in one of its clauses."""
    initial = {name: request.POST.get(name) or request.GET.get(name, "") for name in ("page", "clause")}
    section = section_of_page(request, initial["page"])
    about = reader_edition_or_none(request, section) if section else None
    form = RemarkForm(request.POST or None, initial=initial, clause_choices=clause_choices(about) if about else ())
    if request.method == "POST" and form.is_valid():
        try:
            send_remark(
                **form.cleaned_data,
                section=section,
                version=version_of_page(form.cleaned_data["page"], section) if section else None,
                language=ui_language(),
                address=visitor_address(request),
                at=timezone.now(),
            )
        except OverTheLimit as refused:
            return too_many_remarks(request, form, about, refused)
        page = f"?{urlencode({'page': initial['page']})}" if section else ""
        return redirect(f"{reverse('handbook:remark_sent')}{page}")
    context = {"form": form, "about": about}
    return render(request, "handbook/remarks.html", context, status=422 if form.errors else 200)


def reader_edition_or_none(request: HttpRequest, section: Section) -> ReaderEdition | None:
    """Return the edition that the reader is shown of a section; None if nothing of it is published."""
    try:
        return section_for_reader(section, language=ui_language(), audience=audience(request))
    except Edition.DoesNotExist:
        return None


def clause_choices(shown: ReaderEdition) -> list[tuple[str, str]]:
    """Return the id and the label of each clause: its number, if it has one, and its first words."""
    chapter = shown.version.section.position

    def label(clause: ClauseText) -> str:
        text = readable_text(clause.html)
        if clause.number:
            return f"{chapter}.{clause.number} {text}"
        return f"{_('Example')}: {text}" if clause.origin == "example" else text

    return [
        (clause.clause, Truncator(label(clause)).chars(CLAUSE_LABEL_LENGTH)) for clause in shown.edition.clauses.all()
    ]


def section_of_page(request: HttpRequest, page: str) -> Section | None:
    """Return the section with this address: /handbooks/<handbook>/<section>/…"""
    parts = page.strip("/").split("/")
    if len(parts) < 3 or parts[0] != "handbooks":
        return None
    return Section.objects.filter(
        handbook__in=Handbook.objects.readable_by(request.user), handbook__slug=parts[1], slug=parts[2]
    ).first()


def version_of_page(page: str, section: Section) -> int | None:
    """Return the version with this address, …/versions/<number>/; else the newest. None: nothing is published."""
    published = Version.objects.published().filter(section=section).order_by("-number").values_list("number", flat=True)
    parts = page.strip("/").split("/")[3:5]
    if len(parts) == 2 and parts[0] == "versions" and is_key(parts[1]) and int(parts[1]) in published:
        return int(parts[1])
    newest: int | None = published.first()
    return newest


@require_safe
def remark_sent(request: HttpRequest) -> HttpResponse:
    """Thanks, and the way back to the section that the remark was about: `?page=` names it."""
    section = section_of_page(request, request.GET.get("page", ""))
    about = reader_edition_or_none(request, section) if section else None
    return render(request, "handbook/remark_sent.html", {"about": about})


@require_safe
def show_site_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the site's own pages, such as the privacy page."""
    return render(request, "handbook/page.html", {"page": site_pages.site_page(slug, ui_language())})
