"""The nouns of answers as rows for a model: short, with every word of an article quoted and its source beside it."""

from __future__ import annotations

from typing import Final

from reportedly.ask import ArticleAnswer, ClaimAnswer
from reportedly.data import Actor, Article, Claim, Figure, Hop, Reading
from reportedly.desk.mcp.quoting import LINE, WHOLE, Row, fitting, kept, quoted, seen, token
from reportedly.ledger import ArticleHead, LedgerActor, LedgerClaim, LedgerFigure
from reportedly.threads.figures import Disagreement
from reportedly.threads.matters import GradedThread
from reportedly.threads.origins import Origin
from reportedly.threads.traces import Path
from reportedly.threads.weave import Related, Thread

NAME: Final = 120
"""Characters of a name, a cue, a headline."""
ADDRESS: Final = 500
"""Characters of an address: one that is clipped leads nowhere."""
FEW: Final = 5
"""Parts of a row in a list: hops, figures."""
MANY: Final = 20
"""Parts of a thing that was asked for by itself."""
AROUND: Final = 300
"""Characters of the article shown before and after a claim."""
TEXT: Final = 6000
"""Characters of an article's text in one answer."""
CLAIMS: Final = 40
"""Claims told beside that text."""


def name(words: str) -> Row | None:
    """A name, as articles have it."""
    return quoted(words, NAME)


def head(article: ArticleHead | Article) -> Row:
    """An article as the source of what stands beside it."""
    return kept(
        {
            "id": token(article.id),
            "outlet": quoted(article.outlet, NAME),
            "headline": quoted(article.headline, NAME),
            "published": token(article.published),
            "address": quoted(article.uri, ADDRESS),
        }
    )


def actor(found: Actor | None) -> Row | None:
    """Somebody, as one article names them."""
    if found is None:
        return None
    return kept(
        {
            "id": token(found.id),
            "name": quoted(found.name, NAME),
            "kind": found.kind,
            "role": quoted(found.role, NAME),
            "country": quoted(found.country, NAME),
        }
    )


def ledger_actor(found: LedgerActor) -> Row:
    """Somebody, as the newest article names them, and in how many articles."""
    return {**(actor(found.named[0]) or {}), "articles": found.articles}


def figure(found: Figure) -> Row:
    """A number with what it counts."""
    return kept(
        {
            "text": quoted(found.text, NAME),
            "value": found.value,
            "low": found.low if found.value is None else None,
            "high": found.high if found.value is None else None,
            "hedge": found.modifier,
            "unit": quoted(found.unit, NAME),
            "counted": quoted(found.counted, NAME),
            "of": quoted(found.of, NAME),
            "per": quoted(found.per, NAME),
            "status": quoted(found.status, NAME),
            "change": found.change,
        }
    )


def claim_alone(found: Claim, most: int = LINE) -> Row:
    """A claim without its article, for answers that name the article already."""
    return kept(
        {
            "id": token(found.id),
            "kind": found.kind,
            "quotation": found.quotation,
            "source": quoted(found.source.text, NAME) if found.source else None,
            "narrated": found.narrated or None,
            "cue": quoted(found.cue.text, NAME) if found.cue else None,
            "content": quoted(found.content.text, most),
            "via": [_hop(hop) for hop in found.via[:FEW]],
            "said_on": token(found.said_on),
            "certainty": found.certainty if found.certainty != "asserted" else None,
            "polarity": found.polarity if found.polarity != "positive" else None,
        }
    )


def claim(found: LedgerClaim, most: int = LINE) -> Row:
    """A claim with who makes it, its figures and its article."""
    return {
        **claim_alone(found.claim, most),
        **kept({"speaker": actor(found.speaker), "figures": [figure(each) for each in found.figures[:FEW]]}),
        "article": head(found.article),
    }


def claim_whole(answer: ClaimAnswer) -> Row:
    """A claim with all that is known of it and the text around."""
    found = answer.found.claim
    text = answer.reading.article.text
    start, end = _reach(found)
    begin = max(start - AROUND, 0)
    return {
        **claim(answer.found, WHOLE),
        **kept(
            {
                "figures": [figure(each) for each in answer.found.figures[:MANY]],
                "addressee": quoted(found.addressee.text, NAME) if found.addressee else None,
                "tense": found.tense,
                "score": found.score,
                "made_by": quoted(found.made_by, NAME),
                "told_in": [claim_alone(each, NAME) for each in answer.outer[:FEW]],
                "tells": [claim_alone(each, NAME) for each in answer.inner[:FEW]],
                "around": {"start": begin, **(quoted(text[begin : end + AROUND], WHOLE) or {})},
            }
        ),
    }


def reported(found: LedgerFigure) -> Row:
    """A reported figure with the claim on whose word it rests."""
    return kept(
        {
            "figure": figure(found.figure),
            "claim": claim_alone(found.claim) if found.claim else None,
            "speaker": actor(found.speaker),
            "checks": [
                {"kind": check.kind, "stated": check.stated, "computed": check.computed, "outcome": check.outcome}
                for check in found.checks[:FEW]
            ],
            "article": head(found.article),
        }
    )


