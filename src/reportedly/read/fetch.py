"""One polite client for the web (RFC 9110): it asks little, waits, and takes no more than a page may hold."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import MappingProxyType, TracebackType
from typing import Self

import httpcore2 as httpcore

from reportedly import __version__
from reportedly.data import Visit
from reportedly.errors import (
    AddressRefused,
    FetchError,
    FetchFailed,
    FetchTimeout,
    PageTooLarge,
    ReadError,
    RobotsDisallowed,
    TooManyRedirects,
)
from reportedly.read import robots
from reportedly.read.addresses import Address, parse
from reportedly.read.bounds import MAX_PAGE_BYTES, within_limit
from reportedly.read.coding import GZIP_MAGIC, decode_content
from reportedly.read.wire import Allowance, Network, Wire

PROJECT = "https://reportedly.example"
"""Where those who run a site can read what asks them: the project's address, once it has one."""

USER_AGENT = f"{robots.AGENT}/{__version__} (+{PROJECT})"

ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5"

FRAMING = 1 << 20
"""Bytes for header fields and the framing of chunks, beside the body's own."""

MAX_MARK = 1024
"""Characters of an ETag that is sent back; longer ones are no marks but a burden."""

GOOD = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})
MOVED = frozenset({301, 302, 303, 307, 308})
RETRIED = frozenset({429, 500, 502, 503, 504})
"""Answers that may be others in a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a client behaves. Times are seconds.

    ``delay`` lies between requests to one host, longer where the host's
    Crawl-delay asks for it, up to ``longest_delay``. Connecting may take
    ``connect``, each read ``read``, all of an address's answers together
    ``total`` a try. After a passing fault it tries again, ``tries`` times in all,
    waiting ``backoff`` and twice as long each time, or as long as Retry-After
    asks, up to ``longest_wait``.
    """

    delay: float = 1.0
    longest_delay: float = 30.0
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    tries: int = 3
    backoff: float = 2.0
    longest_wait: float = 60.0
    redirects: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: ``asked`` is the address that was given, ``uri`` the one that answered.

    ``body`` is without its codings; ``fields`` are the header as it came.
    ``unchanged`` says that there is nothing new (304) and so no body.
    """

    asked: str
    uri: str
    status: int
    fields: tuple[tuple[bytes, bytes], ...]
    body: bytes
    fetched: str
    machine: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the server says that it is what it was."""
        return self.status == HTTPStatus.NOT_MODIFIED

    def field(self, name: str) -> str | None:
        """The first field with the name, in any case of letters; None where there is none."""
        wanted = name.lower().encode()
        return next((value.decode("latin-1").strip() for key, value in self.fields if key.lower() == wanted), None)

    @property
    def media_type(self) -> str | None:
        """Content-Type as declared."""
        declared = self.field("content-type")
        return declared[:200] if declared else None

    def visit(self, page: str | None) -> Visit:
        """What is to be remembered of it, ``page`` being the digest of the page that it became."""
        etag, modified = self.field("etag"), self.field("last-modified")
        return Visit(
            address=self.asked,
            uri=self.uri,
            etag=etag if etag and len(etag) <= MAX_MARK else None,
            modified=modified if modified and len(modified) <= MAX_MARK else None,
            page=page,
        )


class _Passing(Exception):
    """A fault that may be gone in a while, with the seconds that the server asks to wait."""

    def __init__(self, error: FetchError, wait: float | None = None) -> None:
        super().__init__(error, wait)
        self.error, self.wait = error, wait


class Fetcher:
    """A client for many addresses: a context manager, one request at a time.

    It keeps no cookies, sends no credentials and heeds no proxy of the
    environment: through a proxy, whom it asks could not be checked. Every
    request has a connection of its own, for politeness leaves nothing to be
    gained by keeping it.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        network: Network | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.manners = manners or Manners()
        self._network = network or Network()
        self._clock, self._sleep = clock, sleep
        self._tls = httpcore.default_ssl_context()
        self._free: dict[str, float] = {}
        self._robots: dict[str, tuple[float, robots.Rules | FetchError]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._robots.clear()

    def free_at(self, host: str) -> float:
        """When the host may be asked again, on this client's clock."""
        return self._free.get(host, 0.0)

    def fetch(self, uri: str, *, known: Visit | None = None) -> Fetched:
        """What the address holds, after redirects; with ``known`` only what is new since then.

        Raises:
            AddressRefused: it, or where it leads, is not asked.
            RobotsDisallowed: the site does not want it fetched.
            TooManyRedirects: it leads on and on.
            FetchTimeout: it takes longer than a page may.
            FetchFailed: the server answers with an error or breaks off.
            PageTooLarge: it holds more than a page may.
            InputUnreadable: its content coding is damaged.
        """
        address = parse(uri)
        found = self._patiently(
            lambda: self._follow(address, lambda hop, allowance: self._ask_politely(hop, allowance, known))
        )
        return replace(found, asked=uri)

    def _patiently(self, ask: Callable[[], Fetched]) -> Fetched:
        """Ask again after passing faults, a few times."""
        for attempt in range(self.manners.tries):
            try:
                return ask()
            except _Passing as fault:
                wait = self.manners.backoff * 2**attempt if fault.wait is None else fault.wait
                if attempt + 1 == self.manners.tries or wait > self.manners.longest_wait:
                    raise fault.error from fault.__cause__
                self._sleep(wait)
        raise AssertionError("there is at least one try")

    def _follow(self, address: Address, ask: Callable[[Address, Allowance], Fetched]) -> Fetched:
        """One try: from redirect to redirect, each checked as if it had been given."""
        given = address
        allowance = Allowance(seconds=self.manners.total, most=FRAMING)
        for _ in range(self.manners.redirects + 1):
            found = ask(address, allowance)
            location = found.field("location")
            if found.status not in MOVED or not location:
                return _good(found)
            address = address.joined(_unicode(location))
        raise TooManyRedirects(f"{given} leads on more than {self.manners.redirects} times; open it in a browser.")

    def _ask_politely(self, address: Address, allowance: Allowance, known: Visit | None) -> Fetched:
        """One request, if the site's robots.txt lets us, and not too soon after the last."""
        rules = self._rules(address)
        if isinstance(rules, FetchError):
            raise rules.with_traceback(None)
        if not rules.allow(str(address)):
            why = "could not be had" if rules is robots.ALLOW_NONE else "disallows it"
            raise RobotsDisallowed(f"{address} is not fetched: the robots.txt of {address.host} {why}.")
        if (wait := self.free_at(address.host) - self._clock()) > 0:
            self._sleep(wait)
        try:
            return self._ask(address, allowance, conditions=_conditions(known, address))
        finally:
            delay = max(self.manners.delay, min(rules.delay, self.manners.longest_delay))
            self._free[address.host] = self._clock() + delay

    def _rules(self, address: Address) -> robots.Rules | FetchError:
        """The rules of the address's site, asked for once a day, or why the site can't be reached."""
        remembered = self._robots.get(address.origin)
        if remembered and self._clock() < remembered[0]:
            return remembered[1]
        where = Address(address.scheme, address.host, address.port, "/robots.txt")
        try:
            found = self._patiently(
                lambda: self._follow(where, lambda hop, allowance: self._ask(hop, allowance, most=robots.MAX_BYTES))
            )
            rules: robots.Rules | FetchError = robots.parse(found.body)
        except AddressRefused:
            raise
        except FetchTimeout as error:
            rules = error
        except FetchFailed as error:
            rules = error if error.status is None else robots.for_status(error.status)
        except ReadError:
            rules = robots.ALLOW_NONE
        sure = isinstance(rules, robots.Rules) and rules is not robots.ALLOW_NONE
        lasts = robots.FRESH if sure else robots.UNSURE
        self._robots[address.origin] = (self._clock() + lasts, rules)
        return rules

    def _ask(
        self,
        address: Address,
        allowance: Allowance,
        *,
        conditions: Mapping[bytes | str, bytes | str] = MappingProxyType({}),
        most: int | None = None,
    ) -> Fetched:
        """One request and its answer, whatever it is; with ``most`` only the beginning of its body."""
        fields: dict[bytes | str, bytes | str] = {
            "Host": address.origin.partition("//")[2],
            "User-Agent": USER_AGENT,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, br",
            "Connection": "close",
            **conditions,
        }
        limits = {"connect": self.manners.connect, "read": self.manners.read, "write": self.manners.read}
        with (
            _explained(address),
            allowance.running(str(address)),
            httpcore.ConnectionPool(ssl_context=self._tls, network_backend=Wire(self._network, allowance)) as pool,
            pool.stream("GET", str(address), headers=fields, extensions={"timeout": limits}) as answer,
        ):
            if answer.status == HTTPStatus.NOT_MODIFIED and not conditions:
                raise FetchFailed(f"{address} says that it is unchanged, which it was not asked; try again later.")
            allowance.grant(MAX_PAGE_BYTES)
            body = _body(answer, address, most=most) if answer.status in GOOD else b""
            return Fetched(
                asked=str(address),
                uri=str(address),
                status=answer.status,
                fields=tuple(answer.headers),
                body=body,
                fetched=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                machine=allowance.machine,
            )


@contextmanager
def _explained(address: Address) -> Iterator[None]:
    """Tell the client's complaints in our own words; those that may pass are marked so."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchTimeout(f"{address} did not answer in time; try again later.") from error
    except httpcore.ConnectError as error:
        raise _Passing(FetchFailed(f"{address} can't be reached ({error}); try again later.")) from error
    except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
        raise _Passing(FetchFailed(f"{address} broke off ({error}); try again later.")) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchFailed(f"{address} does not speak HTTP as it should ({error}).") from error


def _body(answer: httpcore.Response, address: Address, *, most: int | None) -> bytes:
    """The body without its codings; with ``most`` no more than its beginning.

    Raises:
        PageTooLarge: it holds more than a page may, packed or unpacked.
        InputUnreadable: its coding is damaged.
    """
    declared = next((value for name, value in answer.headers if name.lower() == b"content-length"), b"")
    if most is None and declared.isdigit() and (len(declared) > 18 or int(declared) > MAX_PAGE_BYTES):
        raise PageTooLarge(f"{address} announces {declared[:18].decode()} bytes, more than a page may have.")
    taken = bytearray()
    for part in answer.iter_stream():
        taken += part
        if most is not None and len(taken) >= most:
            break
        if len(taken) > MAX_PAGE_BYTES:
            break
    packed = bytes(taken) if most is not None else within_limit(bytes(taken), str(address))
    codings = ",".join(value.decode("latin-1") for name, value in answer.headers if name.lower() == b"content-encoding")
    body = decode_content(packed, codings, str(address), cut=most is not None)
    if body.startswith(GZIP_MAGIC):  # a file that is packed by itself: sitemap.xml.gz
        body = decode_content(body, "gzip", str(address), cut=most is not None)
    return body


def _unicode(location: str) -> str:
    """A Location as it was meant: many servers send UTF-8 where the standard wants ASCII."""
    try:
        return location.encode("latin-1").decode()
    except UnicodeError:
        return location


def _conditions(known: Visit | None, address: Address) -> Mapping[bytes | str, bytes | str]:
    """Fields that ask for news only (RFC 9110, 13.1), where the answer that is known came from this very address."""
    if known is None or known.uri != str(address):
        return {}
    pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value.encode("latin-1") for name, value in pairs.items() if value}


def _good(found: Fetched) -> Fetched:
    """The answer if it is one.

    Raises:
        FetchFailed: it is an error.
    """
    if found.status in GOOD or found.unchanged:
        return found
    said = f"{found.uri} answered with {found.status}"
    if found.status in RETRIED:
        raise _Passing(FetchFailed(f"{said}; try again later.", status=found.status), _retry_after(found))
    raise FetchFailed(f"{said}, which is no page; check the address.", status=found.status)


def _retry_after(found: Fetched) -> float | None:
    """Seconds that the server asks to wait (RFC 9110, 10.2.3): a number or a date."""
    asked = found.field("retry-after")
    if not asked:
        return None
    if asked.isdecimal() and asked.isascii() and len(asked) < 10:
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, IndexError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
