"""Speakers behind their content, as the tagger passes over them or cuts the content short.

"…, the Border Guard communicates", "…, holds the Minister of Health", "…, as given by the vet":
the tagger learnt from news that says "said"; what is rare there is settled by form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims import lexicon
from reportedly.claims.attribution.quotations import MARKS
from reportedly.claims.attribution.voices import FINITE, is_noun_phrase, may_speak, phrase_at
from reportedly.claims.attribution.words import by_paragraph, sentences
from reportedly.claims.draft import Attribution, Paragraph
from reportedly.data import Span, Spans

if TYPE_CHECKING:
    from reportedly.claims.parse import Token, Words

_SCORE = 0.7
"""Set by hand: the development data has few that the tagger misses."""
_LONGEST_CUE = 5
"""Words: "lets it be known" with an adverb."""
_DAY = frozenset({"DATE", "TIME"})
_AFTER_CUE = frozenset({"IN", "TO", "RP", "RB", "WRB", "CC"})
_CLAUSES = frozenset({"IN", "WDT", "WP", "WRB"})
LONGEST = 120
"""Words: rules that look from each comma to the end of a sentence leave longer ones alone."""
_DASHES = frozenset("-–—―")
_LEAST_CLAUSE = 3
"""Words: fewer are no content."""


@dataclass(frozen=True, slots=True)
class _Speech:
    """A sentence's parts by place in its doc; ``further`` is content that goes on behind the speaker."""

    content: tuple[Words, ...]
    source: Words
    cue: Words
    lemma: str


def spoken_behind(
    paragraphs: Sequence[Paragraph], found: Sequence[Attribution], *, language: str, made_by: str
) -> Iterator[Attribution]:
    """The attributions with those whose speaker stands behind the content added or mended."""
    for paragraph, near in by_paragraph(found, paragraphs):
        kept = near
        for sentence in sentences(paragraph.doc):
            if len(sentence) <= LONGEST and (speech := _speech(sentence, language)) is not None:
                kept = _mended(kept, paragraph, speech, made_by)
        yield from kept


def _mended(near: list[Attribution], paragraph: Paragraph, speech: _Speech, made_by: str) -> list[Attribution]:
    """The attributions, that of the same cue mended, or one added unless the tagger has the words in other roles."""
    cue, source = paragraph.span(speech.cue), paragraph.span(speech.source)
    content = tuple(paragraph.span(part) for part in speech.content)
    own = next((a for a in near if _any_meet(cue, a.cue)), None)
    others = [a for a in near if a is not own]
    if own is not None and own.source and _told_here(own, content, source):
        if not any(_any_meet(part, content) for part in own.content):
            return near
        further = [part for part in own.content if part.start >= cue.end and not _any_meet(part, content)]
        return [*others, replace(own, content=(*content, *further))]
    if any(_any_meet(part, (source, cue)) for a in others for part in (*a.source, *a.cue, *a.content)):
        return near
    made = Attribution(source=(source,), cue=(cue,), content=content, lemma=speech.lemma, score=_SCORE, made_by=made_by)
    return [*others, made]


def _told_here(own: Attribution, content: Spans, source: Span) -> bool:
    """Whether the tagger found the content in the sentence, and has not taken the source for it."""
    whole = Span(content[0].start, max(content[-1].end, source.end))
    return _any_meet(whole, own.content) and not _any_meet(source, own.content)


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _any_meet(one: Span, others: Sequence[Span]) -> bool:
    return any(_meet(one, other) for other in others)


def _speech(sentence: Words, language: str) -> _Speech | None:
    """The first way in which the sentence can be read as content with its speaker behind."""
    if any(char in MARKS - set("'’‘") for char in sentence.text):
        return None  # quotations are the tagger's
    commas = [t.i for t in sentence if t.text == ","]
    for at in commas:
        clause = _clause(sentence, at, language)
        if clause is None:
            continue
        speech = (
            _inverted(sentence, clause, at, language)
            or _given_by(sentence, clause, at, language)
            or _straight(sentence, clause, at, language)
        )
        if speech is not None:
            return speech
    return None


