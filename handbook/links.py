"""Check whether a link within the site leads somewhere."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from handbook.models import Handbook, Section


def is_site_address(target: str) -> bool:
    """Whether the target is an address of the site. The admin does not count: it answers every address below it."""
    if target.startswith("//"):  # another site, with the scheme of this one
        return False
    try:
        match = resolve(urlsplit(target).path)
    except (Resolver404, ValueError):
        return False
    return match.app_name != "admin"


def target_exists(target: str, beside: Mapping[str, Collection[str]] = MappingProxyType({})) -> bool:
    """Whether the target is an address of the site and, if it names a handbook or a section, that one can be read.

    `beside` are the handbooks that are imported with the link: the sections that are then published, by handbook.
    """
    if not is_site_address(target):
        return False
    handbook, section = _handbook_and_section(target)
    if handbook in beside and (not section or section in beside[handbook]):
        return True
    if section:
        return Section.objects.published().filter(handbook__slug=handbook, slug=section).exists()
    return not handbook or Handbook.objects.filter(slug=handbook).exists()


def target_exists_in_files(target: str, handbooks: Mapping[str, Collection[str]]) -> bool:
    """Whether the target is an address of the site and, if it names a section of these handbooks, that one exists.

    Other handbooks may exist on the site: their sections are accepted.
    """
    if not is_site_address(target):
        return False
    handbook, section = _handbook_and_section(target)
    return not section or section in handbooks.get(handbook, [section])


def _handbook_and_section(target: str) -> tuple[str, str]:
    """Return the slugs of the handbook and the section that an address of the site names; "" for none."""
    kwargs = resolve(urlsplit(target).path).kwargs
    return kwargs.get("handbook", ""), kwargs.get("section", "")
