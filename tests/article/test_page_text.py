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


@pytest.mark.parametrize(
    "long_line",
    [
        "See https://port-alder.example/notices/2025/05/12/closure-of-the-main-basin-until-further-notice/appendix-b.html",
        "This line was pasted in from elsewhere and goes on far beyond the margin, as lines do that no program breaks.",
    ],
)
def test_one_overlong_line_does_not_stop_the_joining(long_line):
    wrapped = (
        "Port Alder has closed its main basin after a crane fell into the water,\n"
        "the harbour master said on Monday. Two ships can’t leave before the wreck\n"
        "is lifted from the ground by a floating crane that has to come from the\n"
        "south, where it repairs a bridge that was damaged in the storm of the year\n"
        "before.\n"
        f"{long_line}\n"
        "The port company wants to reopen the basin before the weekend.\n"
    )
    first, *rest = read_text(wrapped).parts
    assert first.text.endswith("the storm of the year before.")
    assert " ".join(part.text for part in rest).startswith(long_line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Lind", ("Ana Lind",)),
        ("By Ana Lind | The Alder Courier", ("Ana Lind",)),
        ("Ana Lind", ("Ana Lind",)),
        ("Ana Lind, Kolm", ("Ana Lind",)),
        ("Ana Lind and Max van der Roe, political editor", ("Ana Lind", "Max van der Roe")),
    ],
)
@pytest.mark.parametrize("deck", ["", f"{DECK}\n\n"])
def test_a_line_that_names_the_writer_is_the_byline(line, names, deck):
    layout = read_text(f"Crane falls into basin\n\n{deck}{line}\n\n{FIRST}\n\n{SECOND}")
    assert layout.byline == names
    assert [(each.kind, each.text) for each in layout.removed] == [("byline", line)]


@pytest.mark.parametrize("line", ["Main Basin", "Port Alder", "Wreck in the water", "What Is Known:"])
def test_a_line_that_names_the_subject_is_no_byline(line):
    assert read_text(f"Crane falls into basin\n\n{line}\n\n{FIRST}\n\n{SECOND}").byline == ()


def test_a_second_byline_is_no_heading():
    text = f"Crane falls into basin\n\nBy Ana Lind\n\n{FIRST}\n\n{SECOND}\n\nBy Max Roe\n\n{FIRST} {SECOND}"
    assert "By Max Roe" not in [text for _, text in kinds(text)]


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
        ("READ ALSO\n- Who owns the cranes?\n- A history of the basin", ["related"] * 3),
        ("Support the Alder Courier\n\nOur reporters need your help every week.", ["appeal"] * 2),
        ("For less than the price of a bun a week, you keep us at the quay.\n\nSupport the Courier", ["appeal"] * 2),
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
        "Pensioners eat for less than the price of a loaf a day, the mission at the quay said on Tuesday.",
        "Related charges against two foremen were dropped on Tuesday, the court said.",
    ],
)
def test_news_about_appeals_is_no_appeal(paragraph):
    assert ("paragraph", paragraph) in kinds(f"Crane falls\n\n{FIRST}\n\n{paragraph}")
