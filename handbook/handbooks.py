"""HR edits a handbook's front page, its readers and what its versions wait for; and gives it another address."""

from collections.abc import Container, Mapping, Sequence
from copy import copy
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from handbook.models import FormerAddress, Handbook, Section, Version
from markup.slugs import is_addressable, is_free_slug, nearest_slug
from people.models import Employee
from records.changes import changed_fields, unify_lines, values_changed
from records.models import Event, record
from records.refusal import Refusal


class NoSlug(Refusal):
    """Nothing new may be called so. Carries the name, and the nearest slug that is free."""

    sentence = _(
        "“%(name)s” cannot be its name in addresses. Use a to z, 0 to 9 and single hyphens, at most 50 characters, and no word that the site's own addresses use, such as “%(slug)s”."
    )

    def __init__(self, name: str, nearest: str) -> None:
        self.name, self.nearest = name, nearest
        super().__init__(name, nearest)

    def values(self) -> Mapping[str, object]:
        return {"name": self.name, "slug": self.nearest}


class SlugTaken(Refusal):
    """Another handbook, or another section of the handbook, is called so, or was. Carries the slug."""

    sentence = _("Something else is called “%(name)s”, or was: its old address still leads to it. Choose another name.")

    def values(self) -> Mapping[str, object]:
        return {"name": self.args[0]}


@transaction.atomic
def edit_handbook(*, handbook: Handbook, fields: Sequence[str], by: Employee, at: datetime) -> Handbook:
    """Store these columns of a handbook as they were edited. What says the same as before is no change, and no event."""
    stored = Handbook.objects.select_for_update().get(pk=handbook.pk)
    unify_lines(handbook, fields)
    before, changed = copy(stored), changed_fields(stored, handbook, fields)
    if not changed:
        return stored
    for name in changed:
        setattr(stored, name, getattr(handbook, name))
    stored.save()
    changes = values_changed(before, stored, changed)
    record("handbook edited", stored, by=by, at=at, fields=changed, changes=changes)
    return stored


class NothingCalledSo(Refusal):
    """There is no handbook or section with this path. Carries the path."""

    sentence = _("There is no handbook or section called %(path)s.")

    def values(self) -> Mapping[str, object]:
        return {"path": self.args[0]}


def handbook_or_section(path: str) -> Handbook | Section:
    """Return what a path names: `social-media`, or `social-media/roles`. Raises NothingCalledSo."""
    slug, slash, section = path.partition("/")
    named: Handbook | Section | None
    if slash:
        named = Section.objects.select_related("handbook").filter(handbook__slug=slug, slug=section).first()
    else:
        named = Handbook.objects.filter(slug=slug).first()
    if named is None:
        raise NothingCalledSo(path)
    return named


def handbook_of_folder(name: str) -> Handbook | None:
    """Return the handbook that a folder with this name holds: the one with this slug, else the one that had it last, as the
    events of renaming say."""
    if handbook := Handbook.objects.filter(slug=name).first():
        return handbook
    renamed = Event.objects.filter(subject_kind=Handbook._meta.label, what="handbook renamed", details__old=name)
    for key in renamed.order_by("-pk").values_list("subject_key", flat=True):
        if handbook := Handbook.objects.filter(pk=int(key)).first():
            return handbook
    return None


def require_slug(slug: str, taken: Container[str]) -> None:
    """Raise NoSlug or SlugTaken unless something new may be called so beside those that are there."""
    if not is_free_slug(slug):
        raise NoSlug(slug, nearest_slug(slug, taken=taken))
    if slug in taken:
        raise SlugTaken(slug)


def taken_handbook_slugs(besides: Handbook | None = None) -> set[str]:
    """The slugs that handbooks have or had, but for those of one of them."""
    others = Handbook.objects.exclude(pk=besides.pk) if besides else Handbook.objects.all()
    former = FormerAddress.objects.of_handbooks().filter(handbook__in=others)
    return {*others.values_list("slug", flat=True), *former.values_list("slug", flat=True)}


def taken_section_slugs(handbook: Handbook, besides: Section | None = None) -> set[str]:
    """The slugs that sections of a handbook have or had, but for those of one of them."""
    others = handbook.sections.exclude(pk=besides.pk) if besides else handbook.sections.all()
    former = FormerAddress.objects.of_sections().filter(section__in=others)
    return {*others.values_list("slug", flat=True), *former.values_list("slug", flat=True)}


@transaction.atomic
def rename_handbook(*, handbook: Handbook, slug: str, by: Employee | None, at: datetime) -> Handbook:
    """Give a handbook another address. If something of it was published, the one that it had leads on to it for good.

    Raises NoSlug and SlugTaken. Its folder of files is to be renamed too.
    """
    handbook = Handbook.objects.select_for_update().get(pk=handbook.pk)
    if slug == handbook.slug:
        return handbook
    require_slug(slug, taken_handbook_slugs(handbook))
    old, handbook.slug = handbook.slug, slug
    handbook.save(update_fields=["slug"])
    if is_addressable(old) and Version.objects.published().filter(section__handbook=handbook).exists():
        FormerAddress.objects.get_or_create(handbook=handbook, section=None, slug=old)
    record("handbook renamed", handbook, by=by, at=at, old=old, new=slug)
    return handbook
