"""The committed bundles hold, and a broken one is refused with file, place and remedy."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import bundles
from reportedly.article import read_article

BUNDLES = bundles.load(bundles.DATA)
NAMES = sorted(BUNDLES)
HALVES = {path.stem: path.parent.name for path in bundles.DATA.rglob("*.json")}

ARTICLES = [
    {
        "id": f"a{number}",
        "outlet": "The Quay",
        "url": f"https://quay.example/{number}",
        "published": f"2025-01-0{number}T10:00+00:00",
        "headline": "Crane falls over",
        "standfirst": None,
        "byline": ["Ann Lee"],
        "paragraphs": [f"The harbour master said that {number}00 crates had been lost. It was raining."],
    }
    for number in (1, 2, 3)
]


def small() -> dict[str, Any]:
    """A bundle in which everything holds."""
    return json.loads(
        json.dumps(
            {
                "name": "A crane",
                "traps": ["changed-figure"],
                "articles": ARTICLES,
                "claims": [
                    {
                        "id": f"c{number}",
                        "article": f"a{number}",
                        "quote": f"{number}00 crates had been lost",
                        "source": "The harbour master",
                        "actor": "harbour master",
                        "via": [],
                        "origin": "harbour master",
                        "kind": "statement",
                        "thread": "t1",
                    }
                    for number in (1, 2)
                ],
                "threads": [
                    {
                        "id": "t1",
                        "about": "crates lost",
                        "kind": "figure",
                        "origins": 1,
                        "origin_names": ["harbour master"],
                        "circular": False,
                        "single_origin": True,
                        "demand_status": None,
                    }
                ],
                "figures": [
                    {
                        "claim": f"c{number}",
                        "text": f"{number}00 crates",
                        "value": number * 100,
                        "low": None,
                        "high": None,
                        "modifier": None,
                        "counted": "crates",
                        "status": "lost",
                    }
                    for number in (1, 2)
                ],
                "figure_relations": [{"a": ["c1", "100 crates"], "b": ["c2", "200 crates"], "relation": "revised"}],
                "syndication": [],
                "versions": [],
            }
        )
    )


def read(raw: dict[str, Any]) -> bundles.Bundle:
    return bundles.parse(json.dumps(raw).encode(), name="crane.json")


def relations(bundle: bundles.Bundle, *kinds: str) -> list[tuple[bundles.GoldFigure, bundles.GoldFigure]]:
    figures = {bundles.FigureRef(figure.claim, figure.text): figure for figure in bundle.figures}
    return [(figures[one.a], figures[one.b]) for one in bundle.figure_relations if one.relation in kinds]


def numbers(figure: bundles.GoldFigure) -> set[object]:
    return {figure.value, figure.low, figure.high} - {None}


def followed(bundle: bundles.Bundle) -> bool:
    """Whether a demand is met again in another article."""
    demands = {thread.id for thread in bundle.threads if thread.kind == "demand"}
    return any(len({c.article for c in bundle.claims if c.thread == demand}) > 1 for demand in demands)


SIGNS: dict[str, Callable[[bundles.Bundle], bool]] = {
    "changed-figure": lambda bundle: bool(relations(bundle, "revised")),
    "circular": lambda bundle: any(thread.circular for thread in bundle.threads),
    "contradiction": lambda bundle: bool(relations(bundle, "contradict")),
    "demand-followed": followed,
    "denial": lambda bundle: any(claim.kind == "denial" for claim in bundle.claims),
    "headline-claim": lambda bundle: any(c.quote in bundle.article(c.article).headline for c in bundle.claims),
    "hedges-agree": lambda bundle: bool(relations(bundle, "agree")),
    "part-total": lambda bundle: bool(relations(bundle, "part_of")),
    "range": lambda bundle: any(figure.low is not None for figure in bundle.figures),
    "same-number-different-thing": lambda bundle: any(
        numbers(one) & numbers(two) for one, two in relations(bundle, "different_thing")
    ),
    "up-to": lambda bundle: any(figure.modifier == "up_to" for figure in bundle.figures),
    "versions": lambda bundle: bool(bundle.versions),
    "wire": lambda bundle: bool(bundle.syndication),
}
"""Traps that can be read from the gold."""


def test_each_half_has_thirty_bundles_and_every_trap_twice() -> None:
    assert min(Counter(HALVES.values()).values()) >= 30
    traps = {
        half: Counter(t for n in NAMES if HALVES[n] == half for t in BUNDLES[n].traps) for half in ("tune", "test")
    }
    assert set(traps["tune"]) == set(traps["test"])
    assert min(*traps["tune"].values(), *traps["test"].values()) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_traps_are_those_that_the_gold_shows(name: str) -> None:
    named = {"wire" if trap.startswith("wire-") else trap for trap in BUNDLES[name].traps}
    assert named & set(SIGNS) == {trap for trap, shows in SIGNS.items() if shows(BUNDLES[name])}


def test_every_trap_is_explained() -> None:
    explained = (bundles.DATA / "README.md").read_text(encoding="utf-8").partition("## Traps")[2]
    assert {trap for bundle in BUNDLES.values() for trap in bundle.traps} == set(
        re.findall(r"`([a-z-]+)`", "\n".join(line for line in explained.splitlines() if line.startswith("| `")))
    )


def test_names_and_words_are_nobody_elses() -> None:
    assert len(list(bundles.DATA.rglob("*.json"))) == len(BUNDLES)
    texts = Counter(a.text for bundle in BUNDLES.values() for a in bundle.articles)
    assert max(texts.values()) == 1


@pytest.mark.parametrize("name", NAMES)
def test_articles_are_short_and_their_pages_read_as_written(name: str) -> None:
    bundle = BUNDLES[name]
    for form in bundles.FORMS:
        for key, page in bundle.pages(form).items():
            article, wanted = read_article(page), bundle.article(key)
            assert 60 <= len(wanted.text.split()) <= 220, key
            assert article.text == wanted.text, key
            assert article.language == "en", key
            if form == "html":
                assert (article.outlet, article.byline) == (wanted.outlet, wanted.byline), key
                assert (article.published or "")[:16] == wanted.published[:16], key


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_those_of_the_quotes(name: str) -> None:
    bundle = BUNDLES[name]
    for claim in bundle.claims:
        start, end = bundle.span(claim)
        assert bundle.article(claim.article).text[start:end] == claim.quote


def test_sound_bundle_is_read() -> None:
    bundle = read(small())
    assert [together for *_, together in bundle.claim_pairs()] == [True]
    assert bundle.figure_relations[0].b == ("c2", "200 crates")


def test_versions_are_not_judged_as_copies() -> None:
    raw = small()
    raw["articles"][1]["url"] = raw["articles"][0]["url"]
    raw["versions"], raw["syndication"] = [["a1", "a2"]], [["a2", "a3"]]
    assert list(read(raw).article_pairs()) == [("a1", "a3", False), ("a2", "a3", True)]


def breaks(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Set what stands at "claims.0.quote" to the value."""

    def act(raw: Any) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in steps:
            raw = raw[step]
        raw[last] = value

    return act


