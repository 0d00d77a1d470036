"""How each claim is made: kind, quotation, certainty, polarity, tense, addressee, and when it was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from reportedly.claims import lexicon
from reportedly.claims.attribution.quotations import quotations
from reportedly.claims.attribution.words import phrase, subtree
from reportedly.claims.draft import Draft, Paragraph
from reportedly.data import Certainty, Claim, ClaimKind, Party, Polarity, Quotation, Span, Tense, Timex, words_of

if TYPE_CHECKING:
    from reportedly.claims.parse import Token, Words

_VERBAL = frozenset({"VERB", "AUX"})
_NEXT_SENTENCE = 250
"""Characters after a claim in which an outlet says that it could not verify it."""


@dataclass(frozen=True, slots=True)
class JudgeManner:
    """Say how each claim is made, from its cue first and its content where the cue is neutral."""

    needs: ClassVar[frozenset[str]] = frozenset({"paragraphs", "times", "attributions", "claims"})
    adds: ClassVar[frozenset[str]] = frozenset({"manner"})

    def __call__(self, draft: Draft) -> Draft:
        """Fill kind, quotation, certainty, polarity, tense, addressee and ``said_on`` of each claim."""
        lemmas = {a.cue: a.lemma for a in draft.attributions}
        quoted = {p.block.start: tuple(quotations(p.doc.text, start=p.block.start)) for p in draft.paragraphs}
        times = draft.gathered((timex.spans[0].start, timex) for timex in draft.times)
        return replace(
            draft,
            claims=tuple(_judged(draft, c, lemmas[c.cue.spans], quoted, times) if c.cue else c for c in draft.claims),
        )


def _judged(
    draft: Draft,
    claim: Claim,
    lemma: str,
    quoted: Mapping[int, Sequence[Span]],
    times: Mapping[int, Sequence[Timex]],
) -> Claim:
    paragraph = draft.paragraph_at(claim.content.spans[0].start)
    if paragraph is None:
        return claim
    language = draft.article.language or "en"
    content = paragraph.words(claim.content.spans[0])
    root = _main(content) if content is not None else None
    kind = _kind(lemma, claim, root, language)
    return replace(
        claim,
        kind=kind,
        quotation=_quotation(draft, claim, quoted),
        certainty=_certainty(draft, claim, lemma, root, language),
        polarity=_polarity(kind, root),
        tense=tense(root) if root is not None else None,
        addressee=_addressee(draft, paragraph, claim, lemma, kind, root),
        said_on=_said_on(draft, paragraph, claim, times.get(paragraph.block.start, ())),
    )


def _kind(lemma: str, claim: Claim, root: Token | None, language: str) -> ClaimKind:
    """The cue's own kind; where the cue has several, or none, the shape of the content decides."""
    manner = lexicon.load("manner", language)
    kinds = _kinds(language).get(lemma, ("statement",))
    first = claim.content.text.lstrip("“\"‘'").partition(" ")[0].lower()
    if "question" in kinds and (first in manner["questions"] or claim.content.text.rstrip("”\"’'").endswith("?")):
        return "question"
    kinds = tuple(kind for kind in kinds if kind != "question") or ("statement",)
    if lemma in manner["wishes"] and first != "to":
        return "demand"
    if "demand" in kinds and len(kinds) > 1:
        wanted = _asks_for(claim) or (
            not _stands_first(claim) and root is not None and (_has(root, "aux", "to") or root.pos not in _VERBAL)
        )
        kinds = ("demand",) if wanted else tuple(kind for kind in kinds if kind != "demand")
    if kinds[0] != "statement" or lemma not in manner["neutral"] or root is None:
        return kinds[0]
    if root.lemma.lower() in manner["expectations"]:
        return "expectation"
    if _commands(claim, root, manner["openings"]):
        return "demand"
    return "demand" if _obliges(root, manner) else "statement"


def _obliges(root: Token, manner: Mapping[str, Sequence[str]]) -> bool:
    """Whether somebody should do it, or has to: "needs to act", and neither "needs help" nor "should have acted"."""
    if any(child.dep == "aux" and child.lemma.lower() in manner["demands"] for child in root.children):
        return not _has(root, "aux", "have")
    infinitive = any(child.dep == "xcomp" and _has(child, "aux", "to") for child in root.children)
    return infinitive and root.lemma.lower() in manner["obligations"]


