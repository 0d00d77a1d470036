"""The tree of words, and what the network's answers are made into."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.lemmas import lemma
from reportedly.claims.parse import Doc
from reportedly.claims.syntax import ParseText, acyclic
from tests.claims.drafts import draft


@given(st.lists(st.integers(-3, 30), max_size=20))
def test_every_word_hangs_on_a_root(heads: list[int]) -> None:
    found = acyclic(np.array(heads, np.int64))
    for at in range(len(heads)):
        top = at
        for _ in heads:
            top = int(found[top])
        assert found[top] == top


def test_a_right_tree_is_left_alone() -> None:
    assert acyclic(np.array([1, 1, 1])).tolist() == [1, 1, 1]


def test_words_by_characters() -> None:
    doc = Doc("The old pier fell", [(0, 3), (4, 7), (8, 12), (13, 17)])
    assert doc.words(4, 12) == doc[1:3]
    assert doc.words(5, 12) is None
    assert doc.words(5, 10, "expand") == doc[1:3]
    assert doc.words(2, 12, "contract") == doc[1:3]
    assert doc.words(7, 8) is None
    assert doc[1:3].text == "old pier"


def test_a_parse_has_sentences_heads_names_and_lemmas() -> None:
    (paragraph,) = draft("Anna Holm closed the bridges in Oslo. She left.", stages=(ParseText(),)).paragraphs
    doc = paragraph.doc
    assert [sentence.text for sentence in doc.sents] == ["Anna Holm closed the bridges in Oslo.", "She left."]
    closed = doc[2]
    assert (closed.lemma, closed.tag, closed.dep) == ("close", "VBD", "ROOT")
    assert {child.text: child.dep for child in closed.children}["bridges"] == "dobj"
    assert [(ent.text, ent.label) for ent in doc.ents] == [("Anna Holm", "PERSON"), ("Oslo", "GPE")]
    assert doc[:2].root.text == "Holm"
    assert closed.left_edge.text == "Anna"
    assert doc[7].sent.text == "Anna Holm closed the bridges in Oslo."


def test_lemmas() -> None:
    words = [("said", "VBD"), ("forces", "NNS"), ("Forces", "NNPS"), ("'s", "VBZ"), ("n't", "RB"), ("wo", "MD")]
    assert [lemma(word, tag, "en") for word, tag in words] == ["say", "force", "Forces", "be", "not", "will"]
