"""Which exhibits stand behind which record: asked by the dossier and by the letters, so that they never differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from cases.domain.dossier.facts import CaseFacts
from cases.domain.dossier.said import unique

# What kind of exhibit speaks of what, where none was tied to a record.
OF_ORDER = ("order", "payment")
OF_PROBLEM = ("goods", "video", "report", "page")
OF_SELLER = ("licence",)
OF_REFUSAL, OF_RULING = "refusal", "notice"


class Exhibited(Protocol):
    """What is asked of an exhibit here; `promise`, `contact` and `replaced` are 0 for none, `also` names the further
    promises it shows."""

    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def proves(self) -> str: ...
    @property
    def promise(self) -> int: ...
    @property
    def also(self) -> tuple[int, ...]: ...
    @property
    def contact(self) -> int: ...
    @property
    def replaced(self) -> int: ...
    @property
    def left_out(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit with nothing but what is asked of it here."""

    number: int
    kind: str
    caption: str = ""
    proves: str = ""
    promise: int = 0
    contact: int = 0
    replaced: int = 0
    also: tuple[int, ...] = ()
    left_out: bool = False


class Proofs:
    """The exhibits of a case by what they were tied to, and by kind. One that was replaced, or cannot be opened, is
    cited nowhere.

    `contact_of` tells of each promise the contact in which it was made.
    """

    def __init__(self, exhibits: Iterable[Exhibited], contact_of: Mapping[int, int]) -> None:
        rows = tuple(exhibits)
        self.exhibits = tuple(one for one in rows if not one.replaced and not one.left_out)
        self.left_out = {one.number for one in rows if one.left_out}
        self.instead = {one.number: one.replaced for one in rows if one.replaced}
        self.contact_of = contact_of

    @classmethod
    def of(cls, facts: CaseFacts) -> Proofs:
        return cls(facts.exhibits, {one.id: one.contact for one in facts.promises})

    def of_contact(self, contact: int) -> list[int]:
        """Return the numbers tied to a contact or to a promise made in it."""
        return unique(one.number for one in self.exhibits if contact and contact in self._contacts(one))

    def of_promise(self, promise: int) -> list[int]:
        """Return the numbers that show the promise, or are tied to the contact in which it was made and to no other
        promise of it."""
        contact = self.contact_of.get(promise, 0)
        return unique(
            one.number
            for one in self.exhibits
            if promise in (one.promise, *one.also) or (one.contact == contact != 0 and not self._picked(one, contact))
        )

    def telling(self, contact: int, *kinds: str) -> list[int]:
        """Return the numbers tied to the contact; where there are none, those of these kinds that speak of it."""
        return self.of_contact(contact) or self.of_kinds(*kinds)

    def of_order(self) -> list[int]:
        return self.of_kinds(*OF_ORDER)

    def of_problem(self) -> list[int]:
        return self.of_kinds(*OF_PROBLEM)

    def of_seller(self) -> list[int]:
        return self.of_kinds(*OF_SELLER)

    def of_kinds(self, *kinds: str) -> list[int]:
        """Return the numbers of these kinds. What was tied to a record speaks of that record alone."""
        return unique(one.number for one in self.exhibits if one.kind in kinds and not self._contacts(one))

    def of_signing(self) -> list[int]:
        """Return what shows when it was signed for: tracking, or what the shopper says does."""
        said = (one for one in self.exhibits if one.kind == "logistics" or "签收" in one.proves + one.caption)
        return unique(one.number for one in said)

    def naming(self, numbers: tuple[str, ...]) -> list[int]:
        """Return the exhibits whose words name one of these numbers."""
        said = ((one.number, one.proves + one.caption) for one in self.exhibits)
        return unique(exhibit for exhibit, words in said if any(number in words for number in numbers))

    def standing(self, numbers: Iterable[int]) -> list[int]:
        """Return the numbers the shopper named, each replaced one as what took its place, in their order."""
        found = dict.fromkeys(self._last(number) for number in numbers)
        return [number for number in found if number not in self.left_out]

    def _last(self, number: int) -> int:
        # Bounded: records that came from elsewhere may name each other in a ring.
        for _ in self.instead:
            number = self.instead.get(number, number)
        return number

    def _picked(self, one: Exhibited, contact: int) -> bool:
        """Return whether it was tied to some promise of that contact, not to all that was said in it."""
        return bool(one.promise) or any(self.contact_of.get(promise) == contact for promise in one.also)

    def _contacts(self, one: Exhibited) -> set[int]:
        """Return the contacts it speaks of: the one it is tied to, else its promise's, and its further promises'."""
        tied = one.contact or self.contact_of.get(one.promise, 0)
        return {tied, *(self.contact_of.get(promise, 0) for promise in one.also)} - {0}