def _asks_for(claim: Claim) -> bool:
    """Whether the cue ends in what turns calling and asking into demanding: "called for", "asked for"."""
    return claim.cue is not None and claim.cue.text.endswith(" for")


def _stands_first(claim: Claim) -> bool:
    """Whether the content stands before its cue, where no infinitive or noun that is demanded can."""
    return claim.cue is not None and claim.content.spans[0].start < claim.cue.spans[0].start


def _commands(claim: Claim, root: Token, openings: Sequence[str]) -> bool:
    """Whether the content is an imperative: "Open the gates", and not "Look, nobody knows"."""
    first = claim.content.text.lstrip("“\"‘'").partition(" ")[0].lower()
    return root.tag == "VB" and root.lowered == first and root.lemma.lower() not in openings


def _quotation(draft: Draft, claim: Claim, quoted: Mapping[int, Sequence[Span]]) -> Quotation:
    paragraphs = {p.block.start for s in claim.content.spans if (p := draft.paragraph_at(s.start))}
    near = [span for start in paragraphs for span in quoted[start]]
    if all(any(q.start <= s.start and s.end <= q.end for q in near) for s in claim.content.spans):
        return "direct"
    touched = any(q.start < s.end and s.start < q.end for q in near for s in claim.content.spans)
    return "mixed" if touched else "indirect"


def _certainty(draft: Draft, claim: Claim, lemma: str, root: Token | None, language: str) -> Certainty:
    """The source's hedge; doubtful where the outlet says that it could not verify the claim."""
    table: Mapping[str, Mapping[str, list[str]]] = lexicon.load("manner", language)["certainty"]
    last = max(span.end for span in (*claim.content.spans, *(claim.cue.spans if claim.cue else ())))
    start = min(span.start for span in (*claim.content.spans, *(claim.cue.spans if claim.cue else ())))
    around = draft.article.text[max(0, start - _NEXT_SENTENCE) : last + _NEXT_SENTENCE].lower()
    around = _same_paragraph(around, before=start - max(0, start - _NEXT_SENTENCE), length=last - start)
    if any(doubt in around for doubt in table["doubtful"]["phrases"]):
        return "doubtful"
    words = set(claim.content.text.lower().replace(",", " ").split())
    modals = {child.lowered for child in root.children if child.dep == "aux"} if root is not None else set()
    for level in ("possible", "probable"):
        hedges = table[level]
        if lemma in hedges["cues"] or words & set(hedges["words"]) or modals & set(hedges["modals"]):
            return "possible" if level == "possible" else "probable"
    return "asserted"


def _same_paragraph(around: str, *, before: int, length: int) -> str:
    """The claim's own sentence and the next one, as far as they share its paragraph."""
    left = max(around.rfind("\n", 0, before), around.rfind(". ", 0, before)) + 1
    after = around[before + length :].partition("\n")[0]
    sentences = after.split(". ")
    return around[left : before + length] + ". ".join(sentences[:2])


def _polarity(kind: ClaimKind, root: Token | None) -> Polarity:
    negated = root is not None and any(
        child.dep == "neg"
        or (child.dep in ("nsubj", "nsubjpass") and child.lowered in ("nobody", "nothing", "none"))
        or (child.dep in ("nsubj", "nsubjpass") and any(c.lowered == "no" for c in child.children if c.i < child.i))
        for child in root.children
    )
    return "negative" if negated or kind == "denial" else "positive"


def tense(root: Token) -> Tense | None:
    """The time of a clause's main verb: its own form, or its auxiliaries'."""
    helpers = {child.lowered for child in root.children if child.dep in ("aux", "auxpass")}
    if helpers & {"will", "shall", "'ll", "’ll", "wo", "to", "would", "should", "must"} or root.tag == "VB":
        return "future"
    if root.tag in ("VBD", "VBN") or helpers & {"was", "were", "had", "did", "has", "have"}:
        return "past" if helpers.isdisjoint({"is", "are", "am"}) else "present"
    return "present" if root.pos in _VERBAL else None


def _addressee(
    draft: Draft, paragraph: Paragraph, claim: Claim, lemma: str, kind: ClaimKind, root: Token | None
) -> Party | None:
    """Who is spoken to ("told [reporters]"), or who is to do what is demanded ("urged [NATO] to act")."""
    language = draft.article.language or "en"
    words = _spoken_to(paragraph, claim, lemma, language)
    if words is None and kind == "demand" and root is not None:
        words = _asked(root, paragraph.words(claim.content.spans[0]))
    if words is None or (len(words) == 1 and words[0].pos == "PRON"):
        return None
    spans = phrase(paragraph, (token.i for token in words if token.tag != "POS"))
    if any(hop.spans[0].start < s.end and s.start < hop.spans[0].end for hop in claim.via for s in spans):
        return None
    return Party(spans=spans, text=words_of(draft.article.text, spans)) if spans else None


