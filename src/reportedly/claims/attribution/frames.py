"""How English attributes: frames of a cue over the dependency parse.

Each rule looks at one token and says whether it is the head of a cue, and
which words are then source, cue and content. Rules know nothing of quotations
across sentences, chains or kinds: later steps do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.claims.attribution.contents import CONTENTS, after_that
from reportedly.claims.attribution.cues import (
    LONGEST_CHAIN,
    VERBAL,
    cue_words,
    has,
    is_spoken,
    listed,
    nouns,
    subject,
    verbs,
)
from reportedly.claims.attribution.words import filled, subtree

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

Indices = frozenset[int]
_NOBODY: Indices = frozenset()
_FIRST_OR_SECOND = frozenset({"i", "we", "you", "me", "us"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENS_NAME = frozenset({"DET", "PROPN", "NOUN", "ADJ", "PRON"})
_LONGEST_TAIL = 10
"""Words after a cue that closes its sentence: "told the newspaper on Monday morning"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Token indices of an attribution within its paragraph; ``name`` is the rule that saw it.

    ``content`` is empty where a cue and its source stand without any: a
    quotation beside them may be theirs.
    """

    name: str
    head: int
    source: Indices
    cue: Indices
    content: Indices


def frames(doc: Doc, language: str) -> Iterator[Frame]:
    """Every frame of a parsed paragraph, in text order of their cues."""
    for token in doc:
        for rule in _RULES:
            if frame := rule(token, language):
                yield frame
                break


def _said(verb: Token, language: str) -> Frame | None:
    """What the parse says was said; where it says nothing, what the shape of the sentence does."""
    frame = _verb(verb, language)
    return frame if frame and frame.content else _postposed(verb, language) or frame


def _verb(verb: Token, language: str) -> Frame | None:
    """A speaker, a verb of saying and what was said: "the ministry said that …", "… , she told reporters"."""
    known = verbs(language).get(verb.lemma_.lower())
    if known is None or verb.pos_ not in VERBAL or not is_spoken(verb, language):
        return None
    speaker = subject(verb)
    if speaker is None or speaker.lower_ in _FIRST_OR_SECOND:
        return None
    source = _named(speaker, verb)
    cue = cue_words(verb)
    name, content = "bare", set[int]()
    for name, find in CONTENTS.items():
        if name in known and (content := find(verb)):
            break
    else:
        if "clause" not in known:
            return None
        name = "as_clause" if any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.children) else "bare"
        content = subtree(verb.head, without=frozenset({verb.i})) if name == "as_clause" else set()
    if name in ("for", "on") and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == name:
        cue |= {verb.i + 1}
    content -= source | cue
    if name == "clause" and content and min(content) < verb.i:
        content = _before_cue(verb, source | cue, content)
    elif content:
        content |= _elaborated(verb, language)
    return Frame(name=name, head=verb.i, source=frozenset(source), cue=frozenset(cue), content=frozenset(content))


def _named(speaker: Token, verb: Token) -> set[int]:
    """The speaker's noun phrase, without the day that a parse hangs on it: "[the mayor] on Monday said"."""
    dated = (
        child.i
        for child in speaker.children
        if child.dep_ in ("prep", "npadvmod")
        and any(t.ent_type_ in ("DATE", "TIME") and t.dep_ in ("pobj", "npadvmod") for t in (child, *child.children))
    )
    return subtree(speaker, without=frozenset({verb.i, *dated}))


def _before_cue(verb: Token, group: set[int], content: set[int]) -> set[int]:
    """What was said when it comes first: all of the sentence before the cue, and what is clearly its after it.

    A parse drops words of long contents; their position can't mislead.
    """
    first = verb.sent.start if verb.dep_ == "ROOT" else min(content)
    return set(range(first, min(group))) | {i for i in content if i > max(group)}


def _postposed(cue: Token, language: str) -> Frame | None:
    """A sentence closed by its speaker, told by its shape: "…, the head of the union, Ada Lind, said on Monday".

    Between the last commas before the cue stands a noun and no verb; before
    those, a clause. Long appositions confuse the parse, but not the commas.
    """
    if "clause" not in verbs(language).get(cue.lemma_.lower(), frozenset()) or not is_spoken(cue, language):
        return None
    sentence = cue.sent
    after = _until_participle(sentence.doc[cue.i + 1 : sentence.end])
    closing = cue.tag_ == "NNS" and all(t.is_punct for t in after)  # "…, the ministry promises" looks like two nouns
    if cue.tag_ not in _FINITE and not closing:
        return None
    if len(after) > _LONGEST_TAIL or any(t.lower_ in ("that", ":", ",") or t.tag_ in _FINITE for t in after):
        return None
    commas = [t.i for t in sentence if t.lower_ == "," and t.i < cue.i]
    closed = bool(commas) and commas[-1] == cue.i - 1  # an apposition ends at the cue
    if len(commas) < (3 if closed else 1):
        return None
    first = commas[-3 if closed else -1]
    source, content = range(first + 1, cue.i), range(sentence.start, first)
    named = [sentence.doc[i] for i in source]
    clause = [sentence.doc[i] for i in content]
    if named[0].pos_ not in _OPENS_NAME or any(t.tag_ in _FINITE or t.pos_ in ("CCONJ", "VERB") for t in named):
        return None
    if not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in named) or not any(t.tag_ in _FINITE for t in clause):
        return None
    return Frame(
        name="postposed",
        head=cue.i,
        source=frozenset(source),
        cue=frozenset({cue.i}),
        content=frozenset(content),
    )


