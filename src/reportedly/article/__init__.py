"""From a page to an article: body, metadata, blocks."""

from reportedly.article.page import MAX_ARTICLE, read_article

__all__ = ["MAX_ARTICLE", "read_article"]
