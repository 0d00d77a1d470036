"""What belongs together across articles, worked out when it is asked for and kept while the ledger stands still."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import date
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar, cast

from reportedly.ask.answers import StoriesAnswer, StoryAnswer
from reportedly.data import Article, Reading
from reportedly.ledger import ArticleHead, ClaimQuery, Ledger, LedgerClaim
from reportedly.ledger.query import iso_date
from reportedly.threads.matters import MOST_ARTICLES, GradedThread, around, claim_and_figure, is_small, threads_about
from reportedly.threads.stories import Story, holding, stories

Answer = TypeVar("Answer")

_KEPT: Final = 200
"""Answers that are kept, the last asked for."""
_LEAST: Final = 20.0
"""Seconds for which an answer is kept though articles come in."""
_MOST: Final = 600.0
"""Seconds after which it is worked out anew though none came: articles may have been read again."""


_FEW: Final = 60
"""Articles around a claim whose thread is worked out for its own page; it takes a tenth of a second."""

Asked = tuple[str, str]
"""What kind of answer is asked for, and of what."""


class _Kept(NamedTuple):
    """An answer, how far the ledger had come, and when it was worked out."""

    answer: Any
    mark: int
    since: float


class Woven:
    """The threads and stories of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._weaving = Lock()
        self._keeping = Lock()
        self._answers: OrderedDict[Asked, _Kept] = OrderedDict()

    def threads(self, words: str) -> tuple[GradedThread, ...]:
        """The threads of the newest claims with the words, those with most of them first.

        Raises:
            QueryError: there is nothing to search for.
        """
        return self._kept("threads", words, lambda: threads_about(self._ledger, words))

    def thread(self, claim: str) -> GradedThread | None:
        """The thread of a claim, by the claim's whole id, or a thread's; None where the ledger has no such claim."""
        if self._ledger.claim(claim_and_figure(claim)[0]) is None:
            return None
        return next(iter(self.threads(claim)), None)

    def story(self, article: str) -> StoryAnswer | None:
        """The story that holds an article, by the article's id or its beginning, with the claims of its articles.

        Raises:
            QueryError: several articles' ids begin like that.
        """
        reading = self._ledger.reading(article)
        if reading is None:
            return None
        return self._kept("story", reading.article.id, lambda: self._told(reading))

    def stories(self, until: str | None = None) -> StoriesAnswer:
        """The stories of the three weeks up to a day, of fewer days where they are full; the newest for None.

        Raises:
            QueryError: ``until`` is no ISO date.
        """
        day = iso_date(until, name="until") if until else None
        return self._kept("stories", day or "", lambda: self._listed(day))

    def thread_at_hand(self, told: LedgerClaim) -> GradedThread | None:
        """The thread of a claim where it is kept, or few articles have to be looked at; else None."""
        key = "threads", told.claim.id
        return self.thread(told.claim.id) if self._is_at_hand(key, told.article.published) else None

    def story_at_hand(self, article: Article) -> StoryAnswer | None:
        """The story of an article where it is kept, or few articles have to be looked at; else None."""
        return self.story(article.id) if self._is_at_hand(("story", article.id), article.published) else None

    def _is_at_hand(self, key: Asked, published: str | None) -> bool:
        return self._fresh(key, self._mark()) is not None or is_small(self._ledger, published, most=_FEW)

    def _kept(self, kind: str, asked: str, work_out: Callable[[], Answer]) -> Answer:
        """The answer that is kept while it is good; one is worked out at a time, for it takes all of a processor."""
        key, mark = (kind, asked), self._mark()
        found = self._fresh(key, mark)
        if found is None:
            with self._weaving:
                found = self._fresh(key, mark)  # somebody else may have worked it out meanwhile
                if found is None:
                    found = _Kept(work_out(), mark, time.monotonic())
                    self._keep(key, found)
        return cast("Answer", found.answer)

    def _fresh(self, key: Asked, mark: int) -> _Kept | None:
        with self._keeping:
            found = self._answers.get(key)
            if found is None or time.monotonic() - found.since > (_MOST if found.mark == mark else _LEAST):
                return None
            self._answers.move_to_end(key)
            return found

    def _keep(self, key: Asked, found: _Kept) -> None:
        with self._keeping:
            self._answers[key] = found
            self._answers.move_to_end(key)
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)

    def _mark(self) -> int:
        """How far the ledger has come."""
        return self._ledger.news(articles=0, claims=0).mark

    def _told(self, reading: Reading) -> StoryAnswer:
        own = reading.article
        head = ArticleHead(id=own.id, uri=own.uri, outlet=own.outlet, headline=own.headline, published=own.published)
        story = holding(stories((*around(self._ledger, [head]), (head, own.text))), own.id)
        assert story is not None  # noqa: S101  the article itself was among them
        return StoryAnswer(story=story, claims=tuple(self._claims(story)))

    def _claims(self, story: Story) -> Iterator[LedgerClaim]:
        for head in story.articles[-MOST_ARTICLES:]:
            reading = self._ledger.reading(head.id)
            if reading is not None:
                yield from _reported(head, reading)

    def _listed(self, until: str | None) -> StoriesAnswer:
        last = self._newest_day(until)
        if until and last is None:
            return StoriesAnswer(stories=(), until=until, earlier=None)
        texts = around(self._ledger, [ArticleHead(id="", uri=None, outlet=None, headline=None, published=last)])
        days = [head.published[:10] for head, _ in texts if head.published]
        told = stories(texts, until=until)
        return StoriesAnswer(stories=told, until=last, earlier=_day_before(min((last, *days))) if last else None)

    def _newest_day(self, until: str | None) -> str | None:
        """The day of the newest claim up to a day."""
        newest = next(iter(self._ledger.claim_page(ClaimQuery(until=until, limit=1)).claims), None)
        said = (newest.claim.said_on or newest.article.published) if newest else None
        return said[:10] if said else None


def _reported(head: ArticleHead, reading: Reading) -> Iterator[LedgerClaim]:
    actors = {actor.id: actor for actor in reading.actors}
    for claim in reading.claims:
        yield LedgerClaim(
            article=head,
            claim=claim,
            speaker=actors.get(claim.source.actor or "") if claim.source else None,
            figures=tuple(figure for figure in reading.figures if figure.id in claim.figures),
        )


def _day_before(day: str) -> str | None:
    number = date.fromisoformat(day).toordinal() - 1
    return date.fromordinal(number).isoformat() if number else None