def drops(path: str) -> Callable[[dict[str, Any]], None]:
    key, at, last = path.split(".")
    return lambda raw: raw[key][int(at)].pop(last)


@pytest.mark.parametrize(
    ("act", "place", "remedy"),
    [
        (breaks("claims.0.quote", "90 crates"), "claim c1.quote: '90 crates' isn't in a1", "copy the words"),
        (breaks("claims.0.quote", "r"), "claim c1.quote: 'r' is in a1", "times; quote more words"),
        (breaks("claims.0.source", "the captain"), "claim c1.source", "copy the words"),
        (breaks("claims.0.via", ["a letter"]), "claim c1.via", "copy the words"),
        (breaks("claims.0.actor", None), "claim c1.actor", "say who speaks"),
        (breaks("claims.0.article", "a9"), "claim c1: there is no article 'a9'", "name one of a1, a2, a3"),
        (breaks("claims.0.thread", "t9"), "claim c1: there is no thread 't9'", "name one of t1"),
        (breaks("claims.0.origin", "captain"), "claim c1.origin: 'captain' isn't counted", "count it, or write null"),
        (breaks("claims.0.kind", "remark"), "Invalid enum value 'remark'", "README.md"),
        (breaks("claims.1.id", "c1"), "claims c1: given 2 times", "its own id"),
        (drops("claims.0.quote"), "missing required field `quote`", "README.md"),
        (breaks("claims.0.note", "?"), "the bundle.claims[0]: unknown key 'note'", "the format has id, article"),
        (breaks("threads.0.origins", 2), "thread t1.origins: is 2 for 1 names", "count the names"),
        (breaks("threads.0.single_origin", False), "thread t1.single_origin", "true means one"),
        (breaks("threads.0.origin_names", ["mayor"]), "'mayor' is no origin", "as the claims do"),
        (breaks("threads.0.demand_status", "made"), "thread t1.demand_status", "only demands have one"),
        (breaks("threads.0.kind", "statement"), "thread t1.kind", "for threads with listed figures"),
        (breaks("figures.0.text", "100 boxes"), "figure '100 boxes' of c1: isn't in a1", "copy the words"),
        (breaks("figures.0.value", 10), "figure '100 crates' of c1: 10 can't be read", "mend the value"),
        (breaks("figures.0.value", None), "figure '100 crates' of c1: has no value", "give value, or low and high"),
        (breaks("figures.0.low", 100), "figure '100 crates' of c1: has a value and a range", "give one"),
        (breaks("figures.0.claim", "c7"), "figure '100 crates': there is no claim 'c7'", "name one of c1, c2"),
        (breaks("figure_relations.0.a.1", "7 crates"), "['c1', '7 crates'] isn't listed", "exact words"),
        (breaks("figure_relations.0.relation", "same"), "relation same of c1 and c2: value or hedge differ", "'agree'"),
        (breaks("figure_relations.0.relation", "contradict"), "one origin revises, two contradict", "mend"),
        (breaks("figure_relations.0.relation", "part_of"), "they are in one thread", "mend thread or relation"),
        (breaks("syndication", [["a1"]]), "syndication ['a1']", "two articles or more"),
        (breaks("versions", [["a1", "a2"]]), "versions ['a1', 'a2']", "of one url"),
        (breaks("articles.1.url", "https://quay.example/1"), "articles a1 and a2: share", "list them as versions"),
        (breaks("articles.0.url", "https://quay.com/1"), "article a1.url", "ends in .example"),
        (breaks("articles.0.published", "2025-01-01"), "article a1.published", "2025-07-08T09:40+02:00"),
        (breaks("articles.0.standfirst", ""), "article a1: a part is empty", "null for a standfirst"),
        (breaks("articles.0.headline", "Crane  falls"), "article a1: a part has", "single blanks"),
        (breaks("traps", []), "traps: there is none", "name at least one"),
        (breaks("traps", ["Two briefings"]), "trap 'Two briefings'", "small letters and hyphens"),
        (breaks("articles", ARTICLES * 3), "articles a1: given 3 times", "its own id"),
    ],
)
def test_broken_bundle_is_refused(act: Callable[[dict[str, Any]], None], place: str, remedy: str) -> None:
    raw = small()
    act(raw)
    with pytest.raises(bundles.BrokenBundle) as refusal:
        read(raw)
    line = next(line for line in str(refusal.value).splitlines() if place in line)
    assert line.startswith("crane.json: ")
    assert remedy in line.partition(place)[2]


