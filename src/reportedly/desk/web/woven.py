"""Tables of what belongs together: threads with their grades, paths and origins, stories, versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportedly.ask import StoryAnswer
from reportedly.data import Reading
from reportedly.desk import checks
from reportedly.desk.relations import RELATIONS
from reportedly.desk.terminal import amount
from reportedly.desk.web.links import article_at, claim_at, outlet_at, story_at, thread_at
from reportedly.desk.web.tables import Cell, Table, articles_table, chain, claims_table, what, who
from reportedly.desk.web.words import day
from reportedly.ledger import ArticleHead, LedgerClaim
from reportedly.threads.grades import Grade
from reportedly.threads.matters import GradedThread
from reportedly.threads.stories import Story
from reportedly.threads.traces import Path, Trace
from reportedly.threads.versions import ClaimFate, Version
from reportedly.threads.weave import Thread


def thread_tables(graded: GradedThread) -> tuple[Table, ...]:
    """A thread's claims in time order, and how its figures stand to each other."""
    thread = graded.thread
    return (_claims(thread, graded.grades), _relations(thread))


def threads_table(found: Iterable[GradedThread]) -> Table:
    """Threads, a row each."""
    return Table(
        name="threads",
        caption="Threads",
        columns=("last said", "about", "claims", "outlets", "independent origins", "contradictions"),
        rows=tuple(
            (
                Cell(text=max(_said(one) for one in thread.claims)),
                Cell(text=thread.about, href=thread_at(thread.id), tag="demand" if thread.demand else None),
                _count(len(thread.claims)),
                _count(len({one.article.outlet for one in thread.claims})),
                _count(thread.origins.count),
                _count(sum(related.kind == "contradict" for related in thread.related)),
            )
            for thread in (each.thread for each in found)
        ),
        nothing="No thread.",
    )


def _claims(thread: Thread, grades: Mapping[str, Grade]) -> Table:
    figures = dict(thread.figures)
    return Table(
        name="claims",
        caption="Claims in time order",
        columns=("said", "outlet", "who", "what", "figure", "grade", "why"),
        rows=tuple(
            (
                Cell(text=_said(one)),
                outlet_of(one.article),
                who(one.claim, one.speaker),
                what(one.claim),
                Cell(text=amount(figures[one.claim.id]) if one.claim.id in figures else ""),
                Cell(text=str(grades[one.claim.id])),
                Cell(text=" ".join(grades[one.claim.id].reasons), faint=True),
            )
            for one in thread.claims
        ),
    )


def _relations(thread: Thread) -> Table:
    """Contradictions, revisions and parts, then what fits; of what is said several times each once."""
    by_id = {one.claim.id: one for one in thread.claims}
    order = list(RELATIONS)[::-1]
    rows = []
    for related in sorted(thread.related, key=lambda one: order.index(one.kind)):
        ends = [by_id.get(claim) for claim, _ in (related.earlier, related.later)]
        if ends[0] is not None and ends[1] is not None:
            sides = (_figure(ends[0], related.earlier[1]), _figure(ends[1], related.later[1]))
            rows.append((sides[0], Cell(text=RELATIONS[related.kind]), sides[1]))
    return Table(
        name="relations",
        caption="How its figures stand to each other",
        columns=("figure", "stands", "to"),
        rows=tuple(dict.fromkeys(rows)),
        nothing="No two figures to compare.",
    )


def _figure(one: LedgerClaim, id_: str) -> Cell:
    figure = next((figure for figure in one.figures if figure.id == id_), None)
    said = figure.text if figure else one.claim.content.text
    whose = who(one.claim, one.speaker).text
    outlet = one.article.outlet
    return Cell(text=said, href=claim_at(one.claim.id), quoted=True, note=f"{whose}, {outlet}" if outlet else whose)


def trace_tables(trace: Trace) -> tuple[Table, ...]:
    """Paths from outlets to origins, and the origins with why each is counted or not."""
    return (
        Table(
            name="paths",
            caption="Paths",
            columns=("said", "outlet", "by way of", "who", "origin", "what"),
            rows=tuple(
                (
                    Cell(text=_said(path.claim)),
                    outlet_of(path.claim.article),
                    chain(path.claim.claim.via),
                    who(path.claim.claim, path.claim.speaker),
                    Cell(text=path.origin or ""),
                    what(path.claim.claim),
                )
                for path in trace.paths
            ),
        ),
        Table(
            name="origins",
            caption="Origins",
            columns=("origin", "counted", "why", "claims"),
            rows=tuple(
                (
                    Cell(text=origin.name),
                    Cell(text="counted" if origin.counted else "not counted"),
                    Cell(text=origin.why),
                    _count(len(origin.claims)),
                )
                for origin in trace.origins
            ),
            nothing="Nobody was found on whose word it rests.",
        ),
        Table(
            name="rings",
            caption="Circular paths",
            columns=("outlets",),
            rows=tuple((Cell(text=ring_said(ring)),) for ring in trace.rings),
            nothing="No outlets lead to each other.",
        ),
    )