def _until_participle(words: Words) -> Words:
    """The words before ", citing a witness": a participle goes on with the speaker."""
    comma = next((at for at, t in enumerate(words[:-1]) if t.lower_ == "," and words[at + 1].tag_ == "VBG"), len(words))
    return words[:comma]


def _elaborated(verb: Token, language: str) -> set[int]:
    """What a participle adds to the same content: "called for aid, outlining [three measures: …]"."""
    lemmas = listed(language, "participles", "elaborate")
    adds = next((c for c in verb.children if c.i > verb.i and c.tag_ == "VBG" and c.lemma_.lower() in lemmas), None)
    if adds is None:
        return set()
    last = verb.sent.end
    if verb.dep_ == "ccomp" and verb.head.i > adds.i:  # "…, the agency reports" closes it
        outer = subject(verb.head)
        last = min(cue_words(verb.head) | (subtree(outer, without=frozenset({verb.head.i})) if outer else set()))
    return set(range(adds.i, last))


def _passive(verb: Token, language: str) -> Frame | None:
    """Said by nobody named: "they are believed to …", "it was reported that …"."""
    if verb.lemma_.lower() not in listed(language, "unsourced", "passive") or verb.tag_ != "VBN":
        return None
    children = list(verb.children)
    about = next((c for c in children if c.dep_ in ("nsubjpass", "nsubj")), None)
    claimed = next((c for c in children if c.dep_ in ("xcomp", "ccomp")), None)
    if about is None or claimed is None or any(c.dep_ == "agent" for c in children):
        return None
    if not any(c.dep_ == "auxpass" or c.lemma_ == "be" for c in children):
        return None
    content = subtree(claimed)
    if about.lower_ != "it":
        content |= subtree(about)
    return Frame(
        name="passive", head=verb.i, source=_NOBODY, cue=frozenset(cue_words(verb)), content=frozenset(content)
    )


def _citing(participle: Token, language: str) -> Frame | None:
    """Somebody behind somebody: "…, citing two officials"; the content is that of the clause it hangs on."""
    if participle.lemma_.lower() not in listed(language, "participles", "cite") or participle.tag_ != "VBG":
        return None
    cited = next((c for c in participle.children if c.dep_ == "dobj"), None)
    if cited is None:
        return None
    source, clause = subtree(cited), participle.head
    if participle.i > 1 and participle.nbor(-1).lower_ == ",":
        beside = participle.nbor(-2)  # "…, the agency reports, citing …", wherever the parse hangs the participle
        clause = beside if beside.lemma_.lower() in verbs(language) else clause
    said = _said(clause, language)
    content = said.content if said and said.content else frozenset(subtree(clause, without=frozenset({participle.i})))
    return Frame(
        name="citing",
        head=participle.i,
        source=frozenset(source),
        cue=frozenset({participle.i}),
        content=content - source - {participle.i},
    )


def _adverb(token: Token, language: str) -> Frame | None:
    """One word for all who say so: "the bridge was reportedly mined"."""
    if token.lower_ not in listed(language, "unsourced", "adverbs"):
        return None
    head = token.head if token.head.pos_ in VERBAL else token.sent.root
    content = subtree(head, without=frozenset({token.i})) - {token.i}
    return Frame(name="adverb", head=token.i, source=_NOBODY, cue=frozenset({token.i}), content=frozenset(content))


def _noun(noun: Token, language: str) -> Frame | None:
    """A speech act as a noun: "the minister's claim that …"."""
    if noun.lemma_.lower() not in nouns(language) or noun.pos_ != "NOUN":
        return None
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp") and has(c, "mark", "that")), None)
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
        owner = next((c for c in by.children if c.dep_ == "pobj"), None) if by else None
    if clause is None or owner is None:
        return None
    source = {i for i in subtree(owner, without=frozenset({clause.i})) if noun.doc[i].tag_ != "POS"}
    content = after_that(clause) - source
    return Frame(
        name="noun", head=noun.i, source=frozenset(source), cue=frozenset({noun.i}), content=frozenset(content)
    )


def _phrase(token: Token, language: str) -> Frame | None:
    """A frame of its own: "according to the mayor, …"."""
    words = next((w for w in listed(language, "phrases", "frames") if _starts(token, w)), None)
    if words is None:
        return None
    cue = set(range(token.i, token.i + len(words.split())))
    last = token.doc[max(cue)]
    named = next((c for i in sorted(cue) for c in token.doc[i].children if c.dep_ == "pobj" and c.i > last.i), None)
    if named is None:
        return None
    source = subtree(named)
    clause = token.head
    for _ in range(LONGEST_CHAIN):
        if clause.pos_ in VERBAL or clause.head is clause:
            break
        clause = clause.head
    frame = filled(cue | source)
    content = subtree(clause, without=frozenset({token.i})) - frame
    if clause.dep_ == "ROOT":
        content = set(range(token.sent.start, token.sent.end)) - frame
    return Frame(name="phrase", head=token.i, source=frozenset(source), cue=frozenset(cue), content=frozenset(content))


_RULES = (_passive, _citing, _said, _adverb, _noun, _phrase)


def _starts(token: Token, words: str) -> bool:
    parts = words.split()
    following = token.doc[token.i : token.i + len(parts)]
    return token.lower_ == parts[0] and [t.lower_ for t in following] == parts
