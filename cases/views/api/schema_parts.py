"""The pieces of the API's description: what each object holds, what is sent, what may go wrong."""

from __future__ import annotations

from typing import Any

from cases.models import Case, Contact, Evidence, Promise

MOMENT = {"type": "string", "format": "date-time"}
MAYBE_MOMENT = {"type": ["string", "null"], "format": "date-time"}
MONEY = {"type": ["string", "null"], "pattern": r"^\d+\.\d{2}$", "description": "CNY"}
TEXT = {"type": "string"}
WHOLE = {"type": "integer"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _list(name: str, of: str, **more: Any) -> dict[str, Any]:
    return _object({name: {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}, **more})


def _one_of(choices: Any, *more: str) -> dict[str, Any]:
    return {"type": "string", "enum": [*choices.values, *more]}


NEXT = {"type": ["integer", "null"], "description": "Send it as `after` for the rest; null at the end."}
ORDER = _object({"platform": TEXT, "number": TEXT, "shop": TEXT, "item": TEXT, "amount": MONEY})
STEP = _object({"kind": TEXT, "actor": {"enum": ["me", "them"]}, "at": MAYBE_MOMENT})
PROMISE = _object(
    {
        "words": TEXT,
        "due_at": MAYBE_MOMENT | {"description": "Null: no moment could be read, so no clock runs; see `reason`."},
        "state": _one_of(Promise.State),
        "kind": TEXT,
        "flags": {"type": "array", "items": TEXT},
        "working": {"type": "array", "items": TEXT},
        "reason": TEXT,
    }
)
SCHEMAS: dict[str, Any] = {
    "Case": _object(
        {
            "ref": TEXT,
            "file_no": WHOLE,
            "open": {"type": "boolean"},
            "tier": _one_of(Case.Tier),
            "problem_type": TEXT,
            "problem": TEXT,
            "problem_detail": TEXT,
            "demand": TEXT,
            "outcome": _one_of(Case.Outcome, ""),
            "asked_amount": MONEY,
            "offered_amount": MONEY,
            "received_amount": MONEY,
            "opened_at": MOMENT,
            "closed_at": MAYBE_MOMENT,
            "last_event_at": MOMENT,
            "next": {"anyOf": [STEP, {"type": "null"}]},
            "order": ORDER,
        }
    ),
    "CaseList": _list("cases", "Case", next=NEXT),
    "Contact": _object(
        {
            "id": WHOLE,
            "tier": _one_of(Case.Tier),
            "channel": _one_of(Contact.Channel),
            "desk": _one_of(Contact.Desk),
            "direction": _one_of(Contact.Direction),
            "at": MOMENT,
            "agent": TEXT,
            "words": TEXT,
            "note": TEXT,
            "reply": _one_of(Contact.Reply),
            "offered_amount": MONEY,
            "logged_at": MOMENT,
            "taken_back_at": MAYBE_MOMENT,
            "promises": {"type": "array", "items": PROMISE},
        }
    ),
    "ContactList": _list("contacts", "Contact", next=NEXT),
    "Exhibit": _object(
        {
            "number": WHOLE,
            "kind": _one_of(Evidence.Kind),
            "caption": TEXT,
            "proves": TEXT,
            "state": _one_of(Evidence.State),
            "media_type": TEXT,
            "size": WHOLE,
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "formed_at": MAYBE_MOMENT,
            "received_at": MOMENT,
            "contact": {"type": ["integer", "null"]},
            "replaced_by": {"type": ["integer", "null"], "description": "The number of the exhibit in its place."},
            "file": TEXT,
        }
    ),
    "ExhibitList": _list("evidence", "Exhibit"),
    "Taken": _list("evidence", "Exhibit", refused={"type": "array", "items": TEXT}),
    "Problem": _object(
        {
            "error": {
                "type": "object",
                "properties": {
                    "code": TEXT,
                    "message": TEXT,
                    "fields": {"type": "object", "additionalProperties": {"type": "array", "items": TEXT}},
                },
                "required": ["code", "message"],
                "additionalProperties": False,
            }
        }
    ),
    "NewContact": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "tier": _one_of(Case.Tier) | {"description": "Whom; left out: whom the case is with."},
            "at": MOMENT | {"description": "When; left out: now. Never ahead."},
            "words": {
                "type": "string",
                "maxLength": 300,
                "description": "What they said, word for word. A promised time in it is read as on the pages.",
            },
            "promise_due": MOMENT | {"description": "The promised moment, where the words do not say it."},
            "running": {
                "enum": ["join", "replace"],
                "description": "Whether a promise still running is watched as well, or replaced. Left out: as well.",
            },
            "agent": {"type": "string", "maxLength": 40},
            "reply": _one_of(Contact.Reply),
            "offered_amount": {"type": "string", "pattern": r"^\d+(\.\d{1,2})?$"},
            "channel": _one_of(Contact.Channel),
            "desk": _one_of(Contact.Desk),
            "direction": _one_of(Contact.Direction),
            "note": {"type": "string", "maxLength": 2000},
        },
    },
}

REF = {"name": "ref", "in": "path", "required": True, "schema": TEXT}
NUMBER = {"name": "number", "in": "path", "required": True, "schema": WHOLE}
CURSOR = {"name": "after", "in": "query", "schema": WHOLE, "description": "`next` of the page before."}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 8, "maxLength": 100},
    "description": "Another one for every new entry; the same again, within 31 days, makes nothing twice.",
}
FILES = {
    "type": "object",
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "contentMediaType": "application/octet-stream"}},
        "kind": _one_of(Evidence.Kind),
        "contact": WHOLE | {"description": "The id of the contact they prove."},
    },
    "required": ["files"],
}
BODIES: dict[str, Any] = {
    "contact": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewContact"}}},
    },
    "evidence": {"required": True, "content": {"multipart/form-data": {"schema": FILES}}},
}


def json_of(shape: str, description: str) -> dict[str, Any]:
    """Return a response with that object."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}
    return {"description": description, "content": content}


def problems(*statuses: int) -> dict[str, Any]:
    """Return the refusals a call may answer with."""
    return {str(status): {"$ref": "#/components/responses/Problem"} for status in statuses}
