"""How a figure stands to another, in words for people."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reportedly.threads.relations import RelationKind

RELATIONS: Mapping[RelationKind, str] = MappingProxyType(
    {
        "same": "says the same as",
        "agree": "fits",
        "contradict": "contradicts",
        "revised": "is revised by",
        "part_of": "is part of",
    }
)
