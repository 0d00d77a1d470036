"""Whom sources mean: each case lists the sources of a text in order and the actor that each leads to."""

from dataclasses import replace

import pytest

from reportedly.claims.actors import MarkActors, ResolveSources
from reportedly.claims.draft import Draft
from reportedly.claims.syntax import ParseText
from reportedly.data import Claim, Hop, Party, Phrase, Span
from tests.claims.drafts import draft


def party(made: Draft, words: str, at: int = 0) -> Party:
    start = made.article.text.index(words, at)
    return Party(spans=(Span(start, start + len(words)),), text=words)


def claim(made: Draft, source: Party, *, number: int = 0, via: tuple[Hop, ...] = ()) -> Claim:
    """A claim of the source; resolving looks at its parties alone."""
    end = source.spans[0].end
    return Claim(
        id=f"c{number}",
        kind="statement",
        quotation="indirect",
        source=source,
        cue=None,
        content=Phrase(spans=(Span(end, end + 1),), text=made.article.text[end]),
        via=via,
        score=1.0,
        made_by="hand",
    )


def resolved(text: str, *sources: str) -> list[str | None]:
    made = draft(*text.split("\n"), stages=(ParseText(), MarkActors()))
    claims, at = [], 0
    for number, words in enumerate(sources):
        source = party(made, words, at)
        at = source.spans[0].end
        claims.append(claim(made, source, number=number))
    done = ResolveSources()(replace(made, claims=tuple(claims)))
    names = {actor.id: actor.name for actor in done.actors}
    return [c.source and c.source.actor and names[c.source.actor] for c in done.claims]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Latvian President Edgars Rinkēvičs spoke on Monday. The Latvian president said yes. "
            "The president said no. He said maybe. In Rinkēvičs’s post on X there was more. The statement said so.",
            [
                ("The Latvian president", "Edgars Rinkēvičs"),
                ("The president", "Edgars Rinkēvičs"),
                ("He", "Edgars Rinkēvičs"),
                ("Rinkēvičs’s post on X", "Edgars Rinkēvičs"),
                ("The statement", "Edgars Rinkēvičs"),
            ],
        ),
        (
            "The Estonian Foreign Ministry said no.\nThe ministry added this. A spokesman for the ministry said that. "
            "The ministry's spokeswoman, Anu Saar, said more. She said it. The spokeswoman said so.",
            [
                ("The Estonian Foreign Ministry", "Estonian Foreign Ministry"),
                ("The ministry", "Estonian Foreign Ministry"),
                ("A spokesman for the ministry", "Estonian Foreign Ministry"),
                ("The ministry's spokeswoman, Anu Saar", "Anu Saar"),
                ("She", "Anu Saar"),
                ("The spokeswoman", "Anu Saar"),
            ],
        ),
        (
            "A senior US official said so. Officials said so. Witnesses said so. NATO met. The alliance said yes. "
            "A Kremlin spokesman said so. Two Ukrainian officials said so.",
            [
                ("A senior US official", "senior US official"),
                ("Officials", None),
                ("Witnesses", None),
                ("The alliance", "NATO"),
                ("A Kremlin spokesman", "Kremlin"),
                ("Two Ukrainian officials", None),
            ],
        ),
        (
            "Defence minister Ivo Tarn met foreign minister Lena Holm. The foreign minister said so. "
            "The defence minister said no.",
            [("The foreign minister", "Lena Holm"), ("The defence minister", "Ivo Tarn")],
        ),
        (
            "The leader of the teachers' union, Odran Vane, said so. Vane, who leads it, said so.",
            [("The leader of the teachers' union, Odran Vane", "Odran Vane"), ("Vane, who leads it", "Odran Vane")],
        ),
        (
            "Russia said so. It said no. The Russian side said so. Moscow said so. Russian soldiers said so.",
            [
                ("Russia", "Russia"),
                ("It", "Russia"),
                ("The Russian side", "Russia"),
                ("Moscow", "Russia"),
                ("Russian soldiers", None),
            ],
        ),
        ("Anna Holm and Peter Vane said so.", [("Anna Holm and Peter Vane", None)]),
        ("He said so.", [("He", None)]),
        ("The minister said so.", [("The minister", None)]),
        (
            "Norway's president Solveig Brekke rang. The Danish president said so.",
            [("The Danish president", "Danish president")],
        ),
    ],
)
def test_sources_lead_to_actors(text: str, pairs: list[tuple[str, str | None]]) -> None:
    assert resolved(text, *(source for source, _ in pairs)) == [name for _, name in pairs]


def test_a_headline_s_role_finds_the_person_named_below() -> None:
    assert resolved("Latvia's president warns\nLatvian President Edgars Rinkēvičs warned.", "Latvia's president") == [
        "Edgars Rinkēvičs"
    ]


def test_an_outlet_in_a_chain_is_an_outlet() -> None:
    made = draft("Anna Holm said so, Marn Broadcasting Union reports.", stages=(ParseText(), MarkActors()))
    words = party(made, "Marn Broadcasting Union")
    hop = Hop(kind="outlet", spans=words.spans, text=words.text)
    done = ResolveSources()(replace(made, claims=(claim(made, party(made, "Anna Holm"), via=(hop,)),)))
    kinds = {actor.id: actor.kind for actor in done.actors}
    assert kinds[str(done.claims[0].via[0].actor)] == "outlet"
    assert all(actor.kind != "organisation" for actor in done.actors)


def test_descriptions_become_mentions() -> None:
    made = draft("Latvian President Edgars Rinkēvičs rang. The president said so.", stages=(ParseText(), MarkActors()))
    done = ResolveSources()(replace(made, claims=(claim(made, party(made, "The president")),)))
    person = next(actor for actor in done.actors if actor.kind == "person")
    assert [made.article.text[m.start : m.end] for m in person.mentions] == ["Edgars Rinkēvičs", "president"]
