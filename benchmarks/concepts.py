"""What a figure is said of, read off the parse: what other tools call its concept."""

from __future__ import annotations

from reportedly.claims.figures import status
from reportedly.claims.heads import top
from reportedly.claims.parse import Token, Words
from reportedly.data import Figure

_OWN = frozenset({"det", "compound", "amod", "nmod", "poss", "nummod", "case"})


def concept(words: Words, figure: Figure) -> str:
    """The whole it is a share of or the noun it describes, and the subject of its verb; empty where there is none."""
    said = [figure.of] if figure.of else []
    if figure.counted and figure.unit not in {None, "person", "1"} and figure.counted not in said:
        said.append(figure.counted)
    head = top(words)
    verb, role = status.governor(head)
    if head.dep == "pobj" and head.head.lowered == "of" and head.head.head.pos in {"NOUN", "PROPN"}:
        said.append(_phrase(head.head.head))
    subject = _subject(verb) if verb is not None and role != "subject" else None
    if subject is not None and not words.start <= subject.i < words.end:
        said.append(_phrase(subject))
    return ", ".join(said)


def _subject(verb: Token | None) -> Token | None:
    for _ in range(4):
        if verb is None:
            return None
        for child in verb.children:
            if child.dep in {"nsubj", "nsubjpass"} and child.pos != "PRON":
                return child
        verb = verb.head if verb.head is not verb and verb.head.pos in {"VERB", "AUX"} else None
    return None


def _phrase(noun: Token) -> str:
    """The noun with what describes it before, and an "of" behind it."""
    parts = [child for child in noun.children if child.dep in _OWN and child.i < noun.i and child.pos != "DET"]
    behind = [
        _phrase(inner)
        for child in noun.children
        if child.dep == "prep" and child.i > noun.i and child.lowered in {"of", "for", "in"}
        for inner in child.children
        if inner.dep == "pobj" and inner.i > child.i and inner.pos in {"NOUN", "PROPN"}
    ]
    return " ".join([*(part.text for part in parts), noun.text, *behind[:1]])
