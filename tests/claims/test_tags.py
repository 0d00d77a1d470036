"""Scores of roles and links → attributions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reportedly.claims.attribution.cutting import cut
from reportedly.claims.attribution.links import RELATIONS, linked
from reportedly.claims.attribution.tags import Part, best_labels, parts
from reportedly.claims.draft import Attribution
from reportedly.data import Span
from reportedly.models.tagger import LinkVectors, LinkWeights

SCORES = st.integers(0, 12).flatmap(lambda n: arrays(np.float32, (n, 7), elements=st.floats(-9, 0, width=32)))


@given(SCORES)
def test_labels_make_whole_runs_and_none_is_likelier(scores: np.ndarray) -> None:
    if not len(scores):
        return
    labels = best_labels(scores)
    before = [0, *labels[:-1]]
    assert all(one in (label - 1, label) for one, label in zip(before, labels, strict=True) if label and label % 2 == 0)
    if len(scores) <= 3:
        ways = np.indices((7,) * len(scores)).reshape(len(scores), -1).T
        valid = [
            way
            for way in ways
            if all(a in (b - 1, b) for a, b in zip([0, *way[:-1]], way, strict=True) if b and b % 2 == 0)
        ]
        best = max(sum(scores[i, label] for i, label in enumerate(way)) for way in valid)
        assert sum(scores[i, label] for i, label in enumerate(labels)) == pytest.approx(best, abs=1e-4)


@given(SCORES)
def test_parts_lie_in_one_paragraph_and_do_not_overlap(scores: np.ndarray) -> None:
    starts = sorted({0, len(scores) // 2}) if len(scores) else []
    found = list(parts(scores, starts=starts))
    words = [at for part in found for at in range(part.first, part.last + 1)]
    assert len(words) == len(set(words))
    assert all((part.first < len(scores) // 2) == (part.last < len(scores) // 2) for part in found)


def test_links_join_what_belongs_together() -> None:
    found = [
        Part("source", 0, 0, 0.0, 0.0),
        Part("cue", 1, 1, 0.0, 0.0),
        Part("content", 2, 4, 0.0, 0.0),
        Part("source", 6, 6, 0.0, 0.0),
        Part("cue", 7, 7, 0.0, 0.0),
        Part("content", 8, 9, 0.0, 0.0),
    ]
    size = 2
    vectors = np.zeros((10, size * len(RELATIONS)), np.float32)
    gap = np.zeros((len(RELATIONS), 24), np.float32)
    gap[:, [0, 6]] = 5  # neighbours
    none = np.zeros((len(RELATIONS), size), np.float32)
    gap[1] = gap[3] = -9  # nothing goes on
    network = LinkVectors(vectors, vectors, LinkWeights(none=none, gap=gap))
    one, two = linked(found, [network], np.zeros(10, np.int64))
    assert (one.source, one.cue, one.content) == ([found[0]], [found[1]], [found[2]])
    assert (two.source, two.cue, two.content) == ([found[3]], [found[4]], [found[5]])


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("that the bridge was closed,", "the bridge was closed"),
        ("“We are fine,”", "We are fine,"),
        ("that “nobody was to blame.”", "nobody was to blame."),
        ("the drill “a sorry joke”", "the drill “a sorry joke”"),
        ("''Yes,''", "Yes,"),
        ("thatched roofs burn.", "thatched roofs burn"),
        ("“”", None),
    ],
)
def test_contents_are_cut(content: str, wanted: str | None) -> None:
    span = Span(0, len(content))
    made = Attribution(source=(), cue=(span,), content=(span,), lemma="say", score=1.0, made_by="hand")
    found = cut(made, content)
    assert (found and content[found.content[0].start : found.content[0].end]) == wanted
