"""The API described by itself (OpenAPI 3.1), and the bundle's JSON Schema. Public: neither says anything of anybody."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cases.adapters.api_limit import A_MINUTE
from cases.selectors.bundle_schema import bundle_schema
from cases.views.api.schema_parts import (
    BODIES,
    CURSOR,
    KEY,
    NUMBER,
    REF,
    SCHEMAS,
    json_of,
    problems,
)

READ, WRITE = [{"token": ["read"]}], [{"token": ["write"]}]


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return _shown(openapi_document(f"{settings.BASE_URL}/api/v1"))


@require_safe
def bundle(request: HttpRequest) -> HttpResponse:
    return _shown(bundle_schema())


def _shown(document: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Cache-Control"] = "public, max-age=3600"
    return response


def openapi_document(server: str) -> dict[str, Any]:
    """Return the description of every call."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "有据 API",
            "version": "1",
            "description": (
                "Read your cases, log contacts, add evidence. Tokens are made under 我的 → 账号安全; sentences come in "
                f"the language of the account. A token may ask {A_MINUTE['read']} times a minute and write "
                f"{A_MINUTE['write']} times; what is not yours is answered with 404."
            ),
        },
        "servers": [{"url": server}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": SCHEMAS,
            "responses": {"Problem": json_of("Problem", "Why it was refused, in words and by field.")},
        },
    }


def _paths() -> dict[str, Any]:
    one, many = "/cases/{ref}/", "/cases/{ref}/contacts/"
    shown, proofs = "/cases/{ref}/contacts/{number}/", "/cases/{ref}/evidence/"
    exhibit = "/cases/{ref}/evidence/{number}/"
    return {
        "/cases/": {"get": _get("listCases", "Your cases by file number, 50 at a time", "CaseList", [CURSOR])},
        one: {"parameters": [REF], "get": _get("readCase", "One case", "Case")},
        many: {
            "parameters": [REF],
            "get": _get("listContacts", "Its contacts as they were logged, 50 at a time", "ContactList", [CURSOR]),
            "post": _post("logContact", "Log what they said or what you sent", "Contact", "contact"),
        },
        shown: {"parameters": [REF, NUMBER], "get": _get("readContact", "One contact", "Contact")},
        proofs: {
            "parameters": [REF],
            "get": _get("listEvidence", "Its exhibits by number", "ExhibitList"),
            "post": _post("addEvidence", f"Add up to {settings.UPLOAD_MAX_FILES} files", "Taken", "evidence"),
        },
        exhibit: {"parameters": [REF, NUMBER], "get": _get("readExhibit", "One exhibit", "Exhibit")},
        f"{exhibit}file/": {
            "parameters": [REF, NUMBER],
            "get": {
                "operationId": "readFile",
                "summary": "The original, byte for byte",
                "security": READ,
                "responses": {
                    "200": {"description": "The file", "content": {"*/*": {}}},
                    **problems(401, 404, 410, 429),
                },
            },
        },
    }


def _get(name: str, summary: str, shape: str, parameters: list[Any] | None = None) -> dict[str, Any]:
    answers = {"200": json_of(shape, summary), **problems(401, 404, 422, 429)}
    said = {"operationId": name, "summary": summary, "security": READ, "responses": answers}
    return said | ({"parameters": parameters} if parameters else {})


def _post(name: str, summary: str, shape: str, body: str) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "security": WRITE,
        "parameters": [KEY],
        "requestBody": BODIES[body],
        "responses": {
            "201": json_of(shape, "Saved"),
            "200": json_of(shape, "Saved before under this key: nothing was made twice"),
            **problems(400, 401, 403, 404, 409, 413, 415, 422, 429),
        },
    }
