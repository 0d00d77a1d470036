"""Words → their dictionary forms."""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = {"n't": "not", "n’t": "not", "'ll": "will", "’ll": "will", "'d": "would", "’d": "would"}
_IRREGULAR |= {"ca": "can", "wo": "will"}  # "can't" and "won't" without their ends
_BE = frozenset({"'m", "’m", "'re", "’re"})
_PARTS = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV"}


@lru_cache(maxsize=50_000)
def lemma(word: str, tag: str, language: str) -> str:
    """The word's dictionary form, for its Penn tag: "said" (VBD) is "say", "forces" (NNS) "force".

    Names keep their letters. English comes from LemmInflect's table, with rules
    for words that it does not list.
    """
    from lemminflect import getLemma

    assert language == "en", language  # noqa: S101  flow refuses other languages first
    lowered = word.lower()
    if tag.startswith("NNP"):
        return word
    if tag == "VBZ" and lowered in ("'s", "’s"):
        return "be"
    if lowered in _BE:
        return "be"
    if tag in ("VBP", "VB") and lowered in ("'ve", "’ve"):
        return "have"
    if tag == "MD" or lowered in ("n't", "n’t"):
        return _IRREGULAR.get(lowered, lowered)
    part = _PARTS.get(tag[:1]) if tag not in ("RP", "NFP") else None
    if part is None:
        return lowered
    found = getLemma(lowered, upos=part)
    return str(found[0]) if found else lowered