def disagreement(found: Disagreement) -> Row:
    """Numbers for one thing that can't all be right."""
    return {
        "about": quoted(found.about, NAME),
        "figures": [
            {"text": quoted(each.figure.text, NAME), "article": token(each.article.id)} for each in found.figures[:FEW]
        ],
        "in_all": len(found.figures),
    }


def thread_short(graded: GradedThread) -> Row:
    """A thread in short: what it is about, how many claims and origins, its first and last claim."""
    thread = graded.thread
    ends = thread.claims if len(thread.claims) < 3 else (thread.claims[0], thread.claims[-1])
    return {**_thread(thread), "claims": [_graded(each, graded) for each in ends], "claims_in_all": len(thread.claims)}


def thread_whole(graded: GradedThread) -> Row:
    """A thread but for its claims, which come in pages."""
    thread = graded.thread
    return {
        **_thread(thread),
        **kept(
            {
                "origins": [origin(each) for each in thread.origins.each[:MANY]],
                "rings": [[quoted(name, NAME) for name in ring[:MANY]] for ring in thread.origins.rings[:FEW]],
                "figures_stand_so": [_related(each) for each in thread.related[:MANY] if each.kind != "agree"],
            }
        ),
        "claims_in_all": len(thread.claims),
    }


def graded_claim(found: LedgerClaim, graded: GradedThread) -> Row:
    """A claim of a thread with its grade and why."""
    reasons = [quoted(reason) for reason in graded.grades[found.claim.id].reasons]
    return {**_graded(found, graded), "reasons": reasons}


def path(found: Path) -> Row:
    """By which steps a claim came: from the outlet through hops to the source."""
    return kept(
        {
            "claim": token(found.claim.claim.id),
            "content": quoted(found.claim.claim.content.text),
            "steps": [quoted(step, NAME) for step in found.steps[:MANY]],
            "origin": quoted(found.origin, NAME),
            "article": head(found.claim.article),
        }
    )


def origin(found: Origin) -> Row:
    """A party on whose word claims rest."""
    return {
        "name": quoted(found.name, NAME),
        "counted": found.counted,
        "why": quoted(found.why),
        "claims": len(found.claims),
    }


def article(answer: ArticleAnswer, start: int) -> Row:
    """A stretch of an article from ``start``, with the claims that begin in it and where the next stretch begins."""
    found = answer.reading.article
    end, claims = _stretch(answer.reading, start)
    told = [claim_alone(each, NAME) for each in claims[:CLAIMS]]
    told = told[: fitting(told)]
    ahead = {
        "standfirst": quoted(found.standfirst),
        "byline": [quoted(name, NAME) for name in found.byline[:FEW]],
        "agency": quoted(found.agency, NAME),
        "withheld": found.withheld,
        "versions": [head(each) for each in answer.versions[:FEW]],
    }
    return {
        "article": head(found),
        **(kept(ahead) if start == 0 else {}),
        "text": {"start": start, "quoted": seen(found.text[start:end])},
        "characters": len(found.text),
        "claims": told,
        "claims_left_out": len(claims) - len(told),
        "next_start": end if end < len(found.text) else None,
    }


def _stretch(reading: Reading, start: int) -> tuple[int, list[Claim]]:
    """Where the stretch ends, and its claims; where these are many it ends before those that have no room."""
    end = start + TEXT
    claims = sorted((each for each in reading.claims if start <= _reach(each)[0] < end), key=_reach)
    if len(claims) > CLAIMS:
        end = max(_reach(claims[CLAIMS])[0], start + 1)
        claims = [each for each in claims if _reach(each)[0] < end]
    return min(end, len(reading.article.text)), claims


def _reach(found: Claim) -> tuple[int, int]:
    return min(span.start for span in found.content.spans), max(span.end for span in found.content.spans)


def _hop(found: Hop) -> Row:
    return {"kind": found.kind, "name": quoted(found.text, NAME)}


def _thread(thread: Thread) -> Row:
    return kept(
        {
            "id": token(thread.id),
            "kind": thread.kind,
            "about": quoted(thread.about, NAME),
            "independent_origins": thread.origins.count,
            "demand": thread.demand,
        }
    )


def _graded(found: LedgerClaim, graded: GradedThread) -> Row:
    about = dict(graded.thread.figures).get(found.claim.id)
    grade = graded.grades[found.claim.id]
    row = {"speaker": actor(found.speaker), "figure": about and figure(about), "grade": str(grade)}
    return {**claim_alone(found.claim), **kept(row), "article": head(found.article)}


def _related(found: Related) -> Row:
    return {"earlier": token(found.earlier[0]), "stands": found.kind, "later": token(found.later[0])}