def _clause(sentence: Words, comma: int, language: str) -> Words | None:
    """What stands before the comma, without a dateline; None if it can't be content."""
    doc = sentence.doc
    start = max((t.i + 1 for t in doc[sentence.start : comma] if _opens_after(t)), default=sentence.start)
    clause = doc[start:comma]
    last = max((t.i + 1 for t in clause if t.text == ","), default=start)
    opening = doc[last] if last < comma else None
    if len(clause) < _LEAST_CLAUSE or opening is None or clause[0].tag == "CC":
        return None
    subordinate = opening.lowered in words_of_kind(language, "subordinators") and opening.dep == "mark"
    return None if subordinate or opening.tag in ("WDT", "WP") else clause


def _opens_after(token: Token) -> bool:
    """Whether content can begin behind the mark: a dateline's dash or a colon."""
    if token.text in _DASHES:  # "CASTELLANE, Sept 12 (Gullwire) - July's heatwave"
        return token.spaced and token.sent[0].text.isupper() and token.doc.text[token.idx - 1].isspace()
    return token.text == ":"


def _is_clause(words: Words) -> bool:
    return any(t.tag in FINITE for t in words)


def _straight(sentence: Words, clause: Words, comma: int, language: str) -> _Speech | None:
    """The speaker, then the verb: "…, the Registrar, Mr Lund, certifies after examination"."""
    doc = sentence.doc
    cue = _cue_behind(doc[comma + 2 : sentence.end], sentence, language)
    if cue is None:
        return None
    as_said = doc[comma + 1].lowered == "as"
    ends = cue[0].end >= sentence.end or doc[cue[0].end].text in ".!?;"
    if as_said and not (ends and not any(t.dep == "neg" for t in clause)):
        return None  # "nobody was hurt, as the police had feared"
    source = _source_before(doc[comma + 1 + as_said : cue[0].start])
    if source is None or not _goes_on_well(cue, sentence, language):
        return None
    further = _further(doc[cue[0].end : sentence.end], clause, language)
    if not (_is_clause(clause) or ends or (further is not None and further[0].tag in FINITE)):
        return None
    return _Speech((clause, *([further] if further else [])), source, *cue)


def _cue_behind(words: Words, sentence: Words, language: str) -> tuple[Words, str] | None:
    """The cue among the words, unless another verb comes first."""
    for token in words:
        cue = cue_at(token, sentence, language)
        if cue is not None or (token.tag in FINITE and token.pos == "VERB"):
            return cue
    return None


def _source_before(words: Words) -> Words | None:
    """The words as a noun phrase, or as one with an apposition between commas."""
    parts: list[list[Token]] = [[]]
    for token in words:
        if token.text == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    closed = len(parts) == 3 and not parts[2]
    if len(parts) != 1 and not closed:
        return None
    pieces = [words.doc[part[0].i : part[-1].i + 1] for part in parts if part]
    if len(pieces) != len(parts) - closed or not all(map(is_noun_phrase, pieces)):
        return None
    return words.doc[pieces[0].start : pieces[-1].end]


def cue_at(token: Token, sentence: Words, language: str) -> tuple[Words, str] | None:
    """The cue whose head word the token is, with its auxiliaries, and its dictionary form."""
    doc, start = token.doc, token.i
    if token.pos not in ("VERB", "AUX", "NOUN") or token.tag in ("VB", "VBG", "MD", "NN"):
        return None
    if token.pos == "NOUN" and doc[start - 1].tag not in ("NNP", "NNPS", ","):
        return None  # "Alma Rook reports" as the parse has it at times
    words = [token.lemma.lower(), *(t.lowered for t in doc[start + 1 : min(start + _LONGEST_CUE, sentence.end)])]
    end = next(
        (start + len(p) for p in _phrases(language) if words[: len(p)] == list(p)),
        start + 1 if token.lemma.lower() in words_of_kind(language, "verbs") else None,
    )
    if end is None:
        return None
    helper = next((back for back in (1, 2) if start - back >= sentence.start and doc[start - back].pos == "AUX"), 0)
    start -= helper  # "has told", "has now told"
    if token.tag == "VBN" and doc[start].lemma.lower() not in ("have", "let"):
        return None
    return doc[start:end], token.lemma.lower()


