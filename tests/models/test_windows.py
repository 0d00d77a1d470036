"""Words → windows of pieces, and what the networks say of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import models
from reportedly.models.windows import WINDOW

WORDS = st.lists(
    st.lists(st.sampled_from(["said", "Osei", "“", "”", "naïveté", "😀", "x" * 300, "27"]), max_size=40), max_size=6
)


@settings(max_examples=30, deadline=None)
@given(WORDS)
def test_every_word_is_in_one_window_in_order(paragraphs: list[list[str]]) -> None:
    windows = list(models.load()._windows(paragraphs))
    keys = [key for w in windows for key in zip(w.paragraph, w.word, strict=True)]
    assert keys == [(p, i) for p, words in enumerate(paragraphs) for i in range(len(words))]
    assert all(len(w.ids) <= WINDOW + 2 and len(w.ids) == len(w.features) for w in windows)


@settings(max_examples=10, deadline=None)
@given(WORDS)
def test_there_is_a_row_a_word(paragraphs: list[list[str]]) -> None:
    tagged = models.load()(paragraphs)
    words = sum(map(len, paragraphs))
    assert tagged.role.shape == (words, 7)
    assert len(tagged.tag) == len(tagged.head) == len(tagged.paragraph) == len(tagged.window) == words


def test_the_same_text_gives_the_same_answers() -> None:
    text = [["The", "mayor", "said", "no", "."]]
    assert (models.load()(text).role == models.load()(text).role).all()


def test_profiles_share_labels() -> None:
    assert models.load(profile="fast").labels == models.load(profile="accurate").labels
