from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.places import claim_at, first_of, last_of, place_of

days = st.dates()
keys = st.integers(1, 2**25 - 1)
ordinals = st.integers(0, 2**16 - 1)


@given(days, keys, ordinals)
def test_a_place_gives_back_its_claim_and_lies_in_its_day(day, key, ordinal):
    place = place_of(f"{day}T10:00Z", key, ordinal)
    assert claim_at(place) == (key, ordinal)
    assert first_of(day) <= place <= last_of(day) < 2**63


@given(st.tuples(days, keys, ordinals), st.tuples(days, keys, ordinals))
def test_places_order_by_day_then_article_then_text(one, two):
    def order(day, key, ordinal):
        return day, key, -ordinal

    places = [place_of(day.isoformat(), key, ordinal) for day, key, ordinal in (one, two)]
    assert (places[0] < places[1]) == (order(*one) < order(*two))


@given(keys, ordinals, st.none() | st.sampled_from(["", "2025", "2025-02-30", "20250310T0000", "yesterday!"]))
def test_what_is_no_day_is_undated(key, ordinal, dated):
    assert place_of(dated, key, ordinal) < first_of(date.min)
    assert claim_at(place_of(dated, key, ordinal)) == (key, ordinal)
