"""Two readings of a thread's figures, by name: the most conservative and the highest. Neither is in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reportedly.data import Figure

if TYPE_CHECKING:  # the command line asks for the views' names, and should not wait for more
    from reportedly.threads.weave import Thread

View = Literal["conservative", "highest"]


def viewed(thread: Thread, view: View) -> tuple[str, Figure] | None:
    """The figure that a view of the thread takes, with its claim's id; None where the thread has no figures.

    Of the figures that their own origins still stand by, that were not revised,
    ``conservative`` is the one with the least that it allows, ``highest`` the one
    with the most; of equals the earlier.
    """
    from reportedly.threads.figures import bounds

    revised = {related.earlier for related in thread.related if related.kind == "revised"}
    standing = [(claim, figure) for claim, figure in thread.figures if (claim, figure.id) not in revised]
    if view == "conservative":
        return min(standing, key=lambda each: bounds(each[1])[0], default=None)
    return max(standing, key=lambda each: bounds(each[1])[1], default=None)
