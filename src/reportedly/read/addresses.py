"""Which addresses may be asked: parsed strictly, and their machines checked once the name is resolved.

An address comes from anybody: a feed, a redirect, a list. It must not make this
machine ask its own network for things (server-side request forgery). So the
spelling is checked here and the resolved machine by :func:`is_public`, and the
connection goes to the very machine that was checked (see :mod:`~reportedly.read.wire`).
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

import idna
import re2

from reportedly.errors import AddressRefused
from reportedly.read.printable import printable

MAX_LENGTH = 4096
"""Characters of an address; servers refuse longer ones."""

PORTS = {"http": 80, "https": 443}

_FIRST_FREE_PORT = 1024
"""Ports below belong to other services (25 is mail), which could be made to take a request for a command."""

# "news.example", "xn--bcher-kva.example", "a_b.example"
_NAME = re2.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")

# "127.1", "0x7f000001", "017700000001", "news.0x7f": names that old resolvers take for numbers
_NUMBER = re2.compile(r"(.*\.)?(0x[0-9a-f]*|[0-9]+)")

# bytes that end lines or hide: never part of an address
_CONTROL = re2.compile(r"[\x00-\x1f\x7f-\x{9f}]")

# as in "https://user:secret@host/"
_CREDENTIALS = re2.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@")

_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE = f"{_PATH_SAFE}?[]"

PUBLIC_V6 = ip_network("2000::/3")
"""All that was ever given out for the public network; 64:ff9b::/96 (NAT64), ::ffff:0:0/96 (mapped) lie outside."""

NOT_PUBLIC = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ),
    )
)  # fmt: skip
"""IANA's special-purpose registries (RFC 6890 and later), listed since ``is_global`` differs between Pythons."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked, as far as its spelling goes.

    ``host`` is in ASCII and lower case without a final dot, ``target`` the
    path with the query.
    """

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    def joined(self, reference: str) -> Address:
        """The address that a reference on this one leads to.

        Raises:
            AddressRefused: it is none that may be asked.
        """
        return parse(_joined(str(self), reference))


def parse(text: str) -> Address:
    """An address taken apart and spelt in one way.

    Raises:
        AddressRefused: its scheme is not http or https, it holds credentials,
            a port of another service or a host in an odd spelling, or it is
            no address.
    """
    text = text.strip()
    name = shown(text)
    if len(text) > MAX_LENGTH:
        raise AddressRefused(f"The address {name} has {len(text):,} characters, more than {MAX_LENGTH:,}.")
    try:
        if _CONTROL.search(text):  # a UnicodeError, which is a ValueError, where the text is none
            raise AddressRefused(f"The address {name} holds control characters; give it without them.")
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(f"{name} is no address: {error}.") from error
    if parts.scheme not in PORTS:
        raise AddressRefused(f"The address {name} is neither http nor https, and nothing else is asked.")
    if "@" in parts.netloc or "\\" in parts.netloc:
        raise AddressRefused(f"The address {name} holds credentials; give it without what is before @.")
    port = PORTS[parts.scheme] if port is None else port
    if port != PORTS[parts.scheme] and port < _FIRST_FREE_PORT and port not in PORTS.values():
        raise AddressRefused(f"The address {name} names port {port}, which belongs to another service.")
    target = quote(parts.path, safe=_PATH_SAFE) or "/"
    if parts.query:
        target += f"?{quote(parts.query, safe=_QUERY_SAFE)}"
    return Address(parts.scheme, _host(parts.hostname or "", name), port, target)


def is_public(machine: str) -> bool:
    """Whether a machine's numeric address belongs to the public network and to a single machine there."""
    try:
        number = ip_address(machine)
    except ValueError:
        return False
    if isinstance(number, IPv6Address) and (number not in PUBLIC_V6 or number.scope_id):
        return False
    return not any(number.version == network.version and number in network for network in NOT_PUBLIC)


def _host(host: str, given: str) -> str:
    """The host in the one spelling that is asked."""
    if ":" in host:
        if "%" in host:
            raise AddressRefused(f"The address {given} names a network card of this machine; leave out what follows %.")
        try:
            return str(IPv6Address(host))
        except ValueError as error:  # "[v1.x]" is for addresses to come
            raise AddressRefused(f"The address {given} has no host that can be asked: {error}.") from error
    name = _ascii(host, given).removesuffix(".")
    if _NUMBER.fullmatch(name):
        try:
            return str(IPv4Address(name))
        except ValueError as error:
            raise AddressRefused(f"The address {given} hides a number in its host; write it as 192.0.2.1.") from error
    if len(name) > 253 or not _NAME.fullmatch(name):
        raise AddressRefused(f"The address {given} has no host that can be asked.")
    return name


def _ascii(host: str, given: str) -> str:
    """The host in ASCII (IDNA 2008 with the mappings of UTS 46, as browsers do)."""
    if host.isascii():
        return host.lower()
    try:
        if len(host) > 253:
            raise idna.IDNAError("it is too long")
        mapped = idna.uts46_remap(host, std3_rules=True)
        return mapped if mapped.isascii() else idna.encode(mapped).decode("ascii")
    except idna.IDNAError as error:
        raise AddressRefused(f"The address {given} has no host that can be asked: {error}.") from error


def _joined(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference.strip())
    except ValueError as error:
        raise AddressRefused(f"{shown(reference)} is no address: {error}.") from error


def shown(text: str) -> str:
    """An address as it may be shown and recorded: nothing that steers, no password, not too long."""
    text = _CREDENTIALS.sub(r"\1***@", text.encode(errors="replace").decode())
    return printable(text[:MAX_LENGTH]) + ("…" if len(text) > MAX_LENGTH else "")