def test_lenient_reading_takes_what_can_be_measured() -> None:
    raw = small()
    raw["claims"][0]["source"], raw["claims"][0]["note"] = "the captain", "?"
    raw["threads"][0]["origins"] = 7
    assert bundles.parse(json.dumps(raw).encode(), name="crane.json", lenient=True).threads[0].origins == 7
    raw["claims"][0]["quote"] = "no such words"
    with pytest.raises(bundles.BrokenBundle, match="isn't in a1"):
        bundles.parse(json.dumps(raw).encode(), name="crane.json", lenient=True)


def test_folder_without_bundles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(bundles.BrokenBundle, match=re.escape("give a folder of bundles")):
        bundles.load(tmp_path)


def test_command_prints_traps_by_half_and_names_what_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tune").mkdir()
    (tmp_path / "tune" / "crane.json").write_text(json.dumps(small()), encoding="utf-8")
    bundles.main([str(tmp_path)])
    assert re.search(r"changed-figure +1$", capsys.readouterr().out, re.MULTILINE)
    (tmp_path / "tune" / "torn.json").write_text("{", encoding="utf-8")
    with pytest.raises(SystemExit, match="1 broken bundle"):
        bundles.main([str(tmp_path)])
    assert "torn.json: " in capsys.readouterr().out
