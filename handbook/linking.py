"""Whether a link within the site leads somewhere."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from handbook.models import Handbook, Section


def is_address(target: str) -> bool:
    """Whether the site answers there. The admin answers everything below it, and is no place for readers."""
    if target.startswith("//"):  # another site, reached as this one is
        return False
    try:
        found = resolve(urlsplit(target).path)
    except (Resolver404, ValueError):
        return False
    return found.app_name != "admin"


def is_there(target: str) -> bool:
    """An address of the site; and if it names a handbook or a section, one that can be read."""
    if not is_address(target):
        return False
    place = resolve(urlsplit(target).path).kwargs
    handbook, section = place.get("handbook"), place.get("section")
    if section:
        return Section.objects.published().filter(handbook__slug=handbook, slug=section).exists()
    return not handbook or Handbook.objects.filter(slug=handbook).exists()
