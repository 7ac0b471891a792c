"""Who may do what in a case somebody else owns: one table of addresses, owner alone where it says nothing."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    READ = "read"
    LOG = "log"  # and note contacts, add and describe evidence
    HANDLE = "handle"  # and correct, file and move up: all but closing, deleting and reminders


RANKS = (Role.READ, Role.LOG, Role.HANDLE)
READ, LOG, HANDLE = RANKS
LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})

# Name of the address -> (who may look, who may act). What is not here, and None, is the owner's alone: a new address
# is closed to helpers until somebody has thought about it. How it is thought about:
# - reading shows what the record says, with covers on (`uncovers`), and no form that only changes something;
# - noting puts down what happened or what a proof shows: it adds, and takes nothing away;
# - handling decides and corrects: days that start clocks, grounds, what is handed in, covers, versions of the dossier;
# - what leaves the house stays the owner's: links for strangers and the full, uncovered variant; so do closing,
#   deleting and settings.
MAY: dict[str, tuple[Role | None, Role | None]] = {
    "case": (READ, None),
    "case-older": (READ, None),
    "case-ways": (READ, None),
    "case-refusals": (READ, LOG),
    "case-say": (READ, HANDLE),
    "case-guides": (READ, None),
    "case-guide": (READ, LOG),
    "case-evidence": (READ, None),
    "exhibit": (READ, LOG),
    "exhibit-tile": (READ, None),
    "exhibit-file": (READ, None),
    "case-filed": (READ, HANDLE),
    "case-numbers": (READ, LOG),
    "case-number-kind": (LOG, None),
    "case-log": (LOG, LOG),
    "case-log-due": (LOG, None),
    "case-agent": (LOG, None),
    "case-promise": (None, LOG),
    "case-no-reply": (None, LOG),
    "entry": (LOG, LOG),
    "entry-undo": (None, LOG),
    "entry-replace": (None, LOG),
    "evidence-add": (LOG, LOG),
    "evidence-needs": (None, LOG),
    "case-say-copied": (None, LOG),
    "case-say-sent": (None, LOG),
    "case-human": (READ, LOG),
    "case-call": (READ, LOG),
    "case-edit": (HANDLE, HANDLE),
    "case-up": (HANDLE, HANDLE),
    "case-step-in": (HANDLE, HANDLE),
    "case-filing": (HANDLE, HANDLE),
    "case-filing-undo": (None, HANDLE),
    "case-review": (HANDLE, HANDLE),
    "case-window": (None, HANDLE),
    "case-hand-off": (None, HANDLE),
    "exhibit-cover": (HANDLE, HANDLE),
    # Exhibits: marks and reports describe; a replacement decides which one counts.
    "exhibit-mark": (LOG, LOG),
    "exhibit-words": (LOG, LOG),
    "exhibit-report": (LOG, LOG),
    "exhibit-replace": (HANDLE, HANDLE),
    "exhibit-stills": (None, LOG),
    "case-compare": (LOG, LOG),
    "comparison": (READ, None),
    "compare-picture": (READ, None),
    "compare-pairs": (LOG, LOG),
    "page-keep": (LOG, LOG),
    "page-capture": (READ, None),
    # Clocks and what the law gives.
    "case-clocks": (READ, None),
    "case-day": (None, HANDLE),
    "case-goods": (None, HANDLE),
    "case-owed": (HANDLE, HANDLE),
    "case-condition": (HANDLE, HANDLE),
    "case-eligible": (READ, None),
    "case-extra": (READ, None),
    # Moving up.
    "case-up-needs": (None, HANDLE),
    "case-grounds": (HANDLE, HANDLE),
    "case-elsewhere": (None, HANDLE),
    "case-elsewhere-drop": (None, HANDLE),
    "case-seller": (READ, HANDLE),
    "case-fields": (HANDLE, None),
    "case-field-tick": (None, HANDLE),
    "case-filings": (READ, None),
    "case-filing-result": (LOG, LOG),
    # The dossier.
    "case-dossier": (HANDLE, HANDLE),
    "case-reasons": (LOG, LOG),
    "case-pack": (READ, None),
    "pack-state": (READ, None),
    "pack-text": (READ, None),
    "pack-file": (READ, None),  # of the covered variant: the view keeps the full one the owner's
    "pack-given": (None, LOG),
    "case-answers": (HANDLE, None),
    "answer-settle": (None, HANDLE),
}

# Closed to every helper, each for a reason: the test of the table wants every address in one of the two.
OWNERS: dict[str, str] = {
    "case-close": "ends the case",
    "case-files": "has files deleted",
    "case-result": "says how it ended",
    "case-reopen": "undoes the closing",
    "exhibit-delete": "deletes",
    "pack-clear": "deletes, and ends links",
    "pack-full": "originals without covers",
    "pack-share": "opens the case to people without an account",
    "case-shares": "who was given a link",
    "share-revoke": "belongs to the links",
    "case-helpers": "who else is let in",
    "case-helper": "who else is let in",
    "case-mute": "the owner's own reminders",
    "case-snooze": "the owner's own reminders",
    "case-remind": "the owner's own reminders",
    "case-remind-cancel": "the owner's own reminders",
}


def least_role(address: str, method: str) -> Role | None:
    """Return the least role that may do this at that address; None where it is the owner's alone."""
    look, act = MAY.get(address, (None, None))
    return look if method in LOOKING else act


def uncovers(role: str) -> bool:
    """Return whether that role sees what is covered, in the original and in its text: who may set covers has to."""
    return may(role, "exhibit-cover", "GET")


def corrects(role: str) -> bool:
    """Return whether that role may correct what others have put down; noting is for one's own entries."""
    return Role(role) is HANDLE


def may(role: str, address: str, method: str) -> bool:
    """Return whether a helper of that role may. An unknown role may nothing."""
    least = least_role(address, method)
    return least is not None and role in RANKS and RANKS.index(Role(role)) >= RANKS.index(least)
