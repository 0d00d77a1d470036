"""The tools as a server of the Model Context Protocol, by the protocol's own library."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations

from reportedly import __version__
from reportedly.desk.mcp.quoting import NOTE
from reportedly.desk.mcp.tools import Tools
from reportedly.desk.web.guard import LOCAL
from reportedly.errors import ReportedlyError
from reportedly.harmless import harmless
from reportedly.ledger import Ledger

INSTRUCTIONS: Final = (
    "A ledger of what news articles attribute to whom. Start with search; ids in its answers go into claim, thread, "
    "trace and article; figures lists reported numbers. Always name the source and the outlet of what you pass on. "
) + NOTE
ARTICLE: Final = "reportedly://article/{id}"
_READING: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def build_server(ledger: Ledger) -> MCPServer[Any]:
    """The server over an open ledger."""
    server: MCPServer[Any] = MCPServer(
        "reportedly", title="Reportedly", version=__version__, instructions=INSTRUCTIONS, log_level="ERROR"
    )
    tools = Tools(ledger)
    for tool in (tools.search, tools.claim, tools.thread, tools.trace, tools.figures, tools.article):
        # Text alone: the same answer once more as structure would fill the context twice.
        server.add_tool(_told(tool, ToolError), annotations=_READING, structured_output=False)

    @server.resource(ARTICLE, name="article", mime_type="application/json")
    def article(id: str) -> str:  # noqa: A002
        """An article's first stretch of text, quoted, and its claims; the tool `article` gives the others."""
        return _told(tools.article, ResourceError)(id)

    return server


def security(names: Iterable[str], port: int) -> TransportSecuritySettings:
    """Who may ask over HTTP: those who name this machine, and of web pages only such as it might serve itself.

    A page of another site can make its own name lead to this machine (DNS
    rebinding); it can choose neither the Host nor the Origin header.
    """
    further = tuple(names)
    return TransportSecuritySettings(
        allowed_hosts=[*(f"{name}:{port}" for name in (*LOCAL, *further)), *further],
        allowed_origins=[
            *(f"http://{name}:{port}" for name in (*LOCAL, *further)),
            *(f"https://{name}" for name in further),
        ],
    )


def _told(question: Callable[..., str], error: type[Exception]) -> Callable[..., str]:
    """The question, with errors of ours as errors for the assistant to read; others stay in the log."""

    @wraps(question)
    def asked(*args: Any, **kwargs: Any) -> str:
        try:
            return question(*args, **kwargs)
        except ReportedlyError as trouble:
            raise error(harmless(str(trouble))) from trouble

    return asked
