"""From articles to threads: what is of one thing, who stands behind it, how figures relate, what became of demands."""

from dataclasses import replace
from itertools import permutations

import pytest

from reportedly.threads.grades import grade, records
from reportedly.threads.views import viewed
from reportedly.threads.weave import Thread, threads
from tests.threads.making import flood, told_by


def about(found: tuple[Thread, ...], words: str) -> Thread:
    (thread,) = (each for each in found if any(words in one.claim.content.text for one in each.claims))
    return thread


def test_figures_of_one_thing_are_one_thread_with_their_relations():
    thread = about(threads(flood()), "44 people")
    assert thread.kind == "figure"
    assert {one.article.outlet for one in thread.claims} >= {"Osterby Times", "Coast Radio"}
    kinds = [related.kind for related in thread.related]
    assert "same" in kinds
    assert "contradict" in kinds


def test_what_one_origin_changes_is_revised():
    thread = about(threads(flood(rescued="38")), "38 people")
    first, second = (one.claim.id for one in thread.claims if "Lena" in (one.speaker.name if one.speaker else ""))
    (related,) = (r for r in thread.related if {r.earlier[0], r.later[0]} == {first, second})
    assert (related.kind, related.earlier[0]) == ("revised", first)


def test_two_outlets_with_one_source_are_one_origin():
    thread = about(threads(flood()[:2]), "31 people")
    fire = next(origin for origin in thread.origins.each if "Brandt" in origin.name)
    assert len(fire.claims) >= 2


def test_a_demand_is_followed_to_its_refusal():
    thread = about(threads(flood()), "would not open")
    assert thread.demand == "refused"
    assert not any("Hahn" in origin.name for origin in thread.origins.each if origin.counted)


def test_the_order_of_articles_changes_nothing():
    answers = [threads(order) for order in permutations(flood())]
    assert all(answer == answers[0] for answer in answers)


def test_an_article_given_twice_counts_once():
    assert threads((*flood(), *flood())) == threads(flood())


@pytest.fixture(scope="module")
def ring() -> tuple[Thread, ...]:
    return threads(
        (
            told_by(
                "Fjord Mail", "2025-05-01T08:00", "Submarine seen in Sand Bay",
                "A submarine has been seen in Sand Bay, the Capital Courier reported.",
            ),
            told_by(
                "Capital Courier", "2025-05-01T12:00", "Submarine in Sand Bay",
                "A submarine has been seen in Sand Bay, the Fjord Mail reported.",
            ),
        )
    )  # fmt: skip


def test_outlets_that_cite_each_other_are_a_ring_and_one_origin(ring):
    thread = about(ring, "A submarine has been seen")
    assert thread.origins.rings == (("Capital Courier", "Fjord Mail"),)
    assert thread.origins.count == 1


def test_every_figure_is_in_one_thread_and_no_claim_is_lost():
    found = threads(flood())
    figures = [(claim, figure.id) for thread in found for claim, figure in thread.figures]
    assert len(figures) == len(set(figures)) == sum(len(claim.figures) for r in flood() for claim in r.claims)
    claims = {one.claim.id for thread in found for one in thread.claims}
    assert claims == {claim.id for reading in flood() for claim in reading.claims}


def test_two_numbers_of_one_claim_are_of_two_things():
    reading = told_by(
        "Osterby Times", "2025-04-02T09:00", "Flood",
        "Fire chief Lena Brandt said that 14 people had been killed and 30 were missing after the flood.",
        "Schools in the lower town will stay closed until the river has gone back into its bed.",
    )  # fmt: skip
    other = told_by(
        "Coast Radio", "2025-04-02T12:00", "Flood in Osterby",
        "Police said on Wednesday evening that 16 people had been killed in the flood. The river is falling again.",
    )  # fmt: skip
    thread = about(threads((reading, other)), "16 people")
    assert {figure.value for _, figure in thread.figures} == {14, 16}


def test_the_first_mark_needs_a_second_origin_and_f_is_for_strangers():
    found = threads(flood())
    for thread in found:
        for one in thread.claims:
            graded = grade(thread, one.claim.id, met={})
            assert graded.reliability == "F"
            assert graded.credibility != 1 or thread.origins.count > 1
            assert len(graded.reasons) == 2


def test_a_contradicted_figure_is_doubtful_and_says_why():
    thread = about(threads(flood()), "44 people")
    (claim,) = (one.claim.id for one in thread.claims if "44" in one.claim.content.text)
    graded = grade(thread, claim, met={}, table={thread.origins.of(claim) or "": "B"})
    assert str(graded) == "B4"
    assert "does not fit" in graded.reasons[1]


def test_records_count_what_other_origins_bore_out_or_contradicted():
    thread = about(threads(flood()), "44 people")
    met = records([thread])
    assert sum(record.contradicted for record in met.values()) >= 2


def test_views_take_the_least_and_the_most_that_still_stands():
    thread = about(threads(flood()), "44 people")
    least, most = viewed(thread, "conservative"), viewed(thread, "highest")
    assert (least and least[1].value, most and most[1].value) == (31, 44)
    revised = about(threads(flood(rescued="38")), "38 people")
    least = viewed(revised, "conservative")
    assert least
    assert least[1].value == 38


def test_numbers_of_any_length_are_compared():
    long = [
        replace(
            reading, figures=tuple(replace(f, value=10**size, low=10**size, high=10**size) for f in reading.figures)
        )
        for reading, size in zip(flood(), (400, 399, 1), strict=True)
    ]
    assert any(thread.related for thread in threads(long))


def test_she_is_whom_the_article_named():
    reading = told_by(
        "Osterby Times", "2025-04-02T09:00", "Thirty-one rescued from Osterby flood",
        "Fire chief Lena Brandt came to the bridge at noon on Wednesday and spoke to reporters for a few minutes.",
        "She said that 31 people had been rescued from the flood in Osterby.",
    )  # fmt: skip
    thread = about(threads((reading,)), "31 people")
    assert [origin.name for origin in thread.origins.each if origin.counted] == ["Lena Brandt"]


def test_an_outlet_whose_name_has_no_words_cites_nobody_and_is_not_cited():
    flooded = [replace(r, article=replace(r.article, outlet=name)) for r, name in zip(flood(), "★☆◇", strict=True)]
    assert not any(thread.origins.rings for thread in threads(flooded))
