"""What every ledger keeps to, whatever stores it: another backend joins ``OPENERS``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.data import Entry, Failure, Figure, Outcome, Phrase, Span, Visit, content_hash
from reportedly.errors import QueryError
from reportedly.ledger import ClaimQuery, Ledger, open_ledger
from tests.ledger import arbitrary
from tests.ledger.making import failure, outcome, reading

OPENERS: dict[str, Callable[[Path], Ledger]] = {"sqlite": lambda folder: open_ledger(folder / "ledger.db")}


@pytest.fixture(params=OPENERS)
def open_new(request, tmp_path):
    return lambda name="one": OPENERS[request.param](_made(tmp_path / name))


@pytest.fixture
def ledger(open_new):
    with open_new() as opened:
        yield opened


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def contents(ledger: Ledger) -> tuple[object, ...]:
    return list(ledger.readings()), list(ledger.failures()), ledger.counts()


def put(ledger: Ledger, *outcomes: Outcome, made_by: str = "v1") -> None:
    ledger.put(outcomes, made_by=made_by)


def claim_words(ledger: Ledger, **query: object) -> list[str]:
    return [found.claim.content.text for found in ledger.claims(ClaimQuery(**query))]


# Keeping


def test_gives_back_the_reading_it_was_given(ledger):
    put(ledger, outcome(1))
    assert list(ledger.readings()) == [reading(1)]
    assert list(ledger.check()) == []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(read=arbitrary.readings)
def test_gives_back_any_reading(ledger, read):
    put(ledger, outcome(page=read.article.id, of=read))
    assert ledger.reading(read.article.id) == read
    list(ledger.check())


def test_texts_come_in_the_order_of_publication(ledger):
    days = {1: None, 2: "2025-03-04", 3: "2025-03-02T10:00+00:00"}
    for number, published in days.items():
        read = reading(number)
        put(ledger, outcome(number, of=replace(read, article=replace(read.article, published=published))))
    found = list(ledger.texts())
    assert [head.published for head, _ in found] == ["2025-03-02T10:00+00:00", "2025-03-04", None]
    assert [text for _, text in found] == [reading(number).article.text for number in (3, 2, 1)]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-03-03", None, ["2025-03-04", None]),
        (None, "2025-03-02", ["2025-03-02T10:00+00:00", None]),
        ("2025-03-02", "2025-03-04", ["2025-03-02T10:00+00:00", "2025-03-04", None]),
        ("2025-03-05", "2025-03-01", [None]),
    ],
)
def test_texts_of_some_days_come_with_the_undated(ledger, since, until, expected):
    for number, published in {1: None, 2: "2025-03-04", 3: "2025-03-02T10:00+00:00"}.items():
        read = reading(number)
        put(ledger, outcome(number, of=replace(read, article=replace(read.article, published=published))))
    assert [head.published for head, _ in ledger.texts(since=since, until=until)] == expected


def test_texts_of_what_is_no_day(ledger):
    with pytest.raises(QueryError, match="tomorrow"):
        ledger.texts(since="tomorrow")


def test_whole_numbers_and_numbers_beyond_64_bits_stay_what_they_are(ledger):
    values = (3, 3.0, -(2**63), 2**63, 10**40, 1e300)
    figures = tuple(
        Figure(id=f"f{n}", spans=(), text="", value=value, low=value, high=value) for n, value in enumerate(values)
    )
    put(ledger, outcome(of=replace(reading(), figures=figures)))
    (read,) = ledger.readings()
    assert [repr(figure.value) for figure in read.figures] == [repr(value) for value in values]


def test_more_claims_and_figures_than_fit_a_byte(ledger):
    base = reading()
    figures = tuple(replace(base.figures[0], id=f"f{n}") for n in range(700))
    claims = tuple(replace(base.claims[0], id=content_hash(n), figures=(f"f{n}",)) for n in range(700))
    many = replace(base, claims=claims, figures=figures, times=base.times)
    put(ledger, outcome(1, of=many), outcome(2))
    assert list(ledger.readings()) == [many, reading(2)]
    assert sum(1 for _ in ledger.figures("boats")) == 701


def test_the_same_again_changes_nothing(ledger):
    put(ledger, outcome(1), failure(2), outcome(3))
    before = contents(ledger)
    put(ledger, outcome(3), failure(2), outcome(1))
    assert contents(ledger) == before


def test_another_reading_of_a_page_replaces_the_old_wholly(ledger):
    put(ledger, outcome(1), outcome(2))
    shorter = replace(reading(1), claims=(), events=(), figures=())
    put(ledger, outcome(1, of=shorter))
    assert list(ledger.readings()) == [shorter, reading(2)]
    assert claim_words(ledger, words="boats", by="brânză") == ["12 boats were lost"]


def test_a_page_that_now_holds_another_article_lets_the_old_go(ledger):
    put(ledger, outcome(1))
    changed = reading(1, lost=99)
    put(ledger, outcome(1, of=changed))
    assert list(ledger.readings()) == [changed]
    assert claim_words(ledger, words="boats") == ["99 boats were lost"]


def test_pages_with_the_same_article_share_the_first_pages_reading(ledger):
    other = replace(reading(1), figures=(), claims=())
    for _ in range(2):
        put(ledger, outcome(1), outcome(page="mirror", of=other))
        assert list(ledger.readings()) == [reading(1)]
    assert ledger.done("mirror", made_by="v1")
    assert (ledger.counts().pages, ledger.counts().articles) == (2, 1)


def test_a_shared_article_goes_when_its_last_page_leaves_it(ledger):
    put(ledger, outcome(1), outcome(page="mirror", of=reading(1)))
    put(ledger, outcome(1, of=reading(5)))
    assert ledger.counts().articles == 2
    put(ledger, outcome(page="mirror", of=reading(6)))
    assert list(ledger.readings()) == [reading(5), reading(6)]


def test_another_version_reads_a_shared_article_anew(ledger):
    put(ledger, outcome(1), outcome(page="mirror", of=reading(1)))
    better = replace(reading(1), events=())
    put(ledger, outcome(page="mirror", of=better), made_by="v2")
    assert list(ledger.readings()) == [better]


def test_all_or_nothing(ledger):
    put(ledger, outcome(1))
    before = contents(ledger)

    def broken():
        yield outcome(2)
        yield failure(1)
        raise RuntimeError("the work broke")

    with pytest.raises(RuntimeError, match="broke"):
        ledger.put(broken(), made_by="v1")
    assert contents(ledger) == before
    put(ledger, outcome(2))  # and it can go on


# Done and failed


def test_only_a_page_read_by_this_version_is_done(ledger):
    put(ledger, outcome(1), failure(2))
    page, failed = outcome(1).page, failure(2).page
    assert ledger.done(page, made_by="v1")
    assert not ledger.done(page, made_by="v2")
    assert not ledger.done(failed, made_by="v1")
    put(ledger, outcome(1), made_by="v2")
    assert ledger.done(page, made_by="v2")


def test_a_failure_leaves_the_earlier_reading(ledger):
    put(ledger, outcome(1))
    put(ledger, failure(1), made_by="v2")
    assert list(ledger.readings()) == [reading(1)]
    assert list(ledger.failures()) == [failure(1).result]
    assert not ledger.done(outcome(1).page, made_by="v2")


def test_a_failure_replaces_the_pages_earlier_failure(ledger):
    put(ledger, failure(1), failure(2), failure(1, reason="NotText"))
    assert [found.reason for found in ledger.failures()] == ["NotText", "NoArticle"]


def test_a_reading_removes_the_failure(ledger):
    put(ledger, failure(1), outcome(1))
    assert list(ledger.failures()) == []


# One reading


def test_finds_a_reading_by_id_its_beginning_or_uri(ledger):
    put(ledger, outcome(1), outcome(2))
    id_ = reading(2).article.id
    assert ledger.reading(id_) == ledger.reading(id_[:6]) == ledger.reading("news/2.html") == reading(2)
    assert ledger.reading(id_[:5]) is None
    assert ledger.reading("news/3.html") is None


def test_an_id_beginning_that_several_share_is_asked_back(ledger):
    for number, end in enumerate("ab"):
        base = reading(number)
        put(ledger, outcome(number, of=replace(base, article=replace(base.article, id=f"cafe00000000000{end}"))))
    with pytest.raises(QueryError, match="cafe000"):
        ledger.reading("cafe000")
    assert ledger.reading("cafe00000000000b").article.uri == "news/1.html"


def test_gives_all_texts_of_one_uri_as_they_came(ledger):
    first, other, later = (
        reading(n, uri=uri) for n, uri in ((1, "news/a.html"), (2, "news/b.html"), (3, "news/a.html"))
    )
    nowhere = reading(4, uri=None)
    for page, each in enumerate((first, other, later, nowhere)):
        put(ledger, Outcome(page=f"{page:016x}", result=each))
    assert ledger.versions("news/a.html") == ledger.versions(first.article.id) == (first, later)
    assert ledger.versions(nowhere.article.id) == (nowhere,)
    assert ledger.versions("news/c.html") == ()


def test_of_several_texts_at_one_uri_it_is_the_last(ledger):
    put(ledger, outcome(1), outcome(2, of=reading(1, lost=40)))
    assert ledger.reading("news/1.html") == reading(1, lost=40)


# Claims


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"words": "boats"}, 1),
        ({"words": "BOAT lost"}, 1),
        ({"words": "lost zoe"}, 1),  # the source counts, accents do not
        ({"words": "harbour help"}, 1),  # the headline counts
        ({"words": "boats missing"}, 0),
        ({"words": "missing people"}, 1),
        ({"by": "branza"}, 1),
        ({"by": "Zoë BRÂNZĂ"}, 1),
        ({"by": "harbour fire brigade"}, 1),  # the actor's name, which the source does not give
        ({"by": "boats"}, 0),
        ({"by": "rescuer"}, 0),  # names have no plural
        ({"words": "late", "by": "rescuers", "kind": "denial"}, 1),
        ({"kind": "denial"}, 1),
        ({"kind": "threat"}, 0),
        ({"words": '"boats" OR NEAR( -lost*'}, 0),
        ({"words": "o'clock ^boats {source}: (("}, 0),
        ({"words": "boats\0lost"}, 1),
        ({"limit": 2}, 2),
        ({"limit": 0}, 0),
        ({}, 3),
    ],
)
def test_finds_claims(ledger, query, found):
    put(ledger, outcome(1))
    assert len(claim_words(ledger, **query)) == found


@pytest.mark.parametrize("plural", ["boats", "boat", "losses", "loss", "towns"])
def test_singular_and_plural_agree(ledger, plural):
    put(ledger, outcome(1))
    assert claim_words(ledger, words=f"{plural} lost") == ["11 boats were lost"]


def test_a_found_claim_brings_what_it_refers_to(ledger):
    put(ledger, outcome(1))
    (found,) = ledger.claims(ClaimQuery(by="brânză"))
    read = reading(1)
    assert found.claim == read.claims[0]
    assert found.speaker == read.actors[0]
    assert found.figures == (read.figures[0],)
    assert (found.article.id, found.article.headline) == (read.article.id, read.article.headline)


def _spoken(number: int, *, published: str | None, said_on: str | None) -> Outcome:
    base = reading(number, published=published)
    return outcome(number, of=replace(base, claims=(replace(base.claims[0], said_on=said_on),)))


@pytest.fixture
def dated(ledger):
    put(
        ledger,
        _spoken(1, published="2025-03-10T08:30", said_on=None),
        _spoken(2, published="2025-04-01", said_on="2025-03-09"),
        _spoken(3, published=None, said_on=None),
        _spoken(4, published="2025-03-11T23:59:59+02:00", said_on=None),
    )
    return ledger


@pytest.mark.parametrize(
    ("query", "boats"),
    [
        ({}, [14, 11, 12, 13]),  # newest first, undated last
        ({"words": "lost"}, [14, 11, 12, 13]),
        ({"since": "2025-03-10"}, [14, 11]),
        ({"until": "2025-03-10"}, [11, 12]),
        ({"since": "2025-03-10", "until": "2025-03-10"}, [11]),
        ({"until": "20250311"}, [14, 11, 12]),
        ({"until": "9999-12-31", "limit": 1}, [14]),
    ],
)
def test_dates_narrow_and_order(dated, query, boats):
    assert claim_words(dated, **query) == [f"{number} boats were lost" for number in boats]


@pytest.mark.parametrize(
    "query",
    [
        {"since": "last week"},
        {"until": "2025-02-30"},
        {"kind": "rumour"},
        {"words": " — "},
        {"by": '"'},
        {"limit": -1},
        {"words": "word " * 33},
    ],
)
def test_a_question_without_sense_is_refused_at_once(ledger, query):
    with pytest.raises(QueryError):
        ledger.claims(ClaimQuery(**query))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(), max_size=20) | st.text("\"'(){}*^:+-ANDORNEAT \0\udc80é", max_size=20))
def test_no_words_break_a_question(ledger, words):
    for ask in (lambda: ledger.claims(ClaimQuery(words=words, by=words)), lambda: ledger.figures(words)):
        try:
            assert list(ask()) == []
        except QueryError as error:
            assert "no letter or digit" in str(error)  # noqa: PT017
    assert ledger.reading(words) is None


def test_a_long_question_is_answered(ledger):
    put(ledger, outcome(1))
    assert len(claim_words(ledger, words="boats " * 32, by="brânză " * 32)) == 1


# Figures


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("boat", ["13 boats", "14 boats"]),
        ("lost boats", ["13 boats", "14 boats"]),
        ("people missing", ["At least 6 people", "At least 5 people"]),
        ("people boats", []),
        (None, ["At least 6 people", "13 boats", "14 boats", "At least 5 people"]),
    ],
)
def test_finds_figures_in_time_order(ledger, words, texts):
    put(ledger, outcome(3, of=reading(3, published="2025-03-12")), outcome(4, of=reading(4, published="2025-03-09")))
    assert [found.figure.text for found in ledger.figures(words)] == texts


def test_finds_figures_among_articles(ledger):
    put(ledger, outcome(1), outcome(2), outcome(3))
    among = (reading(1).article.id, reading(3).article.id)
    assert [found.figure.text for found in ledger.figures("boats", among=among)] == ["11 boats", "13 boats"]
    assert list(ledger.figures(None, among=())) == []


def test_finds_a_figure_by_its_status(ledger):
    """ "60 people were unaccounted for" is about the missing, and says so in no word of its own."""
    base = reading(1)
    marked = replace(base, figures=(replace(base.figures[0], status="stranded"), *base.figures[1:]))
    put(ledger, outcome(1, of=marked))
    assert [found.figure.id for found in ledger.figures("stranded")] == [base.figures[0].id]


def test_a_figure_rests_on_the_innermost_claim(ledger):
    base = reading(1)
    inner = base.claims[0]
    outer = replace(
        inner,
        id=content_hash("outer"),
        content=Phrase(spans=(), text="she said that 11 boats were lost at sea"),
        source=None,
    )
    nested = replace(base, claims=(outer, replace(inner, parent=outer.id)))
    put(ledger, outcome(1, of=nested))
    (found,) = ledger.figures("boats")
    assert (found.claim.id, found.speaker) == (inner.id, base.actors[0])


def test_a_figure_may_stand_outside_any_claim(ledger):
    put(ledger, outcome(1, of=replace(reading(1), claims=())))
    assert [(f.claim, f.speaker) for f in ledger.figures("boats")] == [(None, None)]


# Looking on


def test_counts(ledger):
    put(ledger, outcome(1), outcome(2), failure(3))
    counts = ledger.counts()
    assert (counts.pages, counts.articles, counts.claims, counts.figures) == (2, 2, 6, 4)
    assert (counts.times, counts.actors, counts.events, counts.failures) == (2, 2, 2, 1)


def test_an_iterator_shows_one_state_whatever_is_written_meanwhile(ledger):
    put(ledger, *(outcome(number) for number in range(5)))
    going = ledger.readings()
    first = next(going)
    put(ledger, outcome(0, of=reading(50)), outcome(7))
    assert [first, *going] == [reading(number) for number in range(5)]
    assert len(list(ledger.readings())) == 6


def test_checks_what_can_be_wrong_in_a_claim(ledger):
    base = reading(1)
    wrong = replace(base.claims[0], content=Phrase(spans=base.claims[0].content.spans, text="12 boats"), parent="gone")
    put(ledger, outcome(1, of=replace(base, claims=(wrong, *base.claims[1:]))))
    found = [(mismatch.row, mismatch.detail) for mismatch in ledger.check()]
    assert found == [
        (f"claim {wrong.id}, content", "says '12 boats' where the article says '11 boats were lost'"),
        (f"claim {wrong.id}", "refers to claim gone, which is no other of its article"),
    ]


# The web


def test_a_visit_takes_the_place_of_the_one_before(ledger):
    assert ledger.visit("http://a/") is None
    first = Visit(address="http://a/", uri="http://a/b", etag='W/"1"', modified="then", page="0" * 16)
    ledger.remember(first)
    assert ledger.visit("http://a/") == first
    ledger.remember(replace(first, etag=None, page=None))
    assert ledger.visit("http://a/") == replace(first, etag=None, page=None)
    assert ledger.visit("http://a/b") is None


def test_an_address_that_answers_has_not_failed_any_more(ledger):
    rows = [
        Failure(page=content_hash(uri), uri=uri, stage="read", reason="FetchFailed", detail="no")
        for uri in ("http://a/", "http://b/")
    ]
    put(ledger, *(Outcome(page=row.page, result=row) for row in rows))
    ledger.remember(Visit(address="http://a/", uri="http://a/"))
    assert list(ledger.failures()) == rows[1:]


def test_entries_are_remembered_by_feed_and_version(ledger):
    entry = Entry(uri="http://a/", version="1")
    assert ledger.tries("feed", entry) is None
    ledger.settle("feed", entry, tries=2)
    assert ledger.tries("feed", entry) == 2
    assert ledger.tries("other", entry) is None
    assert ledger.tries("feed", replace(entry, version="2")) is None
    ledger.settle("feed", replace(entry, version="2"), tries=0)
    assert ledger.tries("feed", entry) is None
    assert ledger.tries("feed", replace(entry, version="2")) == 0


# Excerpts


def test_excerpts_are_readings_with_the_claims_asked_for_in_the_order_they_came(ledger):
    put(ledger, outcome(2), outcome(1), outcome(3))
    found = list(ledger.excerpts(ClaimQuery(kind="denial")))
    assert [one.reading for one in found] == [reading(2), reading(1), reading(3)]
    assert [one.claims for one in found] == [one.reading.claims[2:] for one in found]
    assert [len(one.claims) for one in ledger.excerpts(ClaimQuery(words="boats", limit=2))] == [1, 1]


def test_without_a_question_excerpts_are_everything(ledger):
    empty = replace(reading(4), claims=(), events=())
    put(ledger, outcome(1), outcome(4, of=empty))
    assert [(one.reading, one.claims) for one in ledger.excerpts(ClaimQuery())] == [
        (reading(1), reading(1).claims),
        (empty, ()),
    ]


def test_excerpts_of_a_question_that_makes_no_sense_are_refused(ledger):
    with pytest.raises(QueryError):
        list(ledger.excerpts(ClaimQuery(since="soon")))


# Pages of answers


def _pages(ledger: Ledger, between: Callable[[], None] = lambda: None, **query: object) -> list[list[str]]:
    pages, after = [], None
    while True:
        page = ledger.claim_page(ClaimQuery(**query), after=after)
        pages.append([found.claim.id for found in page.claims])
        if page.more is None:
            return pages
        after = page.more
        between()


@pytest.mark.parametrize(
    "query", [{}, {"words": "lost"}, {"words": "boa* los*"}, {"words": "lost", "oldest_first": True}]
)
def test_pages_together_are_the_whole_answer(dated, query):
    whole = [found.claim.id for found in dated.claims(ClaimQuery(**query))]
    for limit in (1, 2, 3, 4, 5):
        pages = _pages(dated, limit=limit, **query)
        assert [id_ for page in pages for id_ in page] == whole
        assert all(len(page) == limit for page in pages[:-1])


def test_pages_survive_new_claims(ledger):
    put(ledger, *(outcome(number) for number in range(1, 5)))
    whole = [found.claim.id for found in ledger.claims(ClaimQuery())]
    fresh = iter(range(5, 50))
    pages = _pages(ledger, lambda: put(ledger, outcome(next(fresh))), limit=5)
    assert [id_ for page in pages for id_ in page] == whole


@pytest.mark.parametrize("after", ["", "-1", "zz", "9" * 40, "1 OR 1"])
def test_a_page_begins_only_where_another_ended(ledger, after):
    with pytest.raises(QueryError, match="no page begins"):
        ledger.claim_page(ClaimQuery(limit=1), after=after)


def test_a_page_needs_a_limit(ledger):
    with pytest.raises(QueryError, match="limit"):
        ledger.claim_page(ClaimQuery())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"actor": content_hash("mayor")}, 1),
        ({"actor": content_hash("nobody")}, 0),
        ({"about": content_hash("mayor")}, 1),
        ({"outlet": "Coast Herald"}, 3),
        ({"outlet": "coast herald"}, 0),  # a name, not words
        ({"outlet": "Coast Herald Weekly"}, 1),
        ({"outlet": "—"}, 0),
        ({"words": "denial"}, 0),  # kinds and outlets are no words of the claim
        ({"words": "weekly"}, 0),
        ({"words": "hel*"}, 1),
        ({"words": "he*"}, 0),  # a beginning of two letters is taken as a word
    ],
)
def test_narrows_by_actor_and_outlet(ledger, query, found):
    first, other = reading(1), reading(2)
    start, end = other.article.text.index("the Coast"), other.article.text.index(" on Monday")
    said_of = replace(other.actors[0], mentions=(Span(start, end),))
    of = replace(other.claims[2], content=Phrase(spans=(Span(start - 1, end),), text="x"))
    put(ledger, outcome(1, of=first))
    renamed = replace(other.article, outlet="Coast Herald Weekly")
    put(ledger, outcome(2, of=replace(other, article=renamed, claims=(of,), actors=(said_of,), figures=(), events=())))
    assert len(claim_words(ledger, **query)) == found


def test_finds_a_claim_by_id(ledger):
    put(ledger, outcome(1))
    claim = reading(1).claims[1]
    found = ledger.claim(claim.id)
    assert found
    assert found.claim == claim
    assert ledger.claim("nothing") is None
    assert ledger.claim(claim.id[:12]) == found
    assert ledger.claim("facade") is None


def test_finds_actors_by_name(ledger):
    put(ledger, outcome(1), outcome(2))
    (found,) = ledger.actors("ZOE brân*", limit=5)
    assert (found.id, found.articles, found.named[0].name) == (content_hash("mayor"), 2, "Zoë Brânză")
    assert ledger.actor(found.id) == found
    assert ledger.actor("nobody") is None
    put(ledger, *(outcome(number, of=replace(reading(number), actors=(), claims=())) for number in (1, 2)))
    assert ledger.actors("Brânză", limit=5) == ()


def test_lists_outlets_and_their_articles(ledger):
    named = [("Ærø Post", "2025-01-02"), ("Daily", "2025-01-01"), (None, "2025-01-03"), ("Daily", None)]
    made = [reading(number, published=day) for number, (_, day) in enumerate(named)]
    put(
        ledger,
        *(
            outcome(number, of=replace(made[number], article=replace(made[number].article, outlet=outlet)))
            for number, (outlet, _) in enumerate(named)
        ),
    )
    assert [(outlet.name, outlet.articles) for outlet in ledger.outlets()] == [("Daily", 2), ("Ærø Post", 1)]
    assert [head.published for head in ledger.articles(outlet="Daily", limit=5)] == ["2025-01-01", None]
    assert [head.id for head in ledger.articles(uri="news/0.html", limit=5)] == [made[0].article.id]


def test_news_are_what_came_in_after_the_mark(ledger):
    assert ledger.news(articles=5, claims=5).mark == 0
    put(ledger, outcome(1), outcome(2))
    first = ledger.news(articles=5, claims=4)
    assert [head.id for head in first.articles] == [reading(2).article.id, reading(1).article.id]
    assert len(first.claims) == 4
    put(ledger, outcome(3))
    later = ledger.news(since=first.mark, articles=5, claims=5)
    assert [head.id for head in later.articles] == [reading(3).article.id]
    assert {found.article.id for found in later.claims} == {reading(3).article.id}
    assert ledger.news(since=later.mark, articles=5, claims=5).articles == ()


def test_failures_come_in_pages_the_last_first(ledger):
    put(ledger, *(failure(number) for number in range(5)))
    first = ledger.failure_page(limit=3)
    put(ledger, failure(9))
    assert first.more
    second = ledger.failure_page(limit=3, after=first.more)
    uris = [one.uri for one in (*first.failures, *second.failures)]
    assert uris == [f"news/{number}.html" for number in (4, 3, 2, 1, 0)]
    assert second.more is None
