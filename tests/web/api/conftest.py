"""A program of Alice's with a token, and answers held against the description of the API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from jsonschema import Draft202012Validator

from cases.models import ApiToken, Case, User
from cases.services.api_token import token_make
from cases.views.api.schema import openapi_document
from tests.case_acts import DAY, opened
from tests.factories import NOW

DOCUMENT = openapi_document("https://youju.test/api/v1")


@pytest.fixture(autouse=True)
def _monday_afternoon(media: Path) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(alice: User) -> Case:
    return opened(alice, now=NOW - DAY, shop="示例店")


class Program:
    """A client that sends a token and checks every JSON answer against the schema of its call."""

    def __init__(self, token: str) -> None:
        self.client, self.token = Client(enforce_csrf_checks=True), token

    def get(self, path: str, **headers: str) -> HttpResponse:
        return _held(self.client.get(f"/api/v1/{path}", headers=self._with(headers)), "get", path)

    def post(self, path: str, said: Any = None, key: str = "key-0001", **headers: str) -> HttpResponse:
        headers = {"Idempotency-Key": key, **headers} if key else headers
        answer = self.client.post(
            f"/api/v1/{path}", json.dumps(said), content_type="application/json", headers=self._with(headers)
        )
        return _held(answer, "post", path)

    def send(self, path: str, *files: Any, key: str = "key-0001", **fields: Any) -> HttpResponse:
        headers = self._with({"Idempotency-Key": key})
        return _held(self.client.post(f"/api/v1/{path}", {"files": files, **fields}, headers=headers), "post", path)

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", **headers}


def _held(answer: HttpResponse, verb: str, path: str) -> HttpResponse:
    """Return the answer; fails when it is not what the description says of this call and status."""
    template = next(one for one in DOCUMENT["paths"] if _fits(one, path.partition("?")[0]))
    responses = DOCUMENT["paths"][template][verb]["responses"]
    said = responses[str(answer.status_code)]
    said = DOCUMENT["components"]["responses"]["Problem"] if "$ref" in said else said
    if "application/json" in said["content"]:
        assert answer["Content-Type"] == "application/json"
        schema = said["content"]["application/json"]["schema"] | {"components": DOCUMENT["components"]}
        Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(answer.json())
    return answer


def _fits(template: str, path: str) -> bool:
    parts, said = template.strip("/").split("/"), path.strip("/").split("/")
    return len(parts) == len(said) and all(a == b or a[0] == "{" for a, b in zip(parts, said, strict=True))


@pytest.fixture
def program(alice: User) -> Program:
    return Program(token_make(owner=alice, name="脚本", scope=ApiToken.Scope.WRITE, now=NOW)[1])


@pytest.fixture
def reader(alice: User) -> Program:
    return Program(token_make(owner=alice, name="只读", scope=ApiToken.Scope.READ, now=NOW)[1])


@pytest.fixture
def strangers(charlie: User) -> Program:
    return Program(token_make(owner=charlie, name="脚本", scope=ApiToken.Scope.WRITE, now=NOW)[1])
