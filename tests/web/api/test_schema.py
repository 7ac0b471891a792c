"""The descriptions served are sound, are the ones in docs/, and speak of every call there is."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from django.urls import get_resolver
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from cases.selectors.bundle_schema import bundle_schema
from cases.services.bundle_write import bundle_write
from cases.views.api.schema import openapi_document
from tests.architecture.rules import ROOT
from tests.factories import NOW
from tests.whole_account import fill

pytestmark = pytest.mark.django_db
# What is served with the installation's own address stands in docs/ with an example's.
WRITTEN = {
    "openapi.json": lambda: openapi_document("https://youju.example/api/v1"),
    "bundle.schema.json": bundle_schema,
}


def as_written(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_written_down_as_it_is_served(client, name):
    assert (ROOT / "docs" / name).read_text() == as_written(WRITTEN[name]()), "python -m tests.web.api.test_schema"
    answer = client.get(f"/api/v1/{name}")
    assert answer["Content-Type"] == "application/json"
    assert set(answer.json()) == set(WRITTEN[name]())


def test_it_is_a_sound_openapi_document(client):
    document = client.get("/api/v1/openapi.json").json()
    validate(document)
    assert document["servers"] == [{"url": "https://youju.test/api/v1"}]


def test_it_describes_every_address_there_is():
    found = get_resolver().reverse_dict
    addresses = {
        pattern[0][0][0] for name, pattern in found.items() if isinstance(name, str) and name.startswith("api-")
    }
    described = {"api/v1" + re.sub(r"{(\w+)}", r"%(\1)s", path) for path in openapi_document("x")["paths"]} | {
        "api/v1/openapi.json"
    }
    assert addresses == described


def test_it_fits_a_real_bundle_and_not_a_spoilt_one(alice):
    fill(alice)
    out = io.BytesIO()
    bundle_write(owner=alice, to=out, now=NOW)
    schema = bundle_schema()
    Draft202012Validator.check_schema(schema)
    held = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    with zipfile.ZipFile(out) as archive:
        manifest, data = (json.loads(archive.read(name)) for name in ("manifest.json", "data.json"))
    held.validate(manifest)
    held.validate(data)
    data["tables"]["cases"][0]["tier"] = "court"
    assert not held.is_valid(data)
    del manifest["made_at"]
    assert not held.is_valid(manifest)
