"""Plug-ins: what other packages add, found by entry points and loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from reportedly.errors import PluginBroken, QueryError

EXPORTERS = "reportedly.exporters"
READERS = "reportedly.readers"
LEXICONS = "reportedly.lexicons"


def names(group: str) -> tuple[str, ...]:
    """The names under which packages have something in a group, in order."""
    return tuple(sorted({entry.name for entry in entry_points(group=group)}))


def find(group: str, name: str) -> Any:
    """What a package has in a group under a name.

    Raises:
        QueryError: no package has anything there under that name.
        PluginBroken: it can't be imported, or two packages claim the name.
    """
    found = tuple(entry_points(group=group, name=name))
    if not found:
        known = ", ".join(names(group)) or "nothing"
        raise QueryError(f"there is no {name!r} among {group}: {known}; `pip install` the package that brings it")
    if len(found) > 1:
        packages = ", ".join(sorted(maker(entry) for entry in found))
        raise PluginBroken(f"{name!r} of {group} is claimed by {packages}: uninstall all but one of them")
    return _loaded(found[0])


def every(group: str) -> Iterator[tuple[EntryPoint, Any]]:
    """All that packages have in a group, in the order of names and makers.

    Raises:
        PluginBroken: one of them can't be imported.
    """
    for entry in sorted(entry_points(group=group), key=lambda entry: (entry.name, maker(entry))):
        yield entry, _loaded(entry)


def maker(entry: EntryPoint) -> str:
    """The package and version that an entry point belongs to, ``name-1.2``."""
    return f"{entry.dist.name}-{entry.dist.version}" if entry.dist else entry.module


def _loaded(entry: EntryPoint) -> Any:
    try:
        return entry.load()
    except Exception as error:
        raise PluginBroken(
            f"{entry.value} of {maker(entry)} can't be imported ({type(error).__name__}: {error}): "
            "mend or uninstall the package"
        ) from error
