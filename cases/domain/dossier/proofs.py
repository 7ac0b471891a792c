"""Which exhibits stand behind which record."""

from __future__ import annotations

from collections.abc import Iterable

from cases.domain.dossier.facts import CaseFacts, ExhibitFact
from cases.domain.dossier.said import unique

# What kind of exhibit speaks of what, where none was tied to a record.
OF_ORDER = ("order", "payment")
OF_PROBLEM = ("goods", "video", "report", "page")


class Proofs:
    """The exhibits of a case by what they were tied to, and by kind. One that was replaced, or cannot be opened,
    is cited nowhere."""

    def __init__(self, facts: CaseFacts) -> None:
        self.exhibits = tuple(one for one in facts.exhibits if not one.replaced and not one.left_out)
        self.left_out = {one.number for one in facts.exhibits if one.left_out}
        self.instead = {one.number: one.replaced for one in facts.exhibits if one.replaced}
        self.contact_of = {one.id: one.contact for one in facts.promises}

    def of_contact(self, contact: int) -> list[int]:
        """Return the numbers tied to a contact or to a promise made in it."""
        return unique(one.number for one in self.exhibits if contact and self._contact(one) == contact)

    def of_promise(self, promise: int) -> list[int]:
        """Return the numbers tied to the promise, or to the contact in which it was made and to no other promise."""
        contact = self.contact_of.get(promise, 0)
        return unique(
            one.number
            for one in self.exhibits
            if one.promise == promise or (one.contact == contact != 0 and not one.promise)
        )

    def of_kinds(self, *kinds: str) -> list[int]:
        return unique(one.number for one in self.exhibits if one.kind in kinds and not self._contact(one))

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

    def _contact(self, one: ExhibitFact) -> int:
        return one.contact or self.contact_of.get(one.promise, 0)
