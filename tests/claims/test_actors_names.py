"""Names that an article makes known itself, and names of several parts."""

import pytest

from tests.claims.test_actors import actors


def test_an_abbreviation_is_what_the_article_says_it_is() -> None:
    found = actors(
        "RSF denies losing ground.",
        "The paramilitary Rapid Support Forces (RSF) left the airport. The RSF said it would return.",
    )
    assert "Reporters Without Borders" not in found
    assert len(found["Rapid Support Forces"].mentions) == 4


def test_an_abbreviation_that_nobody_defines_is_the_known_one() -> None:
    assert "Reporters Without Borders" in actors("RSF said the editor had been released.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Army chief Abdel Karim al-Tariq said the airport was open.", "Abdel Karim al-Tariq"),
        ("Commissioner Greta von der Heide said the talks were over.", "Greta von der Heide"),
        ("Governor Maria de la Cruz said the dam had held.", "Maria de la Cruz"),
        ("Prime Minister Sean O'Farrell said the dam had held.", "Sean O'Farrell"),
        ("General Kim Yong-min said the strait was open.", "Kim Yong-min"),
    ],
)
def test_particles_and_hyphens_belong_to_names(text: str, name: str) -> None:
    assert actors(text)[name].kind == "person"


def test_a_surname_with_its_particle_leads_back() -> None:
    found = actors("Army chief Abdel Karim al-Tariq said the airport was open. Al-Tariq left later.")
    assert len(found["Abdel Karim al-Tariq"].mentions) == 2


def test_a_spokesman_s_name_stands_beside_his_body() -> None:
    actor = actors("A spokesman for the Free Union, Mohamed al-Amin, dismissed the claim.")["Mohamed al-Amin"]
    assert actor.role == "spokesperson for Free Union"


def test_the_place_before_a_role_is_no_part_of_it() -> None:
    assert actors("In Vilnius President Ona Petraitė opened the talks.")["Ona Petraitė"].role == "president"


def test_a_branch_alone_is_no_actor() -> None:
    assert "air defence" not in actors("Allies promise more air defence for the city.")
