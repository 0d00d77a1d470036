"""JSON for other programs: one document of many nodes, or one node a line, written as the nodes come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

Node = dict[str, Any]

encode = msgspec.json.encode


def lines(nodes: Iterable[Node]) -> Iterator[bytes]:
    """A node a line."""
    for node in nodes:
        yield encode(node) + b"\n"


def document(head: Node, member: str, nodes: Iterable[Node]) -> Iterator[bytes]:
    """One object: the head, and the nodes as a list in its last member."""
    yield encode(head)[:-1] + b',"' + member.encode() + b'":['
    before = b"\n"
    for node in nodes:
        yield before + encode(node)
        before = b",\n"
    yield b"\n]}\n"


def told(**facts: Any) -> Node:
    """What is known of the facts: those that are None or empty are left out."""
    return {name: value for name, value in facts.items() if value is not None and value not in ("", [], ())}
