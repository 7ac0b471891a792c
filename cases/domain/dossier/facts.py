"""What the records say, as the dossier is composed from it. Nothing in here is a sentence yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

# What decides a filing; taken up, it is not decided yet.
RULED = frozenset({"for", "partly", "against"})
ENDED = frozenset({"settled", "ended", "not_accepted"})
DECIDED = RULED | ENDED


@dataclass(frozen=True, slots=True)
class ExhibitFact:
    """One exhibit. `promise` and `contact` are the rows it was tied to, 0 for none; `also` the further promises."""

    number: int
    kind: str
    kind_words: str
    caption: str
    proves: str
    formed_at: datetime | None
    formed_confirmed: bool
    original_where: str
    sha256: str
    size: int
    media_type: str
    ending: str
    received_at: datetime
    covered: bool
    promise: int = 0
    contact: int = 0
    also: tuple[int, ...] = ()
    pages: int = 0
    milliseconds: int = 0
    # What else is on record of it, as (name, value): the report's number, the page's address, what took its place.
    details: tuple[tuple[str, str], ...] = ()
    # Drawn over its pages, as vectors.
    marks: tuple[Mapping[str, Any], ...] = ()
    # The number of what took its place, 0 for none: it stays in the list and proves nothing any more.
    replaced: int = 0
    # It could not be opened: it stays in the list and proves nothing.
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonFact:
    """Two exhibits side by side, by their numbers; `boxes` in pairs, one line of `lines` for each."""

    id: int
    genuine: int
    suspect: int
    caption: str
    boxes: tuple[Mapping[str, Any], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactFact:
    """One exchange. `told` is whether the other side speaks; `channel` is already a word."""

    id: int
    at: datetime
    noted_at: datetime
    tier: str
    channel: str
    told: bool
    agent: str
    words: str
    note: str
    reply: str
    reply_words: str
    offered: Decimal | None = None
    # What the shopper answers to a refusal, and the exhibits named with it.
    answer: str = ""
    answer_exhibits: tuple[int, ...] = ()
    # What became of something handed in, told by this entry, and its kind: "" for none.
    result: str = ""
    # The helper who noted it in the shopper's stead: "" for the shopper.
    by: str = ""
    result_kind: str = ""

    @property
    def decides(self) -> bool:
        """Return whether a platform or 12315 tells here what became of something handed in."""
        return self.told and self.tier != "merchant" and self.result_kind in DECIDED


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """`state` as selectors.promises says it; `answered_at` is the first real answer after it was heard.

    Of a `deed` (something agreed to) that is when they took it back, and `done_at` when it came, as far as noted.
    """

    id: int
    contact: int
    tier: str
    agent: str
    words: str
    heard_at: datetime
    due_at: datetime | None
    state: str
    answered_at: datetime | None = None
    deed: bool = False
    # "ruled": the platform decided it, "mediated": both sides agreed on it at 12315; nobody promised it then.
    origin: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FilingFact:
    """What was handed in: to whom, what, the exact text, and the numbers it was given."""

    id: int
    at: datetime
    tier: str
    what: str
    text: str
    numbers: tuple[str, ...] = ()
    results: tuple[ResultFact, ...] = ()
    noted_at: datetime | None = None
    # A report of a violation, which asks for no decision in this dispute (R121 arts 3, 9).
    reports: bool = False


@dataclass(frozen=True, slots=True)
class ResultFact:
    """What came of something handed in. `told`: an entry of its own stands in the timeline."""

    id: int
    at: datetime
    words: str
    quote: str = ""
    told: bool = False
    kind: str = ""
    # The entry that tells it, 0 for none.
    contact: int = 0
    # The day as it stands, where a day was told and no result: `kind` is what happened on it.
    day: str = ""

    @property
    def paid(self) -> bool:
        """Return whether it is the money: the shopper notes it, nobody says it."""
        return self.kind == "paid"


@dataclass(frozen=True, slots=True)
class BodyFact:
    """Another body that has the same dispute: what kind it is, what it is called, since when, under what number."""

    body: str
    day: date
    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class MarkFact:
    """Something else that happened and was noted: a move up, a time that passed, the end."""

    id: int
    at: datetime
    kind: str
    tier: str
    words: str
    automatic: bool
    noted_at: datetime | None = None
    # The promise whose time passed, 0 for none.
    promise: int = 0


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything at one moment, `now`."""

    now: datetime
    file_no: str
    platform: str
    platform_short: str
    shop: str
    item: str
    order_no: str
    amount: Decimal | None
    asked: Decimal | None
    offered: Decimal | None
    received: Decimal | None
    problem: str
    detail: str
    demand: str
    tier: str
    outcome: str
    opened_at: datetime
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    signed_at: datetime | None = None
    closed_at: datetime | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    contacts: tuple[ContactFact, ...] = ()
    promises: tuple[PromiseFact, ...] = ()
    filings: tuple[FilingFact, ...] = ()
    marks: tuple[MarkFact, ...] = ()
    exhibits: tuple[ExhibitFact, ...] = field(default=())
    comparisons: tuple[ComparisonFact, ...] = ()
    # Who stands behind the shop, as far as it is known: (name, value).
    seller: tuple[tuple[str, str], ...] = ()
    bodies: tuple[BodyFact, ...] = ()
