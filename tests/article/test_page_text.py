"""Plain text: headline, standfirst, details, body and furniture by position and shape."""

import pytest

from reportedly.article.page_text import read_text

FIRST = "Port Alder has closed its main basin after a crane fell into the water, the harbour master said on Monday."
SECOND = "The port company wants to reopen the basin before the weekend, according to its spokeswoman."
DECK = "Nobody was hurt, but two ships can’t leave before the wreck is lifted."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in read_text(text).parts]


def removed(text: str) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in read_text(text).removed]


BODY = [("paragraph", FIRST), ("paragraph", SECOND)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRST, BODY[:1]),
        (f"{FIRST}\n\n{SECOND}", BODY),
        (f"{FIRST}\n{SECOND}", BODY),
        (f"Crane falls into basin\n\n{FIRST}\n\n{SECOND}", [("headline", "Crane falls into basin"), *BODY]),
        (f"# Crane falls into basin\n{FIRST}\n{SECOND}", [("headline", "Crane falls into basin"), *BODY]),
        (f"Who will lift the crane?\n\n{FIRST}\n\n{SECOND}", [("headline", "Who will lift the crane?"), *BODY]),
        (
            f"Crane falls\n\n{FIRST}\n\nThe wreck\n\n{SECOND}",
            [("headline", "Crane falls"), BODY[0], ("heading", "The wreck"), BODY[1]],
        ),
        (
            f"Crane falls\n\n{FIRST}\n## The wreck\n{SECOND}",
            [("headline", "Crane falls"), BODY[0], ("heading", "The wreck"), BODY[1]],
        ),
        (
            f"{FIRST}\n- one ship\n• two tugs\n3. a barge",
            [BODY[0], ("list", "one ship"), ("list", "two tugs"), ("list", "a barge")],
        ),
        (f"{FIRST}\n\n> It was the wind.\n\n{SECOND}", [BODY[0], ("quotation", "It was the wind."), BODY[1]]),
        (
            f"Crane falls\n\n{DECK}\n\nBy Ann Poe\n\n{FIRST}",
            [("headline", "Crane falls"), ("standfirst", DECK), BODY[0]],
        ),
        (f"Crane falls\n\n{DECK}\n\n{FIRST}", [("headline", "Crane falls"), ("paragraph", DECK), BODY[0]]),
    ],
)
def test_blocks(text, expected):
    assert kinds(text) == expected


def test_hard_wrapped_lines_are_joined():
    wrapped = (
        "Port Alder has closed its main basin after a crane fell into the water,\n"
        "the harbour master said on Monday. Two ships can’t leave before the wreck\n"
        "is lifted from the ground by a floating crane that has to come from the\n"
        "south.\n"
        "The port company wants to reopen the basin before the weekend.\n"
    )
    first, second = read_text(wrapped).parts
    assert first.text.startswith("Port Alder has closed")
    assert first.text.endswith("come from the south.")
    assert second.text.startswith("The port company")


def test_short_lines_are_not_taken_for_wrapped_ones():
    assert len(kinds("Crane falls into basin\nThe port was closed.\nNobody was hurt.\nTwo ships wait.")) == 4


def test_the_head_in_any_order():
    layout = read_text(
        f"Crane falls into basin\nBy Ann Poe and Max Roe\n12 May 2025, 09:30\n{DECK}\n"
        f"Crane falls into basin\nThe basin on Monday. Photo: Ann Poe / Delta Wire\n{FIRST}\n"
    )
    assert layout.headline == "Crane falls into basin"
    assert layout.byline == ("Ann Poe", "Max Roe")
    assert layout.published == "2025-05-12T09:30"
    assert [(image.caption, image.credit) for image in layout.images] == [
        ("The basin on Monday.", "Ann Poe / Delta Wire")
    ]
    assert [part.text for part in layout.parts].count("Crane falls into basin") == 1


@pytest.mark.parametrize(
    ("tail", "kinds_removed"),
    [
        ("Related:\nWho owns the cranes?\nA history of the basin", ["related", "related", "related"]),
        ("Read also: Who owns the cranes?", ["related"]),
        ("Support our journalism!\n\nWe need you more than ever.\n\nThank you for all you do.", ["appeal"] * 3),
        ("Sign up for our daily newsletter", ["newsletter"]),
        ("Comments\nTim: I told you so.\nAnn: Me too.", ["comments"] * 3),
        ("© 2025 The Alder Courier", ["legal"]),
        ("Advertisement", ["advertisement"]),
    ],
)
def test_what_follows_the_body_is_removed_with_its_kind(tail, kinds_removed):
    text = f"Crane falls\n\n{FIRST}\n\n{SECOND}\n\n{tail}"
    assert kinds(text) == [("headline", "Crane falls"), *BODY]
    assert [kind for kind, _ in removed(text)] == kinds_removed


def test_prose_goes_on_after_links():
    text = f"Crane falls\n\n{FIRST}\n\nRelated:\nWho owns the cranes?\n\n{SECOND}"
    assert kinds(text) == [("headline", "Crane falls"), *BODY]
    assert read_text(text).related == ("Who owns the cranes?",)


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Support our work, or become a member,” the union’s leader told the crowd at the gate on Monday.",
        "The charity asked its readers to donate blankets, and said that 4,000 had come in by Friday.",
        "The minister said the government would support the work of the commission until the end of May.",
        "Related charges against two foremen were dropped on Tuesday, the court said.",
    ],
)
def test_news_about_appeals_is_no_appeal(paragraph):
    assert ("paragraph", paragraph) in kinds(f"Crane falls\n\n{FIRST}\n\n{paragraph}")
