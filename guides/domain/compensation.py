"""Extra damages as the law writes them: the conditions first, the sum second, and never what somebody will get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from guides.domain.sources import Source, with_source
from guides.domain.words import Words


@dataclass(frozen=True, slots=True)
class Compensation:
    slug: str
    name: Words
    conditions: tuple[Words, ...]
    formula: Words
    times: int
    floor: Decimal
    # 0 where the loss is no base.
    loss_times: int
    notes: tuple[Words, ...]
    source: Source

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Compensation:
        return cls(
            slug=content["slug"],
            name=Words(content["name_zh"], content["name_en"]),
            conditions=tuple(Words(zh, en) for zh, en in content["conditions"]),
            formula=Words(content["formula_zh"], content["formula_en"]),
            times=content["times"],
            floor=Decimal(content["floor"]),
            loss_times=content.get("loss_times", 0),
            notes=tuple(Words(zh, en) for zh, en in content["notes"]),
            source=Source.of(content),
        )

    def by_price(self, price: Decimal) -> Decimal:
        """Return the extra counted by the price: 3 × 100 is below 500, so 500. ValueError below zero."""
        return self._extra(price, self.times)

    def by_loss(self, loss: Decimal) -> Decimal | None:
        """Return the extra counted by the loss, None where the rule has no such way."""
        return self._extra(loss, self.loss_times) if self.loss_times else None

    def _extra(self, base: Decimal, times: int) -> Decimal:
        if base < 0:
            raise ValueError("a sum cannot be negative")
        return max(times * base, self.floor)


def compensation_contents(doc: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the kinds with their sources written out. UnknownSource for one that is not listed."""
    return [with_source(one, sources) for one in doc["kinds"]]
