"""Following feeds: what they newly list is read into the ledger for as long as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from reportedly.data import Entry, Failure, Outcome, Page, Profile
from reportedly.errors import AddressRefused, ReadError
from reportedly.flow import Remembered, made_by, read_page
from reportedly.ledger import Ledger
from reportedly.read.rounds import Rounds
from reportedly.read.web import Got, Unchanged, Web, failure
from reportedly.run import Carrier, load
from reportedly.run.base import passed_on

TRIES = 5
"""How often an article that can't be fetched is tried, once a round, until it is let go."""


def follow_into(
    ledger: Ledger,
    rounds: Rounds,
    *,
    web: Web,
    carrier: Carrier,
    profile: Profile = "fast",
    passed_over: Callable[[str | None], object] = lambda _: None,
) -> Iterator[Outcome]:
    """Read what feeds list, round after round; each outcome is yielded once it is kept in the ledger.

    An entry is read once in each of its versions. The ledger remembers which,
    so that a run that was killed goes on where it stopped. A feed that fails is
    an outcome too, and the others go on. ``passed_over`` is told of articles
    that changed in nothing.
    """
    signed = made_by(profile)
    for feed in rounds:
        follower = _Feed(feed, ledger, web, signed, passed_over)
        try:
            fresh = follower.fresh()
        except ReadError as error:
            rounds.failed(feed)
            yield from load([passed_on(failure(feed, error))], ledger, made_by=signed)
            continue
        outcomes = carrier(follower.pages(fresh), partial(read_page, profile=profile))
        for outcome in load(outcomes, ledger, made_by=signed):
            follower.settle(outcome)
            yield outcome
        follower.close()
        rounds.answered(feed)


@dataclass(slots=True)
class _Feed:
    """One feed in one round."""

    uri: str
    ledger: Ledger
    web: Web
    signed: str
    passed_over: Callable[[str | None], object]
    _waiting: dict[str, list[Entry]] = field(default_factory=dict)
    _open: int = 0
    """Entries that a later round must try again."""
    _close: Callable[[], None] = lambda: None

    def fresh(self) -> tuple[Entry, ...]:
        """The entries that are still to be read, newest first.

        Raises:
            ReadError: the feed can't be had.
        """
        found, entries = self.web.entries(self.uri, known=self.ledger.visit(self.uri))
        if not found.unchanged:
            # Asking for news only is right once everything that the feed listed before is read.
            self.ledger.remember(replace(found.visit(None), etag=None, modified=None))
            self._close = lambda: self.ledger.remember(found.visit(None))
        return tuple(entry for entry in entries if self._is_fresh(entry))

    def _is_fresh(self, entry: Entry) -> bool:
        tries = self.ledger.tries(self.uri, entry)
        return tries is None or 0 < tries < TRIES

    def pages(self, fresh: tuple[Entry, ...]) -> Iterator[Page | Failure]:
        """The pages of the entries that have to be read."""
        memory = Remembered(self.ledger, self.signed)
        for entry, got in self.web.articles(fresh, memory=memory):
            if self._is_known(got):
                self._pass_over(entry)
            elif not isinstance(got, Unchanged):
                page = got.digest if isinstance(got, Page) else got.page
                self._waiting.setdefault(page, []).append(entry)
                yield got

    def _is_known(self, got: Got) -> bool:
        """Whether this version has read it: the server says that it is the same, or its bytes show it."""
        return isinstance(got, Unchanged) or (
            isinstance(got, Page) and self.ledger.done(got.digest, made_by=self.signed)
        )

    def _pass_over(self, entry: Entry) -> None:
        self.ledger.settle(self.uri, entry, tries=0)
        self.passed_over(entry.uri)

    def settle(self, outcome: Outcome) -> None:
        """Keep what became of an entry: what could not be fetched is tried again, what can't be read is not."""
        for entry in self._waiting.pop(outcome.page, ()):
            tries = 0
            if isinstance(outcome.result, Failure):
                passing = outcome.result.stage == "read" and outcome.result.reason != AddressRefused.__name__
                tries = (self.ledger.tries(self.uri, entry) or 0) + 1 if passing else TRIES
                self._open += tries < TRIES
            self.ledger.settle(self.uri, entry, tries=tries)

    def close(self) -> None:
        """The round is over; where nothing is left to be tried, the feed is next asked for news only."""
        if not self._open:
            self._close()
