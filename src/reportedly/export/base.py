"""What a format is, and which there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly import plugins
from reportedly.errors import PluginBroken
from reportedly.ledger import Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format that is one file.

    ``pieces`` turns excerpts into the file's bytes, piece by piece, so that an
    export of any size takes constant memory. ``binary`` files are not for terminals.
    """

    tells: str
    pieces: Callable[[Iterable[Excerpt]], Iterator[bytes]]
    binary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderExporter:
    """A format that is a folder of files; ``fill`` writes them into a folder that is there and empty."""

    tells: str
    fill: Callable[[Iterable[Excerpt], Path], None]


def formats() -> tuple[str, ...]:
    """The names of all formats, those of plug-ins too."""
    return plugins.names(plugins.EXPORTERS)


def exporter(name: str) -> Exporter | FolderExporter:
    """The format of that name.

    Raises:
        QueryError: there is none.
        PluginBroken: the package that has it can't be used.
    """
    found = plugins.find(plugins.EXPORTERS, name)
    if not isinstance(found, Exporter | FolderExporter):
        raise PluginBroken(f"the format {name!r} is a {type(found).__name__}, not an Exporter or a FolderExporter")
    return found