def _goes_on_well(cue: tuple[Words, str], sentence: Words, language: str) -> bool:
    """Whether what follows the cue is no content or object of its own."""
    words, lemma = cue
    rest = words.doc[words.end : sentence.end]
    told = lemma in lexicon.load("manner", language)["addressee"]["verbs"] or lemma == "confide"
    first = next(iter(rest), None)
    if first is None or first.is_punct:
        return True
    if not (told or first.tag in _AFTER_CUE or first.ent in _DAY) or first.lowered in ("that", "whether", "if"):
        return False
    for token in rest:
        if token.is_punct or (
            token is not first and token.tag in _CLAUSES and token.dep in ("mark", "advmod", "nsubj")
        ):
            return token.lowered != "that"
        if token.tag == "IN" and token.dep == "mark":
            return token.lowered != "that"
        if token.tag in FINITE:
            return False
    return True


def _further(rest: Words, clause: Words, language: str) -> Words | None:
    """Content that goes on behind the speaker: ": their fare will rise", ", and prices fell", ", died because"."""
    doc = rest.doc
    mark = next((t for t in rest if t.text in ",:"), None)
    if mark is None or mark.i + _LEAST_CLAUSE > rest.end:
        return None
    after = doc[mark.i + 1 : rest.end]
    first = after[0]
    if first.tag == "CC":
        return after[1:] if _begins_clause(after[1:]) else None
    going = (
        mark.text == ":"
        or (first.tag in FINITE and not _is_clause(clause))
        or (first.tag == "VBG" and first.lemma.lower() in words_of_kind(language, "further"))
    )
    return after if going else None


def _begins_clause(words: Words) -> bool:
    """Whether the words are a clause with a subject of its own."""
    first = next((t for t in words if t.tag != "RB"), None)
    return first is not None and first.tag not in FINITE and first.pos != "VERB" and _is_clause(words)


def _inverted(sentence: Words, clause: Words, comma: int, language: str) -> _Speech | None:
    """The verb, then the speaker: "…, holds the Minister of Health, Aurelio Cano", "…, so declared the patron"."""
    doc, at = sentence.doc, comma + 1
    while at < sentence.end and doc[at].lowered in ("so", "thus"):
        at += 1
    verb = doc[at] if at < sentence.end else None
    if verb is None or verb.tag not in ("VBD", "VBZ", "VBP", "VB") or not _is_clause(clause):
        return None
    if verb.lemma.lower() not in words_of_kind(language, "inverted"):
        return None
    source = phrase_at(doc[at + 1 : sentence.end])
    if source is None or not may_speak(source, language):
        return None
    after = next(iter(doc[source.end : sentence.end]), None)
    ends = after is None or after.is_punct or after.tag in _AFTER_CUE or after.ent in _DAY
    if not ends or (after is not None and after.lowered in ("that", "of")):
        return None  # "…, assured the minister that"
    return _Speech((clause,), source, doc[at : at + 1], verb.lemma.lower())


def _given_by(sentence: Words, clause: Words, comma: int, language: str) -> _Speech | None:
    """A participle with its agent: "…, as given by the chief veterinary officer"."""
    doc = sentence.doc
    opening = [t.lowered for t in doc[comma + 1 : comma + 4]]
    if len(opening) < 3 or opening[0] != "as" or opening[2] != "by" or not _is_clause(clause):
        return None
    verb = doc[comma + 2]
    if verb.lemma.lower() not in words_of_kind(language, "passive"):
        return None
    source = phrase_at(doc[comma + 4 : sentence.end])
    if source is None:
        return None
    return _Speech((clause,), source, doc[comma + 1 : comma + 4], verb.lemma.lower())


@cache
def words_of_kind(language: str, name: str) -> frozenset[str]:
    """The lexicon's words for speakers behind content, by the name of the list."""
    return frozenset(lexicon.load("cues", language)["behind"][name])


@cache
def _phrases(language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(p.split()) for p in lexicon.load("cues", language)["behind"]["phrases"])
