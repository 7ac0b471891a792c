"""A shopper's rows as a bundle writes them: JSON values, and numbers from 1 in place of this installation's ids."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import ForeignKey

from cases.models import Case, Evidence, User
from cases.selectors.belongings import ACCOUNT, NAMED, NAMES, TABLES, Ids, Table, table_of
from guides.selectors.revisions import revision_names

Numbers = dict[str, dict[Any, int]]


def bundle_data(user: User, case: Case | None = None) -> dict[str, Any]:
    """Return {"account": …, "tables": {name: [row, …]}}; every row carries its number as `id`."""
    numbers: Numbers = {}
    held: dict[str, list[Any]] = {}
    for table in TABLES:
        held[table.name] = list(table.rows(user, case))
        numbers[table.name] = {row.pk: place for place, row in enumerate(held[table.name], 1)}
        # JSON knows no UUID: inside it the same id is text.
        numbers[table.name] |= {str(pk): place for pk, place in numbers[table.name].items() if isinstance(pk, UUID)}
    tables = {table.name: _rows(table, held[table.name], numbers) for table in TABLES}
    return {"account": _account(user), "tables": tables}


def bundle_files(user: User, case: Case | None = None) -> list[Evidence]:
    """Return the exhibits whose originals go into the bundle, in order."""
    rows = Evidence.objects.kept().filter(owner=user).order_by("pk")
    return list(rows if case is None else rows.filter(case=case))


def _account(user: User) -> dict[str, Any]:
    addresses = EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")
    settings = {name: getattr(user, name) for name in ACCOUNT}
    return {"email": user.email, "joined_at": plain(user.date_joined), "addresses": list(addresses), **settings}


def _rows(table: Table, rows: list[Any], numbers: Numbers) -> list[dict[str, Any]]:
    fields = table.fields
    outside = [one for one in fields if isinstance(one, ForeignKey) and table_of(one.related_model) is None]
    names = {one.name: revision_names({getattr(row, one.attname) or 0 for row in rows}) for one in outside}
    written = []
    for row in rows:
        said: dict[str, Any] = {"id": numbers[table.name][row.pk]}
        for one in fields:
            value = getattr(row, one.attname)
            target = table_of(one.related_model) if isinstance(one, ForeignKey) else None
            if value is None:
                said[one.name] = None
            elif target is not None:
                said[one.name] = numbers[target.name].get(value)
            elif one.name in names:
                guide, number, content = names[one.name][value]
                said[one.name] = {"guide": guide, "number": number, "content_sha256": content}
            elif one.name in table.ids_in:
                said[one.name] = renumbered(value, table.ids_in[one.name], numbers)
            else:
                said[one.name] = plain(value)
        written.append(said)
    return written


def renumbered(value: Any, ids_in: Ids, numbers: dict[str, Any]) -> Any:
    """Return the JSON object with the ids it holds replaced by `numbers`; an id nobody has is left out."""
    if not isinstance(value, dict):
        return value
    return {key: said for key, old in value.items() if (said := _swapped(old, ids_in.get(key), numbers)) is not ...}


def _swapped(old: Any, of: str | Ids | None, numbers: dict[str, Any]) -> Any:
    if of is None or old in (None, ""):
        return old
    if not isinstance(of, str):
        return [renumbered(one, of, numbers) for one in old] if isinstance(old, list) else old
    if of == NAMED:
        return _named(old, numbers)
    known = numbers.get(of, {})
    if isinstance(old, list):
        # Under the same key another kind of event may hold rows: what was sent says how each clock moved.
        return [
            one if isinstance(one, dict) else plain(known[one])
            for one in old
            if isinstance(one, dict) or _hashable(one) in known
        ]
    return plain(known[old]) if _hashable(old) in known else ...


def _named(old: Any, numbers: dict[str, Any]) -> Any:
    word, _line, digits = old.partition("-") if isinstance(old, str) else ("", "", "")
    if word not in NAMES or not digits.isdecimal():
        return old
    found = numbers.get(NAMES[word], {}).get(int(digits[:18]))
    return ... if found is None else f"{word}-{found}"


def _hashable(value: Any) -> Any:
    return value if isinstance(value, int | str) else None


def plain(value: Any) -> Any:
    """Return the value as JSON writes it: moments in UTC, money as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
