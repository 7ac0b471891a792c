"""The bundle as a JSON Schema, made from the tables themselves: what is written and what is said cannot differ."""

from __future__ import annotations

from typing import Any

from django.db import models

from cases.domain.bundle import FORMAT, VERSION
from cases.models import User
from cases.selectors.belongings import ACCOUNT, TABLES, Table, table_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHA = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
MOMENT = {"type": "string", "format": "date-time"}
MONEY = {"type": "string", "pattern": r"^-?\d+\.\d{2}$"}
REVISION = {
    "type": "object",
    "description": "A guide as it read then: taken over where the same is known, else left empty.",
    "properties": {"guide": {"type": "string"}, "number": {"type": "integer"}, "content_sha256": SHA},
    "required": ["guide", "number", "content_sha256"],
    "additionalProperties": False,
}


def bundle_schema() -> dict[str, Any]:
    """Return the schema of both JSON files: `$defs/manifest` for manifest.json, `$defs/data` for data.json."""
    return {
        "$schema": DIALECT,
        "title": f"{FORMAT} {VERSION}",
        "description": "manifest.json and data.json of a bundle. Rows are numbered from 1 in each table.",
        "oneOf": [{"$ref": "#/$defs/manifest"}, {"$ref": "#/$defs/data"}],
        "$defs": {
            "manifest": _manifest(),
            "data": _object({"account": _account(), "tables": _object({t.name: _rows(t) for t in TABLES})}),
            **{table.name: _row(table) for table in TABLES},
        },
    }


def _object(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    required = sorted(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False, **more}


def _rows(table: Table) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{table.name}"}}


def _manifest() -> dict[str, Any]:
    file = _object({"path": {"type": "string"}, "size": {"type": "integer", "minimum": 0}, "sha256": SHA})
    return _object(
        {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "id": {"type": "string", "format": "uuid"},
            "made_at": MOMENT,
            "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
            "files": {"type": "array", "items": file, "description": "Every other file of the archive."},
            "missing": {"type": "array", "items": SHA, "description": "Originals that were lost or changed before."},
        }
    )


def _account() -> dict[str, Any]:
    address = _object({"email": {"type": "string"}, "verified": {"type": "boolean"}, "primary": {"type": "boolean"}})
    settings = {name: _column(User._meta.get_field(name)) for name in ACCOUNT}  # type: ignore[arg-type]
    addresses = {"type": "array", "items": address}
    return _object({"email": {"type": "string"}, "joined_at": MOMENT, "addresses": addresses, **settings})


def _row(table: Table) -> dict[str, Any]:
    columns = {one.name: _or_null(one, _column(one)) for one in table.fields}
    return _object({"id": {"type": "integer", "minimum": 1}, **columns})


def _or_null(field: models.Field[Any, Any], said: dict[str, Any]) -> dict[str, Any]:
    # A row may point at one that is not exported: then it points nowhere.
    return {"anyOf": [said, {"type": "null"}]} if field.null else said


def _column(field: models.Field[Any, Any]) -> dict[str, Any]:
    if isinstance(field, models.ForeignKey):
        target = table_of(field.related_model)
        number = {"type": "integer", "minimum": 1}
        return number | {"description": f"the id of one of `{target.name}`"} if target else REVISION
    if isinstance(field, models.JSONField):
        return {"type": "array"} if field.default is list else {"type": "object"}
    if isinstance(field, models.BooleanField):
        return {"type": "boolean"}
    if isinstance(field, models.IntegerField):
        return {"type": "integer"}
    if isinstance(field, models.DecimalField):
        return MONEY
    if isinstance(field, models.DateTimeField):
        return MOMENT
    if isinstance(field, models.DateField):
        return {"type": "string", "format": "date"}
    return _text(field)


def _text(field: models.Field[Any, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {"type": "string"}
    if field.choices:
        values = [str(value) for value, _label in field.flatchoices]
        said["enum"] = sorted({*values, *([""] if field.blank else [])})
    elif field.max_length:
        said["maxLength"] = field.max_length
    return said
