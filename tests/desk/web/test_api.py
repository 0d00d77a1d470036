from __future__ import annotations

import re

import jsonschema
import pytest

from reportedly.desk.web.api import OPERATIONS, PARAMETERS, ROOT, description
from tests.desk.web.making import OUTLETS

KNOWN = {"/outlet": "?name=Coast+Herald", "/threads": "?q=boats"}


def addresses(client) -> dict[str, str]:
    """An address of every operation, with something to give."""
    claims = client.get(f"{ROOT}/claims").json()["claims"]
    one = next(claim for claim in claims if claim["speaker"])
    ids = {
        "/claims/{id}": one["claim"]["id"],
        "/articles/{id}": one["article"]["id"],
        "/actors/{id}": one["speaker"]["id"],
        "/threads/{id}": one["claim"]["id"],
        "/traces/{id}": one["claim"]["id"],
        "/stories/{id}": one["article"]["id"],
    }
    paths = [operation.path for operation in OPERATIONS]
    return {path: ROOT + re.sub(r"\{id\}", ids.get(path, ""), path) + KNOWN.get(path, "") for path in paths}


def test_every_operation_answers_as_it_is_described(client):
    described = client.get(f"{ROOT}/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    assert list(described["paths"]) == [operation.path for operation in OPERATIONS]
    for path, address in addresses(client).items():
        answer = client.get(address)
        assert answer.status_code == 200, address
        schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(answer.json(), {**schema, "components": described["components"]})


def test_every_parameter_is_explained_and_its_example_is_taken(client):
    asked = {(operation, name) for operation in OPERATIONS for name in operation.asks}
    assert {name for _, name in asked} == set(PARAMETERS)
    for operation, name in asked:
        example = OUTLETS[0] if name == "name" else PARAMETERS[name][2]
        path = addresses(client)[operation.path].partition("?")[0]
        given = {**({"name": OUTLETS[0]} if operation.path == "/outlet" else {}), name: example}
        assert client.get(path, params=given).status_code == 200, (path, given)


def test_pages_follow_each_other(client):
    met, after = [], None
    while True:
        page = client.get(f"{ROOT}/claims", params={"limit": 7, "q": "lost", **({"after": after} if after else {})})
        met += [claim["claim"]["id"] for claim in page.json()["claims"]]
        after = page.json()["more"]
        assert ('rel="next"' in page.headers.get("link", "")) == bool(after)
        if after is None:
            break
    assert len(met) == len(set(met)) == 12


def test_an_answer_that_is_known_is_not_sent_again(client):
    for address in addresses(client).values():
        tag = client.get(address).headers["etag"]
        for known in (tag, f'"other", W/{tag}', "*"):
            again = client.get(address, headers={"if-none-match": known})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims/none", 404),
        ("/claims?kind=rumour", 400),
        ("/claims?limit=9999", 400),
        ("/nowhere", 404),
        ("/outlet", 404),
    ],
)
def test_errors_are_problems(client, path, status):
    answer = client.get(ROOT + path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    jsonschema.validate(answer.json(), description()["components"]["schemas"]["Problem"])
    assert answer.json()["status"] == status
