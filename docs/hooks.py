"""What the site does to docstrings: Sphinx roles become plain code."""

import re2

# ":class:`~reportedly.data.Page`" and ":data:`WINDOW_DAYS`" as Markdown leaves them
_ROLE = re2.compile(r":(?:attr|class|data|exc|func|meth|mod):<code>~?([^<]+)</code>")


def on_page_content(html: str, **_: object) -> str:
    """The page without role names; called by MkDocs for each page."""
    return _ROLE.sub(r"<code>\1</code>", html)
