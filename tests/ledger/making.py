"""Sound readings to keep, one for every number."""

from __future__ import annotations

from dataclasses import replace

from reportedly.data import (
    Actor,
    Article,
    Block,
    Claim,
    Event,
    Failure,
    Figure,
    Hop,
    Image,
    Number,
    Outcome,
    Party,
    Phrase,
    Reading,
    Removed,
    Span,
    Timex,
    content_hash,
)

HEADLINE = "Harbour town counts its losses"
BODY = (
    "Mayor Zoë Brânză told the Coast Herald on Monday that {lost} boats were lost. "
    "“At least {hurt} people were hurt,” the fire brigade said, “and two are missing.” "
    "Rescuers denied that help came late."
)


def reading(
    number: int = 1, *, published: str | None = "2025-03-10T08:30", uri: str | None = "", lost: int | None = None
) -> Reading:
    """A sound reading: three claims, two figures, a date, two actors, an event."""
    lost = number + 10 if lost is None else lost
    text = f"{HEADLINE}\n\n{BODY.format(lost=lost, hurt=number + 2)}"
    uri = f"news/{number}.html" if uri == "" else uri
    start = len(HEADLINE) + 2
    article = Article(
        id=content_hash(uri, text),
        uri=uri,
        outlet="Coast Herald",
        headline=HEADLINE,
        standfirst=None,
        byline=("A. Writer",),
        published=published,
        language="en",
        text=text,
        blocks=(
            Block(kind="headline", start=0, end=len(HEADLINE)),
            Block(kind="paragraph", start=start, end=len(text)),
        ),
        images=(Image(caption="The pier", credit=None),),
        removed=(Removed(kind="appeal", text="Support us"),),
    )

    def at(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    def phrase(words: str) -> Phrase:
        return Phrase(spans=at(words), text=words)

    def party(words: str, actor: str | None = None) -> Party:
        return Party(spans=at(words), text=words, actor=actor)

    hurt = (*at(f"At least {number + 2} people were hurt"), *at("and two are missing"))
    mayor, brigade = content_hash("mayor"), content_hash("brigade")
    claims = (
        Claim(
            id=content_hash(article.id, 1),
            kind="statement",
            quotation="indirect",
            source=party("Mayor Zoë Brânză", mayor),
            cue=phrase("told"),
            content=phrase(f"{lost} boats were lost"),
            via=(Hop(kind="outlet", spans=at("the Coast Herald"), text="the Coast Herald"),),
            said_on="2025-03-10" if published else None,
            figures=("f1",),
            times=("t1",),
            tense="past",
            score=0.9,
            made_by="rules",
        ),
        Claim(
            id=content_hash(article.id, 2),
            kind="statement",
            quotation="direct",
            source=party("the fire brigade", brigade),
            cue=phrase("said"),
            content=Phrase(spans=hurt, text=f"At least {number + 2} people were hurt … and two are missing"),
            figures=("f2",),
            score=0.8,
            made_by="rules",
        ),
        Claim(
            id=content_hash(article.id, 3),
            kind="denial",
            quotation="indirect",
            source=party("Rescuers"),
            cue=phrase("denied"),
            content=phrase("help came late"),
            addressee=None,
            polarity="negative",
            events=("e1",),
            score=0.7,
            made_by="rules",
        ),
    )
    return Reading(
        article=article,
        claims=claims,
        figures=(
            _figure("f1", at(f"{lost} boats"), f"{lost} boats", lost, counted="boats"),
            replace(
                _figure(
                    "f2",
                    at(f"At least {number + 2} people"),
                    f"At least {number + 2} people",
                    number + 2,
                    counted="people",
                ),
                modifier="at_least",
                unit="person",
            ),
        ),
        times=(Timex(id="t1", spans=at("Monday"), text="Monday", type="DATE", value="2025-03-10"),),
        actors=(
            Actor(id=mayor, name="Zoë Brânză", kind="person", role="mayor", mentions=at("Zoë Brânză")),
            Actor(id=brigade, name="Harbour Fire Brigade", kind="organisation", mentions=at("the fire brigade")),
        ),
        events=(
            Event(id="e1", type="AID", context=("disaster",), status="negated", claim=claims[2].id, spans=at("help")),
        ),
    )


def _figure(id_: str, spans: tuple[Span, ...], text: str, value: Number, *, counted: str) -> Figure:
    return Figure(id=id_, spans=spans, text=text, value=value, low=value, high=value, counted=counted)


def outcome(number: int = 1, *, page: str | None = None, of: Reading | None = None) -> Outcome:
    """A page that was read; its digest depends on the number alone."""
    return Outcome(page=page or content_hash("page", number), result=of or reading(number))


def failure(number: int = 1, *, reason: str = "NoArticle") -> Outcome:
    """The same page, not read."""
    page = content_hash("page", number)
    made = Failure(page=page, uri=f"news/{number}.html", stage="article", reason=reason, detail="there is no text")
    return Outcome(page=page, result=made)
