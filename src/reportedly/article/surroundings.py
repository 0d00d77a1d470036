"""What a block is, told by what stands around it: a form, a link to pay, a picture.

Class names are words of one's own, and many pages have none that tell. A box
that asks for an e-mail address is told by its field, an appeal by the link
under it, a caption by the picture above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportedly.article.credit import MAX_CAPTION, is_credit
from reportedly.article.extents import Extents
from reportedly.article.furniture import addresses_reader, asks, ends_sentence, kind_of
from reportedly.article.roles import Role
from reportedly.article.scrap import HEADINGS, Scrap
from reportedly.article.walk import Walked
from reportedly.data import RemovedKind

MAX_BOX = 600
"""Characters of a box that asks for something; larger elements hold the article."""

MAX_BLOCKS: Final = 10
"""Blocks of such a box."""

MAX_OFFER = 100
"""Characters of a link to where readers pay: longer ones are news about it."""

MIN_STATEMENT = 40
"""Characters of a sentence that must speak to the reader to belong to a box."""

MAX_REACH: Final = 3
"""Blocks above a link or field without a box of its own that may belong to it."""

MIN_CAPTION = 25
"""Characters; shorter lines under a picture are names and labels."""

MAX_SURE_CAPTION = 200
"""Characters of a caption that looked like the body; what is longer is a paragraph."""

MAX_CAPTION_LINKED = 0.4


def asking(walked: Walked, held: Extents) -> dict[int, RemovedKind]:
    """The scraps that ask for money or an address, with what to call them."""
    found: dict[int, RemovedKind] = {}
    for place, above in dict.fromkeys(walked.forms):
        own = range(above, above)
        box = _box(place, own, walked.scraps, held) or _beside(above, walked.scraps)
        found.update(dict.fromkeys(box, "newsletter"))
    for index, scrap in enumerate(walked.scraps):
        if _is_offer(scrap):
            box = _box(scrap.place, range(index, index + 1), walked.scraps, held) or _beside(index, walked.scraps)
            # Of "Subscribe" alone only the words around it tell for what.
            telling = [each for each in box if each != index] or [index]
            newsletter = any(kind_of(walked.scraps[each].text) == "newsletter" for each in telling)
            for each in (*box, index):
                found.setdefault(each, "newsletter" if newsletter else "appeal")
    return found


def _is_offer(scrap: Scrap) -> bool:
    return 0 < len(scrap.text) <= MAX_OFFER and 2 * scrap.offered > len(scrap.text)


def _box(place: int, own: range, scraps: Sequence[Scrap], held: Extents) -> range | None:
    """The smallest element around a field or link that says more than it, if all of that asks for something."""
    for around in held.around(place):
        box = held.scraps(around)
        others = [scraps[index] for index in box if index not in own and scraps[index].tag != "button"]
        if held.sizes[around] > MAX_BOX or len(box) > MAX_BLOCKS:
            return None
        if others:
            return box if _all_ask(others, form=not own) else None
    return None


def _all_ask(scraps: Sequence[Scrap], *, form: bool) -> bool:
    stating = [scrap.text for scrap in scraps if _is_statement(scrap)]
    if not all(addresses_reader(text) or kind_of(text) in ("appeal", "newsletter") for text in stating):
        return False
    return form or any(asks(text) for text in stating)


def _is_statement(scrap: Scrap) -> bool:
    return len(scrap.text) >= MIN_STATEMENT and ends_sentence(scrap.text) and scrap.tag not in HEADINGS


def _beside(index: int, scraps: Sequence[Scrap]) -> range:
    """The blocks above a link or field that ask for something, and their heading."""
    start = index
    while start > max(0, index - MAX_REACH) and asks(scraps[start - 1].text):
        start -= 1
    if 0 < start < index and scraps[start - 1].tag in HEADINGS:
        start -= 1
    return range(start, index)


def pictured(walked: Walked, held: Extents, roles: Sequence[Role | None], kept: Sequence[bool]) -> dict[int, Role]:
    """Captions and credits that only their place under a picture tells, with their roles."""
    found: dict[int, Role] = {}
    for place, above in dict.fromkeys(walked.images):
        box = next((around for around in held.around(place) if held.end[around] > above), None)
        if box is None or held.first[box] < above or held.sizes[box] > MAX_CAPTION:
            continue
        scraps = [walked.scraps[index] for index in held.scraps(box)]
        if any(
            roles[index] is not None or _is_paragraph(walked.scraps[index], kept[index]) for index in held.scraps(box)
        ):
            continue
        if _is_caption(scraps[0]) and (len(scraps) == 1 or (len(scraps) == 2 and is_credit(scraps[1].text))):
            found.update(zip(held.scraps(box), ("caption", "credit"), strict=False))
    return found


def _is_paragraph(scrap: Scrap, kept: bool) -> bool:  # noqa: FBT001 - a column of a table
    return kept and len(scrap.text) > MAX_SURE_CAPTION


def _is_caption(scrap: Scrap) -> bool:
    plain = scrap.tag not in HEADINGS and not scrap.listed
    return plain and len(scrap.text) >= MIN_CAPTION and scrap.linked <= MAX_CAPTION_LINKED * len(scrap.text)
