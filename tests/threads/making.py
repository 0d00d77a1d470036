"""Articles of invented outlets, read the whole way."""

from __future__ import annotations

from functools import cache

from benchmarks.bundles import BundleArticle

from reportedly import flow
from reportedly.data import Reading


@cache
def told_by(outlet: str, published: str, headline: str, *paragraphs: str) -> Reading:
    """The reading of an article that the outlet published."""
    address = f"https://{outlet.lower().replace(' ', '-')}.example/{published[:10]}/{len(headline)}"
    article = BundleArticle(
        id="a1", outlet=outlet, url=address, published=f"{published}:00+00:00" if len(published) == 16 else published,
        headline=headline, standfirst=None, byline=(), paragraphs=paragraphs,
    )  # fmt: skip
    reading = flow.read_page(article.page()).result
    assert isinstance(reading, Reading), reading
    return reading


def flood(*, rescued: str = "31") -> tuple[Reading, ...]:
    """Two origins and a relay on one flood, with a demand that is refused."""
    return (
        told_by(
            "Osterby Times", "2025-04-02T09:00", "Thirty-one rescued from Osterby flood",
            "Fire chief Lena Brandt said on Wednesday that 31 people had been rescued from the flood in Osterby.",
            "Residents of the lower town demanded that the council open the old sluice at Osterby.",
        ),
        told_by(
            "Coast Radio", "2025-04-02T12:00", "Flood in Osterby",
            f"Fire chief Lena Brandt said that {rescued} people had been rescued from the flood in Osterby.",
            "The Red Cross said that 44 people had been rescued from the flood in Osterby.",
        ),
        told_by(
            "North Gazette", "2025-04-05T08:00", "Council will not open sluice",
            "Mayor Ivo Hahn said the council would not open the old sluice at Osterby.",
        ),
    )  # fmt: skip
