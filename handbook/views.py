from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from handbook import pages
from handbook.contents import groups, neighbours
from handbook.forms import RemarkForm
from handbook.laws import laws
from handbook.models import Audience, Edition, Handbook, Section, Version
from handbook.reading import Shown, sections_shown, shown_section, shown_sections
from handbook.remarking import send_remark


def language() -> str:
    return get_language() or "nb"


def audience(request: HttpRequest) -> str:
    """A current leader reads as a leader; everybody else as everyone."""
    if request.user.is_authenticated and request.user.is_leader(timezone.localdate()):
        return Audience.LEADERS
    return Audience.EVERYONE


def readable_handbook(request: HttpRequest, slug: str) -> Handbook:
    found: Handbook = get_object_or_404(Handbook.objects.readable_by(request.user), slug=slug)
    return found


def readable_section(request: HttpRequest, handbook: str, slug: str) -> Section:
    sections = Section.objects.select_related("handbook").filter(
        handbook__in=Handbook.objects.readable_by(request.user), handbook__slug=handbook
    )
    return get_object_or_404(sections, slug=slug)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    handbooks = Handbook.objects.readable_by(request.user).in_force(timezone.localdate())
    return render(request, "handbook/index.html", {"handbooks": handbooks})


@require_safe
def contents(request: HttpRequest, handbook: str) -> HttpResponse:
    found = readable_handbook(request, handbook)
    sections = shown_sections(found, language=language(), audience=audience(request), on=timezone.localdate())
    return render(
        request,
        "handbook/contents.html",
        {
            "handbook": found,
            "sections": sections,
            "in_short": found.in_short.splitlines(),
            "contacts": found.contacts_in(language()),
        },
    )


@require_safe
def section(request: HttpRequest, handbook: str, section: str) -> HttpResponse:
    """One section as published. What a signed-in reader can do with it, the courses' panel below the text says."""
    handbooks = Handbook.objects.readable_by(request.user)
    sections = sections_shown(
        handbooks, handbook, language=language(), audience=audience(request), on=timezone.localdate()
    )
    shown = next((each for each in sections if each.version.section.slug == section), None)
    if shown is None:
        return withdrawn_section(request, handbook, section)
    return render(request, "handbook/section.html", section_page(shown) | {"place": neighbours(sections, shown)})


def withdrawn_section(request: HttpRequest, handbook: str, slug: str) -> HttpResponse:
    """A withdrawn section stays readable, under a banner and outside the order of reading."""
    found = readable_section(request, handbook, slug)
    return render(request, "handbook/section.html", section_page(shown_or_404(request, found)) | {"place": None})


def shown_or_404(request: HttpRequest, section: Section, number: int | None = None) -> Shown:
    try:
        return shown_section(section, language=language(), audience=audience(request), number=number)
    except Edition.DoesNotExist:
        raise Http404 from None


def section_page(shown: Shown) -> dict[str, object]:
    """What the page of a section shows, at its newest version or at an earlier one."""
    section = shown.version.section
    return {
        "section": section,
        "is_withdrawn": not section.is_in_force(timezone.localdate()),
        "handbook": section.handbook,
        "shown": shown,
        "edition": shown.edition,
        "groups": groups(shown.edition.clauses.all()),
        "contacts": section.handbook.contacts_in(language(), section.slug),
        "laws": laws(shown.edition.laws, on=timezone.localdate(), language=language()),
    }


@require_safe
def versions(request: HttpRequest, handbook: str, section: str) -> HttpResponse:
    found = readable_section(request, handbook, section)
    shown = shown_or_404(request, found)
    published = Version.objects.published().filter(section=found).prefetch_related("changes").order_by("-number")
    return render(
        request,
        "handbook/versions.html",
        {"section": found, "handbook": found.handbook, "versions": published, "edition": shown.edition},
    )


@require_safe
def old_version(request: HttpRequest, handbook: str, section: str, number: int) -> HttpResponse:
    found = readable_section(request, handbook, section)
    newest = (
        Version.objects.published().filter(section=found).order_by("-number").values_list("number", flat=True).first()
    )
    return render(
        request, "handbook/old_version.html", section_page(shown_or_404(request, found, number)) | {"newest": newest}
    )


@require_safe
def print_handbook(request: HttpRequest, handbook: str) -> HttpResponse:
    """The whole handbook on paper: every section with its version, and the day it was printed."""
    found = readable_handbook(request, handbook)
    sections = shown_sections(found, language=language(), audience=audience(request), on=timezone.localdate())
    prefetch_related_objects([shown.edition for shown in sections], "clauses")
    pages_ = [section_page(shown) for shown in sections]
    context = {
        "handbook": found,
        "pages": pages_,
        "printed_on": timezone.localdate(),
        "in_short": found.in_short.splitlines(),
    }
    return render(request, "handbook/print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remarks(request: HttpRequest) -> HttpResponse:
    form = RemarkForm(
        request.POST or None, initial={"page": request.GET.get("page", ""), "clause": request.GET.get("clause", "")}
    )
    if request.method == "POST" and form.is_valid():
        section = section_of_page(request, form.cleaned_data["page"])
        send_remark(
            **form.cleaned_data,
            section=section,
            version=Version.objects.published().filter(section=section).count() if section else None,
            language=language(),
            at=timezone.now(),
        )
        return redirect("handbook:remark_sent")
    return render(request, "handbook/remarks.html", {"form": form}, status=422 if form.errors else 200)


def section_of_page(request: HttpRequest, page: str) -> Section | None:
    """The section whose address this is: /handbooks/<handbook>/<section>/…"""
    parts = page.strip("/").split("/")
    if len(parts) < 3 or parts[0] != "handbooks":
        return None
    return Section.objects.filter(
        handbook__in=Handbook.objects.readable_by(request.user), handbook__slug=parts[1], slug=parts[2]
    ).first()


@require_safe
def remark_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "handbook/remark_sent.html")


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of the site's own, such as the privacy text."""
    return render(request, "handbook/page.html", {"page": pages.page(slug, language())})