def ring_said(ring: tuple[str, ...]) -> str:
    """Outlets that cite each other, from the first round to it again."""
    return " → ".join((*ring, ring[0]))


def path_said(path: Path) -> str:
    """The outlet of a claim and whom it leads to."""
    return " → ".join(path.steps)


def stories_table(found: Iterable[Story]) -> Table:
    """Stories, a row each."""
    return Table(
        name="stories",
        caption="Stories",
        columns=("told", "story", "articles", "outlets", "words"),
        rows=tuple(
            (
                Cell(text=_days(story)),
                Cell(text=story.headline or story.headline_of, href=story_at(story.id)),
                _count(len(story.articles)),
                Cell(text=", ".join(story.outlets)),
                Cell(text=", ".join(story.words), faint=True),
            )
            for story in found
        ),
        nothing="No story.",
    )


def articles_of(story: Story) -> Table:
    """The articles of a story, the newest first."""
    return articles_table(story.articles[::-1])


def told_claims(answer: StoryAnswer) -> Table:
    """The claims of all articles of a story."""
    return claims_table(answer.claims)


def story_claims(story: Story, claims: Iterable[LedgerClaim]) -> Iterator[tuple[ArticleHead, Table]]:
    """Each article of a story with the table of its claims."""
    by_article: dict[str, list[LedgerClaim]] = {}
    for one in claims:
        by_article.setdefault(one.article.id, []).append(one)
    for head in story.articles:
        yield head, claims_table(by_article.get(head.id, ()), caption=f"Claims of {head.outlet or head.id}")


def versions_table(found: Iterable[Version]) -> Table:
    """What became of the claims of an address from each of its texts to the next."""
    return Table(
        name="versions",
        caption="Versions of this address",
        columns=("since", "version", "became", "who", "what", "before", "figures"),
        rows=tuple(
            (
                Cell(text=day(version.since)),
                Cell(text=f"version {number}", href=article_at(version.article.id)),
                Cell(text=fate.fate),
                who(fate.claim, None),
                what(fate.claim),
                Cell(text=fate.before.content.text if fate.before else "", quoted=fate.before is not None),
                Cell(text=_figures_changed(fate)),
            )
            for number, version in enumerate(found, 1)
            for fate in version.claims
            if number == 1 or fate.fate != "stands"
        ),
    )


def _figures_changed(fate: ClaimFate) -> str:
    return ", ".join(
        f"{change.was.text if change.was else 'none'} → {change.now.text if change.now else 'none'}"
        for change in fate.figures
    )


def checks_table(reading: Reading) -> Table:
    """What the arithmetic of an article comes to."""
    texts = {figure.id: figure.text for figure in reading.figures}
    return Table(
        name="checks",
        caption="Arithmetic",
        columns=("figures", "outcome", "in words", "said"),
        rows=tuple(
            (
                Cell(text=", ".join(texts.get(id_, id_) for id_ in check.figures)),
                Cell(text=check.outcome),
                Cell(text=checks.in_words(check)),
                Cell(text=check.text, quoted=True),
            )
            for check in reading.checks
        ),
        nothing="No arithmetic.",
    )


def outlet_of(head: ArticleHead) -> Cell:
    """An article by its outlet, leading to the article."""
    return Cell(text=head.outlet or head.uri or head.id, href=article_at(head.id))


def outlets_said(story: Story) -> tuple[Cell, ...]:
    """A story's outlets, leading to them."""
    return tuple(Cell(text=name, href=outlet_at(name)) for name in story.outlets)


def _said(one: LedgerClaim) -> str:
    return day(one.claim.said_on or one.article.published)


def _days(story: Story) -> str:
    first, last = day(story.first), day(story.last)
    return first if first == last else f"{first} to {last}"


def _count(number: int) -> Cell:
    return Cell(text=f"{number:,}", number=number)
