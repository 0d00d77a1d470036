"""The record: a reading as JSON, and the JSON Schema that it keeps to."""

from __future__ import annotations

from typing import Any

import msgspec

from reportedly.data import Reading

_decoder = msgspec.json.Decoder(Reading)


def to_json(reading: Reading) -> bytes:
    """One line of UTF-8 JSON, fields in the order of :mod:`reportedly.data`."""
    return msgspec.json.encode(reading)


def from_json(line: bytes | str) -> Reading:
    """The reading that :func:`to_json` wrote.

    Raises:
        msgspec.ValidationError: the line is not a record of this schema version.
    """
    return _decoder.decode(line)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the record, made from :mod:`reportedly.data`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Reading)}
