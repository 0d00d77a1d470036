"""From addresses to pages: articles, and what stands for them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from reportedly.data import Entry, Failure, Page, Visit, content_hash
from reportedly.errors import AddressRefused, NotAFeed, ReadError
from reportedly.read.addresses import parse, shown
from reportedly.read.fetch import Fetched, Fetcher
from reportedly.read.listings import Listing, listing, newest

MOST_SITEMAPS = 20
"""Sitemaps of an index that are looked at, newest first: news lies in the first."""

DEEPEST = 2
"""An index of indexes is beyond the protocol and met in the wild; deeper ones are not."""


class Memory(Protocol):
    """What earlier runs know."""

    def recall(self, address: str) -> Visit | None:
        """The last visit to an address whose page need not be read again; None where it must be had."""
        ...

    def remember(self, visit: Visit) -> None:
        """Keep what an answer told of itself."""
        ...


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address whose page is what it was when it was read."""

    uri: str


Got = Page | Failure | Unchanged


@dataclass(slots=True)
class _Budget:
    """Articles that one input may still stand for."""

    left: int


@dataclass(frozen=True, slots=True)
class _Ask:
    """An address to be asked; a leaf is an article and never a list of them."""

    entry: Entry
    budget: _Budget
    depth: int = 0
    leaf: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The web by way of a polite client. ``limit`` bounds the articles of one feed or sitemap.

    ``keep`` is given every answer that becomes a page.
    """

    fetcher: Fetcher
    limit: int = 100
    keep: Callable[[Fetched], object] | None = None

    def pages(
        self, addresses: Iterable[str], *, memory: Memory, passed_over: Callable[[str], object]
    ) -> Iterator[Page | Failure]:
        """The pages that addresses stand for; hosts take turns, so that waiting for one is not waiting for all.

        ``passed_over`` is told of addresses whose pages are what they were.
        """
        queue = _Queue(self.fetcher)
        for address in addresses:
            queue.add(_Ask(Entry(uri=address, version=""), _Budget(self.limit)))
        for _, got in self._visits(queue, memory):
            if isinstance(got, Unchanged):
                passed_over(got.uri)
            else:
                yield got

    def articles(self, entries: Iterable[Entry], *, memory: Memory) -> Iterator[tuple[Entry, Got]]:
        """What became of each of a feed's entries; hosts take turns."""
        queue = _Queue(self.fetcher)
        for entry in entries:
            queue.add(_Ask(entry, _Budget(0), leaf=True))
        yield from self._visits(queue, memory)

    def entries(self, feed: str, *, known: Visit | None) -> tuple[Fetched, tuple[Entry, ...]]:
        """What a feed or sitemap lists, newest first and no more than ``limit``; nothing where it is unchanged.

        Raises:
            NotAFeed: it is neither.
            ReadError: it, or a sitemap that it lists, can't be had.
        """
        found = self.fetcher.fetch(feed, known=known)
        if found.unchanged:
            return found, ()
        return found, newest(self._flattened(found, 0))[: self.limit]

    def _flattened(self, found: Fetched, depth: int) -> tuple[Entry, ...]:
        listed = listing(found)
        if listed is None:
            raise NotAFeed(f"{found.uri} is neither a feed nor a sitemap; give the feed's own address.")
        entries = list(listed.entries)
        for sitemap in newest(listed.sitemaps)[:MOST_SITEMAPS] if depth < DEEPEST else ():
            entries.extend(self._flattened(self.fetcher.fetch(sitemap.uri), depth + 1))
            if len(entries) >= self.limit:
                break
        return tuple(entries)

    def _visits(self, queue: _Queue, memory: Memory) -> Iterator[tuple[Entry, Got]]:
        while (ask := queue.next()) is not None:
            got = self._visit(ask, memory)
            if isinstance(got, Listing):
                _enqueue(got, ask, queue)
            else:
                yield ask.entry, got

    def _visit(self, ask: _Ask, memory: Memory) -> Got | Listing:
        """Ask one address. The one place where an error of the web becomes a failure."""
        uri = ask.entry.uri
        try:
            found = self.fetcher.fetch(uri, known=memory.recall(uri))
            if found.unchanged:
                return Unchanged(uri)
            if not ask.leaf and (listed := listing(found)) is not None:
                memory.remember(found.visit(None))
                return listed
        except ReadError as error:
            return failure(uri, error)
        page = Page(uri=found.uri, body=found.body, media_type=found.media_type, fetched=found.fetched)
        if self.keep is not None:
            self.keep(found)
        memory.remember(found.visit(page.digest))
        return page


def failure(uri: str, error: ReadError) -> Failure:
    """An address that gave no page, as a row."""
    name = shown(uri)
    return Failure(page=content_hash(name), uri=name, stage="read", reason=type(error).__name__, detail=str(error))


def _enqueue(listed: Listing, ask: _Ask, queue: _Queue) -> None:
    """Have what is listed asked for, as far as the input's budget goes."""
    if ask.depth < DEEPEST:
        for sitemap in newest(listed.sitemaps)[:MOST_SITEMAPS]:
            queue.add(_Ask(sitemap, ask.budget, depth=ask.depth + 1))
    for entry in newest(listed.entries)[: ask.budget.left]:
        if queue.add(_Ask(entry, ask.budget, leaf=True)):
            ask.budget.left -= 1


@dataclass(slots=True)
class _Queue:
    """Addresses by host, each once; the host that may be asked soonest is next."""

    fetcher: Fetcher
    _hosts: dict[str, deque[_Ask]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def add(self, ask: _Ask) -> bool:
        """Put an address in, if it was not there before."""
        try:
            address = parse(ask.entry.uri)
            name, host = str(address), address.host
        except AddressRefused:  # asking for it will tell why
            name, host = ask.entry.uri, ""
        if name in self._seen:
            return False
        self._seen.add(name)
        self._hosts.setdefault(host, deque()).append(ask)
        return True

    def next(self) -> _Ask | None:
        """Take out what can be asked soonest, in the order given where hosts are equally free."""
        if not self._hosts:
            return None
        host = min(self._hosts, key=self.fetcher.free_at)
        waiting = self._hosts[host]
        ask = waiting.popleft()
        if not waiting:
            del self._hosts[host]
        return ask
