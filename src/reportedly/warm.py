"""Importing this module loads all that a worker needs; workers forked after it share it.

Models and lexicons are loaded when they are first asked for, which would be on
each worker's first page.
"""

from reportedly import flow
from reportedly.data import Page

_SAYING = b"The ferry has reopened\n\nThe mayor said on Monday that nearly 300 people crossed the river in two hours."

flow.read_page(Page(uri=None, body=_SAYING, media_type="text/plain"))
