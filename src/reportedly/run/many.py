"""The carrier that works in many processes of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.data import Failure, Outcome, Page
from reportedly.run.base import Work, passed_on
from reportedly.run.crew import Crew, Job
from reportedly.run.worker import Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyProcesses:
    """As many pages at once as there are workers, and no page costs another.

    A page that takes longer than ``deadline`` seconds, needs more than
    ``memory`` bytes, or crashes its worker becomes a failure of that page.
    ``ahead`` bounds how many pages may be begun before the first that is not
    finished: while one hangs, the others go on so far. ``preload`` names
    installed modules that are imported once, before workers are forked; what
    they load all workers share. What a worker loads by itself counts towards
    the deadline of its first page.
    """

    workers: int
    deadline: float = 60.0
    memory: int = 3 << 30
    ahead: int = 256
    preload: tuple[str, ...] = ()

    def __call__(self, pages: Iterable[Page | Failure], work: Work) -> Iterator[Outcome]:
        """One outcome for each page, in order.

        Raises:
            RunError: workers can't be started.
        """
        source = iter(pages)
        finished: dict[int, Outcome] = {}
        taken = given = 0
        more = True
        bounds = Bounds(self.deadline, self.memory)
        with Crew(size=self.workers, work=work, bounds=bounds, preload=self.preload) as crew:
            while more or given < taken:
                while more and crew.has_room and taken - given < self.ahead:
                    page = next(source, None)
                    if page is None:
                        more = False
                    elif isinstance(page, Failure):
                        finished[taken] = passed_on(page)
                        taken += 1
                    else:
                        crew.give(Job(taken, page))
                        taken += 1
                if given < taken and given not in finished:
                    finished.update(crew.gather())
                while given in finished:
                    yield finished.pop(given)
                    given += 1
