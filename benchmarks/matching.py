"""Who is whose partner: found things and wanted ones, one to one."""

from __future__ import annotations

from collections.abc import Sequence


def matched(edges: Sequence[Sequence[int]]) -> dict[int, int]:
    """The largest one-to-one matching, from found to wanted, by place (augmenting paths; Kuhn 1955).

    ``edges`` names for each thing found the wanted ones that it may stand for.
    """
    owner: dict[int, int] = {}

    def place(left: int, seen: set[int]) -> bool:
        for right in edges[left]:
            if right not in seen:
                seen.add(right)
                if right not in owner or place(owner[right], seen):
                    owner[right] = left
                    return True
        return False

    for left in range(len(edges)):
        place(left, set())
    return {left: right for right, left in owner.items()}
