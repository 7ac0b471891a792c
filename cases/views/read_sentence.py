"""The one sentence of the first page, read into the fields of the new case that are still empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.domain.one_sentence import read_sentence
from cases.domain.order_number import number_key
from cases.selectors import catalog


def sentence_filled(draft: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the draft with what its problem plainly says put into empty fields, and the words that were read.

    A field that was typed stays as it is, and what contradicts it stays in the problem. No words read: nothing filled.
    """
    demands = dict(catalog.demand_choices("zh-hans"))
    text, number, wish = (str(draft.get(name, "")) for name in ("problem", "number", "demand"))
    told = read_sentence(text, demands)
    told = read_sentence(
        text,
        demands,
        number=number_key(number) in ("", number_key(told.number)),
        demand=wish in ("", told.demand),
    )
    filled = {name: said for name, said in (("number", told.number), ("demand", told.demand)) if said}
    if not any(name for name in filled if not str(draft.get(name, "")).strip()):
        return dict(draft), ()
    read = told.read or (told.number,)
    return {**draft, **{k: v for k, v in filled.items() if not draft.get(k)}, "problem": told.problem}, read
