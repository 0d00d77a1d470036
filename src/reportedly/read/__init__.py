"""From inputs to pages: files, folders, standard input, archives and messages, addresses of the web."""

from reportedly.read.bounds import MAX_PAGE_BYTES
from reportedly.read.local import ASSET_SUFFIXES, Web, count_pages, is_address, pages

__all__ = ["ASSET_SUFFIXES", "MAX_PAGE_BYTES", "Web", "count_pages", "is_address", "pages"]
