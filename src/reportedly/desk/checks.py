"""What a check found, in words: "the parts add to 25, not 26"."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.data import Check, CheckKind, Number

_COMES: dict[CheckKind, str] = {
    "sum": "the parts add to",
    "share": "the share comes to",
    "change": "the change leads to",
    "product": "all together come to",
    "equivalence": "the other unit gives",
}


def in_words(check: Check) -> str:
    """One clause, which tells both numbers where they differ."""
    computed, stated = number(check.computed), number(check.stated)
    if check.outcome == "holds":
        return f"{_COMES[check.kind]} {computed}"
    if check.outcome == "within":
        return f"{_COMES[check.kind]} {computed}, which rounding or a hedge lets be {stated}"
    if check.outcome == "partial":
        return f"the parts named add to {computed} of {stated}"
    return f"{_COMES[check.kind]} {computed}, not {stated}"


def of_figure(figure: str, checks: Iterable[Check]) -> str:
    """What was found of the checks that a figure takes part in."""
    return "; ".join(in_words(check) for check in checks if figure in check.figures)


def number(value: Number) -> str:
    """The number as people write it, to six digits."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"
