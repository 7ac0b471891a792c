"""A shop's own numbers before and after it put up its guide: what changed, from what was typed and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Numbers:
    """One side. None: not typed. Shares and rates in percent."""

    cases: Decimal | None = None
    minutes: Decimal | None = None
    entry_share: Decimal | None = None
    praise: Decimal | None = None

    @property
    def hours(self) -> Decimal | None:
        """Hours a day that the conversations take."""
        return None if self.cases is None or self.minutes is None else self.cases * self.minutes / 60

    @property
    def entry_hours(self) -> Decimal | None:
        """Hours a day of it that go into saying where the entry is."""
        return None if self.hours is None or self.entry_share is None else self.hours * self.entry_share / 100


@dataclass(frozen=True, slots=True)
class Change:
    """`by` is the difference; `percent` how much that is of the number before, None for rates and for a start at 0."""

    name: str
    before: Decimal
    after: Decimal
    by: Decimal
    percent: Decimal | None


# In the order shown. A rate changes by points of a percent, never by percent of a percent.
MEASURES = ("cases", "minutes", "hours", "entry_share", "entry_hours", "praise")
RATES = frozenset({"entry_share", "praise"})


def changes(before: Numbers, after: Numbers) -> list[Change]:
    """Return the change of every measure that both sides have."""
    found = []
    for name in MEASURES:
        was, now = getattr(before, name), getattr(after, name)
        if was is None or now is None:
            continue
        share = None if name in RATES or not was else (now - was) / was * 100
        found.append(
            Change(name, _short(was), _short(now), _short(now - was), None if share is None else _short(share))
        )
    return found


def _short(value: Decimal) -> Decimal:
    """Return the number to one place, without a zero there."""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded
