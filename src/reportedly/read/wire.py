"""Connections to the machine that was checked, with an end to time and bytes.

A name is resolved once, each machine it stands for is checked, and the
connection is made to a machine that passed, by its number. The name stays in
the Host field and in the TLS handshake. Between check and connection nothing
is resolved again, so that a name server can't answer differently the second
time (DNS rebinding).
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

import httpcore2 as httpcore

from reportedly.errors import AddressRefused, FetchFailed, FetchTimeout, PageTooLarge
from reportedly.read.addresses import is_public

Resolve = Callable[[str, int], Sequence[str]]
"""From a host and port to the numeric addresses of its machines; raises OSError."""

Dial = Callable[[str, int, float], httpcore.NetworkStream]
"""From a machine's number, a port and seconds to a connection."""

MOST_MACHINES = 4
"""How many of a host's machines are tried."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the machines of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def dial(machine: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """Connect to a machine by its number."""
    return httpcore.SyncBackend().connect_tcp(machine, port, timeout=seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How names are resolved and machines reached; ``allow_private`` asks machines of private networks too."""

    resolve: Resolve = resolve
    dial: Dial = dial
    allow_private: bool = False


class Allowance:
    """What an address's answers may cost: seconds for all of them together, and bytes for each.

    ``machine`` is the one that was asked last.
    """

    def __init__(self, *, seconds: float, most: int) -> None:
        self._left, self._most = seconds, most
        self._until, self._bytes, self._uri = 0.0, 0, ""
        self.machine: str | None = None

    @contextmanager
    def running(self, uri: str) -> Iterator[None]:
        """Time counts within, and only there: waiting out of politeness costs none."""
        began = monotonic()
        self._until, self._bytes, self._uri = began + self._left, self._most, uri
        try:
            yield
        finally:
            self._left -= monotonic() - began

    def seconds(self, most: float | None = None) -> float:
        """Seconds left, or fewer.

        Raises:
            FetchTimeout: none are left.
        """
        left = self._until - monotonic()
        if left <= 0:
            raise FetchTimeout(f"{self._uri} was not there in the time that a page may take; try again later.")
        return left if most is None else min(left, most)

    def grant(self, count: int) -> None:
        """Let so many bytes more come."""
        self._bytes += count

    def spend(self, count: int) -> None:
        """Count bytes that came.

        Raises:
            PageTooLarge: they are more than an answer may have.
        """
        self._bytes -= count
        if self._bytes < 0:
            raise PageTooLarge(f"{self._uri} sends more bytes than a page may have.")


class Wire(httpcore.NetworkBackend):
    """The network as one request sees it."""

    def __init__(self, network: Network, allowance: Allowance) -> None:
        self._network, self._allowance = network, allowance

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002  the interface's
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's public machines that answers."""
        machines = self._checked(host, port)
        for last, machine in enumerate(machines, 1 - len(machines)):
            try:
                stream = self._network.dial(machine, port, self._allowance.seconds(timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if not last:
                    raise
            else:
                self._allowance.machine = machine
                return _Metered(stream, self._allowance)
        raise FetchFailed(f"The host {host} has no machines; check the address.")

    def _checked(self, host: str, port: int) -> Sequence[str]:
        found = self._resolved(host, port)[:MOST_MACHINES]
        checked = [machine for machine in found if self._network.allow_private or is_public(machine)]
        if found and not checked:
            raise AddressRefused(
                f"The host {host} is {found[0]}, which is no machine of the public network; "
                f"--allow-private asks it all the same."
            )
        return checked

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """The host's machines, or an error in bounded time: the system's own look-up knows no limit."""
        answer: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self._network.resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()
        try:
            found = answer.get(timeout=self._allowance.seconds())
        except queue.Empty:
            raise FetchTimeout(f"The name {host} could not be resolved in time; try again later.") from None
        if isinstance(found, Exception):
            raise FetchFailed(f"The name {host} can't be resolved ({found}); check the address.") from found
        return found


class _Metered(httpcore.NetworkStream):
    """A connection on which every byte and every second counts."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        self._stream, self._allowance = stream, allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, none at the end."""
        data = self._stream.read(max_bytes, self._allowance.seconds(timeout))
        self._allowance.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of the bytes."""
        self._stream.write(buffer, self._allowance.seconds(timeout))

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted, with the name that the certificate must have."""
        seconds = self._allowance.seconds(timeout)
        return _Metered(self._stream.start_tls(ssl_context, server_hostname, seconds), self._allowance)

    def get_extra_info(self, info: str) -> Any:
        """What the connection tells of itself."""
        return self._stream.get_extra_info(info)
