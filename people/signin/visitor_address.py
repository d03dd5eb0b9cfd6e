"""Where a request comes from, as far as the site can know."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

FORWARDED = re.compile(
    r"HTTP_(FORWARDED|VIA|CDN_LOOP|X_(FORWARDED|ORIGINAL|REAL|ENVOY|AZURE|PROXYUSER|APPENGINE|AMZN)\w*"
    r"|(CF|FASTLY|FLY|TRUE|X_CLUSTER|X)_(\w*_)?(CLIENT_IP|CONNECTING_IP|RAY))"
)
"""Headers that proxies add and browsers do not."""


def comes_from_this_machine(request: HttpRequest) -> bool:
    """Whether the other end is a program on this machine that forwards for nobody.

    A proxy may say that it forwards, or speak HTTP/1.0 as nginx does where nothing else is set; no browser does either.
    """
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    if peer is None or not peer.is_loopback or request.META.get("SERVER_PROTOCOL") == "HTTP/1.0":
        return False
    return not any(FORWARDED.fullmatch(name) for name in request.META)


def visitor_address(request: HttpRequest) -> str:
    """The visitor's address, or empty if a proxy hides it. Of IPv6 the network of 64 bits, all of which one visitor may have.

    Of the header that PROXY_ADDRESS_HEADER names the last address counts, which the proxy itself has added.
    """
    given = request.META.get(settings.PROXY_ADDRESS_HEADER, "").rpartition(",")[2]
    address = _address(given) or _address(request.META.get("REMOTE_ADDR", ""))
    is_proxy = not (settings.IS_LOCAL or settings.PROXY_ADDRESS_HEADER) and address and not address.is_global
    if address is None or is_proxy:
        return ""
    if isinstance(address, IPv6Address):
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(address)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
