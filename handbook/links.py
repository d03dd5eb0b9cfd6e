"""Whether a link within the site leads somewhere."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from handbook.models import Handbook, Section


def is_site_address(target: str) -> bool:
    """Whether the site answers there. The admin answers everything below it, and is no place for readers."""
    if target.startswith("//"):  # another site, reached as this one is
        return False
    try:
        found = resolve(urlsplit(target).path)
    except (Resolver404, ValueError):
        return False
    return found.app_name != "admin"


def target_exists(target: str, beside: Mapping[str, Collection[str]] = MappingProxyType({})) -> bool:
    """An address of the site; and if it names a handbook or a section, one that can be read, or that will be: `beside` are
    the handbooks that come with the link, by their slugs, each with the sections that are published then."""
    if not is_site_address(target):
        return False
    handbook, section = _handbook_and_section(target)
    if handbook in beside and (not section or section in beside[handbook]):
        return True
    if section:
        return Section.objects.published().filter(handbook__slug=handbook, slug=section).exists()
    return not handbook or Handbook.objects.filter(slug=handbook).exists()


def target_exists_in_files(target: str, handbooks: Mapping[str, Collection[str]]) -> bool:
    """An address of the site; and if it names a section of one of these handbooks, one that it has. Whether there are
    other handbooks, the site alone knows."""
    if not is_site_address(target):
        return False
    handbook, section = _handbook_and_section(target)
    return not section or section in handbooks.get(handbook, [section])


def _handbook_and_section(target: str) -> tuple[str, str]:
    """The handbook and the section that an address of the site names."""
    found = resolve(urlsplit(target).path).kwargs
    return found.get("handbook", ""), found.get("section", "")
