from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.data import Block, Check, Event, Party, Span
from reportedly.ledger.check import mismatches
from tests.ledger.making import reading

READING = reading(1)
FIRST = READING.claims[0]
END = len(READING.article.text)


def with_claim(**changes):
    return replace(READING, claims=(replace(FIRST, **changes), *READING.claims[1:]))


def with_check(**changes):
    figure = READING.figures[0]
    check = Check(
        id="k1", kind="sum", figures=("f1", "f2"), stated=1, computed=2, outcome="fails",
        spans=figure.spans, text=figure.text,
    )  # fmt: skip
    return replace(READING, checks=(replace(check, **changes),))


def with_blocks(*blocks):
    return replace(READING, article=replace(READING.article, blocks=blocks))


@pytest.mark.parametrize(
    ("read", "row", "detail"),
    [
        (with_claim(source=Party(spans=(Span(0, 4),), text="Mayor")), f"claim {FIRST.id}, source", "'Harb'"),
        (
            with_claim(source=Party(spans=(Span(4, END + 1),), text="Mayor")),
            f"claim {FIRST.id}, source",
            "marks nothing",
        ),
        (with_claim(source=Party(spans=(Span(4, 4),), text="")), f"claim {FIRST.id}, source", "marks nothing"),
        (with_claim(via=(replace(FIRST.via[0], text="The Herald"),)), f"claim {FIRST.id}, hop 0", "'The Herald'"),
        (with_claim(addressee=replace(FIRST.source, actor="nobody")), f"claim {FIRST.id}", "actor nobody"),
        (with_claim(figures=("f9",)), f"claim {FIRST.id}", "figure f9"),
        (with_claim(times=("t9",)), f"claim {FIRST.id}", "time t9"),
        (with_claim(events=("e9",)), f"claim {FIRST.id}", "event e9"),
        (with_claim(parent=FIRST.id), f"claim {FIRST.id}", "no other"),
        (replace(READING, claims=(*READING.claims, FIRST)), f"claim {FIRST.id}", "stands 2 times"),
        (
            replace(READING, figures=(replace(READING.figures[0], part_of="f1"), READING.figures[1])),
            "figure f1",
            "figure f1",
        ),
        (
            replace(READING, figures=(replace(READING.figures[0], text="boats"), READING.figures[1])),
            "figure f1",
            "'boats'",
        ),
        (replace(READING, times=(replace(READING.times[0], text="Sunday"),)), "time t1", "'Sunday'"),
        (
            replace(READING, actors=(READING.actors[0], replace(READING.actors[1], mentions=(Span(-1, 3),)))),
            f"actor {READING.actors[1].id}",
            "-1–3",
        ),
        (replace(READING, events=(Event(id="e1", type="AID", recipient="nobody"),)), "event e1", "actor nobody"),
        (replace(READING, events=(Event(id="e1", type="AID", claim="none"),)), "event e1", "claim none"),
        (replace(READING, events=(Event(id="e1", type="AID", spans=(Span(9, 3),)),)), "event e1", "9–3"),
        (with_check(figures=("f1", "f9")), "check k1", "figure f9"),
        (with_check(text="boats"), "check k1", "'boats'"),
        (
            replace(READING, figures=(replace(READING.figures[0], as_of="t9"), READING.figures[1])),
            "figure f1",
            "time t9",
        ),
        (
            replace(READING, figures=(replace(READING.figures[0], change_of="f9"), READING.figures[1])),
            "figure f1",
            "figure f9",
        ),
        (with_blocks(Block(kind="paragraph", start=0, end=END + 1)), "block 0", "outside"),
        (
            with_blocks(Block(kind="headline", start=0, end=9), Block(kind="paragraph", start=8, end=20)),
            "block 1",
            "before the block ahead",
        ),
    ],
)
def test_names_what_is_wrong(read, row, detail):
    (found,) = mismatches(read)
    assert (found.article, found.row) == (READING.article.id, row)
    assert detail in found.detail


def test_a_sound_reading_has_none():
    assert list(mismatches(READING)) == []
