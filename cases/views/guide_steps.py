"""The steps of a guide with the case in them: the letter filled in, what to attach, what cannot be copied yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.selectors import letters
from cases.selectors.exhibits import exhibit_kinds, kind_words
from cases.views.cards import own_fields, shown_letter
from cases.views.wording import page_lang

# One statement, two names: each platform gets the one it has a form for.
STATEMENTS = ("T8", "T8b")
# No order number, no T1: the letter itself turns into T1b.
OPENINGS = ("T1", "T1b")


def letter_code(case: Case, paste: str) -> str:
    """Return which letter of this case goes where the guide says `paste`."""
    if paste in STATEMENTS:
        return letters.statement_code(case)
    if paste in OPENINGS:
        return "T1" if case.order.number_key else "T1b"
    return paste


def step_rows(case: Case, view: Any, now: datetime) -> list[dict[str, Any]]:
    """Return one row per step as the step's component and the end of a step take it."""
    codes = {step.paste: letter_code(case, step.paste) for step in view.steps if step.paste in letters.CODES}
    made = {code: letters.letter_of_case(case, code, now=now) for code in set(codes.values())}
    have = exhibit_kinds(case)
    return [_row(case, step, made.get(codes.get(step.paste, "")), have) for step in view.steps]


def _row(case: Case, step: Any, letter: Any, have: frozenset[str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "step": step,
        "fill": "",
        "translation": "",
        "blanks": [],
        "own": [],
        "attach": [],
        "code": "",
    }
    if letter is not None:
        shown = shown_letter(letter)
        ref = [case.ref]
        row |= {
            "code": letter.code,
            "blanks": shown["blanks"],
            "translation": shown["translation"] if page_lang() == "en" else "",
            "own": own_fields(letter.text),
            "edit_url": f"{reverse('case-say', args=ref)}?code={letter.code}",
            "copied_url": f"{reverse('case-say-copied', args=ref)}?code={letter.code}",
            "draft": letter.text if shown["blanks"] else "",
            "fill": "" if shown["blanks"] else letter.text,
        }
    add = reverse("evidence-add", args=[case.ref]) if case.is_open else ""
    row["attach"] = [{"word": kind_words(kind, page_lang()), "have": kind in have, "url": add} for kind in step.attach]
    return row
