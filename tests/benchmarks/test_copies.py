"""The measures of copies: perfect groups score 1, and each edit makes a copy of its own kind."""

from benchmarks import copies


def word(*numbers: int) -> str:
    """A word of its own; every tenth looks like a name."""
    found = "".join("abcdefghijklmnopqrstuvwxyz"[number % 26] + "aeiou"[number // 26] for number in numbers)
    return found.title() if numbers[-1] % 10 == 0 else found


ARTICLES = [
    (f"Title {word(number)}", tuple(" ".join(word(number, part, at) for at in range(60)) for part in range(6)))
    for number in range(14)
]


def gold(texts):
    of = {}
    for key, text in enumerate(texts):
        of.setdefault(text.origin, []).append(key)
    return [tuple(keys) for keys in of.values() if len(keys) > 1]


def test_perfect_groups_score_one_and_none_score_nothing():
    texts = copies.make(ARTICLES, 2)
    assert copies.pair_f1(gold(texts), texts) == 1
    assert copies.adjusted_rand(gold(texts), texts) == 1
    assert copies.pair_f1([], texts) == 0
    assert set(copies.found_with_original(gold(texts), texts).values()) == {1.0}


def test_the_set_is_the_same_each_time_and_has_every_edit():
    texts = copies.make(ARTICLES, 2)
    assert texts == copies.make(ARTICLES, 2)
    edits = {text.edit for text in texts}
    assert {"cut_to_a_fifth", "respell_names", "template", "quoting", None} <= edits
    assert len(edits) == 13 + 3


def test_ours_finds_the_copies_of_these():
    texts = copies.make(ARTICLES, 2)
    found = copies.find_ours([text.whole for text in texts])
    assert copies.found_with_original(found, texts)["cut_to_a_fifth"] == 1
    assert set(copies.found_with_original(found, texts).values()) == {1.0}


def test_main_prints_a_line_for_ours(tmp_path, capsys):
    for number, (title, paragraphs) in enumerate(ARTICLES):
        (tmp_path / f"{number:02}.txt").write_text("\n".join((title, *paragraphs)), encoding="utf-8")
    copies.main([str(tmp_path), "--peers"])
    assert "reportedly" in capsys.readouterr().out
