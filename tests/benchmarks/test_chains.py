"""The marked chains are well formed, and their scorer can tell right from wrong."""

import json

import pytest

from benchmarks import chains

ROWS = [json.loads(line) for line in chains.MARKED.read_text(encoding="utf-8").splitlines()]
REUTERS = chains.Step("outlet", frozenset(range(7)))
STATEMENT = chains.Step("channel", frozenset(range(10, 19)))
GOLD = chains.Chain(source=frozenset({30, 31}), content=frozenset(range(40, 60)), via=(REUTERS, STATEMENT))


def test_enough_lines_in_both_parts() -> None:
    parts = [row["part"] for row in ROWS]
    assert len({row["text"] for row in ROWS}) == len(ROWS) >= 200
    assert abs(parts.count("tune") - parts.count("test")) <= 2
    assert set(parts) == {"tune", "test"}


def test_words_are_parts_of_the_text() -> None:
    for row, (_, _, marked) in zip(ROWS, chains.read(), strict=True):
        for claim, chain in zip(row["claims"], marked, strict=True):
            assert row["text"].count(claim["content"]) == 1, row
            assert chain.content, row
            assert bool(chain.source) == bool(claim["source"]), row
            assert all(hop["kind"] in ("outlet", "channel", "document", "person") for hop in claim["via"]), row
            assert all(step.letters for step in chain.via), row


def test_partner_has_the_content_and_then_the_source() -> None:
    other = GOLD._replace(source=frozenset({1}))
    assert chains.partners([GOLD], [other, GOLD]) == [GOLD]
    assert chains.partners([GOLD, GOLD], [GOLD]) == [GOLD, None]
    assert chains.partners([GOLD], [GOLD._replace(content=frozenset(range(40, 49)))]) == [None]


@pytest.mark.parametrize(
    ("via", "right", "chain"),
    [
        ((REUTERS, STATEMENT), 2, 1),
        ((STATEMENT, REUTERS), 2, 0),
        ((REUTERS,), 1, 0),
        ((REUTERS, REUTERS, STATEMENT), 2, 0),
        ((REUTERS, STATEMENT._replace(kind="document")), 1, 0),
    ],
    ids=["perfect", "wrong order", "one missed", "one twice", "wrong kind"],
)
def test_score(via: tuple[chains.Step, ...], right: int, chain: int) -> None:
    counts = chains.score(GOLD, GOLD._replace(via=via))
    assert (counts["gold"], counts["predicted"], counts["right"], counts["chain"]) == (2, len(via), right, chain)


def test_claim_not_found_misses_its_hops() -> None:
    counts = chains.score(GOLD, None)
    assert (counts["found"], counts["gold"], counts["predicted"], counts["chain"]) == (0, 2, 0, 0)