def _spoken_to(paragraph: Paragraph, claim: Claim, lemma: str, language: str) -> Sequence[Token] | None:
    """The object of a verb of telling, unless it is a way of telling: "told a news conference"."""
    cue = paragraph.words(claim.cue.spans[-1]) if claim.cue else None
    if cue is None or lemma not in lexicon.load("manner", language)["addressee"]["verbs"]:
        return None
    verb = next((t for t in cue if t.lemma.lower() == lemma), cue.root)
    told = next((c for c in verb.children if c.dep in ("dobj", "dative") and c.i > verb.i), None)
    if told is None:
        return None
    words = [paragraph.doc[i] for i in sorted(subtree(told))]
    ways = lexicon.load("chains", language)["channels"]
    return None if any(" ".join(t.lowered for t in words).endswith(way) for way in ways) else words


def _asked(root: Token, content: Words | None) -> Sequence[Token] | None:
    """Who is to do it: "[NATO] should act", "[the council] to meet", "stronger [NATO] response"."""
    opening = next((t for t in content or () if t.dep == "aux" and t.lowered == "to"), None)
    if content is not None and opening is not None and opening.i > content.start:
        before = content.doc[content.start : opening.i]
        if not any(t.pos in _VERBAL for t in before) and any(t.pos in ("NOUN", "PROPN", "PRON") for t in before):
            return list(before)
    asked = next((c for c in root.children if c.dep in ("nsubj", "nsubjpass")), None)
    if asked is None and root.pos == "NOUN":
        asked = next((c for c in root.children if c.dep in ("compound", "poss") and c.pos == "PROPN"), None)
    return None if asked is None else [root.doc[i] for i in sorted(subtree(asked))]


def _said_on(draft: Draft, paragraph: Paragraph, claim: Claim, times: Sequence[Timex]) -> str | None:
    """The day that hangs on the cue: "reported on 18 October that …"."""
    if claim.cue is None:
        return None
    cue, cue_end = paragraph.words(claim.cue.spans[-1]), claim.cue.spans[-1].end
    if cue is None:
        return None
    for timex in times:
        span = timex.spans[0]
        inside = any(s.start <= span.start < s.end for s in claim.content.spans)
        if inside or timex.type not in ("DATE", "TIME") or not _is_day(timex.value):
            continue
        words = paragraph.words(span)
        beside = span.start >= cue_end and not draft.article.text[cue_end : span.start].strip(" on,")
        if words is not None and (beside or any(t in cue for t in _lineage(words.root))):
            return str(timex.value)[:10]
    return None


def _lineage(token: Token) -> list[Token]:
    """The heads a date has on the way to its verb: a preposition, and by a parser's mistake the subject."""
    heads = [token.head, token.head.head]
    return [*heads, heads[1].head] if heads[1].dep == "nsubj" else heads


def _is_day(value: str | None) -> bool:
    """Whether the value begins with a whole date: "2024-10-18" or "2024-10-18T14:05", no interval."""
    return value is not None and len(value) >= 10 and "/" not in value and value[4:5] + value[7:8] == "--"


def _main(content: Words) -> Token:
    """The head of the words: the token of theirs that hangs on something outside."""
    return next(
        (t for t in content if t.head.i < content.start or t.head.i >= content.end or t.head is t), content.root
    )


def _has(token: Token, dep: str, word: str) -> bool:
    return any(child.dep == dep and child.lowered == word for child in token.children)


@cache
def _kinds(language: str) -> Mapping[str, tuple[ClaimKind, ...]]:
    """Cue lemma → the kinds that it makes, in the lexicon's order."""
    cues = lexicon.load("cues", language)
    found: dict[str, tuple[ClaimKind, ...]] = {}
    for kind, lemmas in cues["verbs"].items():
        for lemma in lemmas:
            found[lemma] = (*found.get(lemma, ()), kind)
    for kind, nouns in cues["nouns"].items():
        for lemma in nouns:
            found.setdefault(lemma, (kind,))
    return MappingProxyType(found)
