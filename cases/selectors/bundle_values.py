"""The values of a bundle's rows, checked column by column: what a model would not take never reaches it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime

from cases.domain.bundle import BundleRefused

WHOLE = (models.IntegerField, models.BigIntegerField)
TEXT_MOST = 20_000


def value_of(field: models.Field[Any, Any], said: Any, where: str) -> Any:
    """Return the value to save in that column. BundleRefused names the row and the column of one that does not fit."""
    try:
        value = None if said is None else _typed(field, said)
        if value is None and not field.null:
            raise ValueError
        if value is not None and not isinstance(field, models.JSONField):
            field.run_validators(value)
            if field.choices and value != "" and value not in _choices(field):
                raise ValueError
            if value == "" and not field.blank:
                raise ValueError
            if isinstance(value, str) and len(value) > (field.max_length or TEXT_MOST):
                raise ValueError
    except (ValueError, TypeError, OverflowError, InvalidOperation, ValidationError) as error:
        raise BundleRefused("value", f"{where}.{field.name}") from error
    return value


def _choices(field: models.Field[Any, Any]) -> set[Any]:
    return {value for value, _label in field.flatchoices}


def _typed(field: models.Field[Any, Any], said: Any) -> Any:
    if isinstance(field, models.JSONField):
        return _shaped(field, said)
    if isinstance(field, models.BooleanField):
        return _of(said, bool)
    if isinstance(field, WHOLE):
        return _whole(said)
    if isinstance(field, models.DecimalField):
        return field.clean(Decimal(_of(said, str)), None)
    if isinstance(field, models.DateTimeField):
        return _moment(parse_datetime(_of(said, str)))
    if isinstance(field, models.DateField):
        return _there(parse_date(_of(said, str)))
    if isinstance(field, models.UUIDField):
        return UUID(_of(said, str))
    return _of(said, str)


def _shaped(field: models.JSONField, said: Any) -> Any:
    """Return the JSON value when it is of the kind the column starts with: an object or a list."""
    return _of(said, list if field.default is list else dict)


def _of(said: Any, kind: type) -> Any:
    if type(said) is not kind:
        raise ValueError(kind.__name__)
    return said


def _whole(said: Any) -> int:
    if type(said) is not int or abs(said) > 2**62:
        raise ValueError("no whole number")
    return said


def _moment(found: datetime | None) -> datetime:
    if found is None or found.tzinfo is None or not 1990 <= found.year <= 2200:
        raise ValueError("no moment")
    return found


def _there(found: date | None) -> date:
    if found is None:
        raise ValueError("no day")
    return found
