"""A row of the knowledge as an administrator types it: what no page could read is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guides.domain.calendars import NoticeUnreadable, days_checked
from guides.domain.cards import Card
from guides.domain.faults import Fault, misshapen
from guides.domain.fingerprint import fingerprint
from guides.domain.humans import HumanRecipe
from guides.domain.letters import LetterFacts
from guides.domain.merchant_reply import Reply
from guides.domain.platforms import PlatformFacts
from guides.domain.problems import DemandFacts, ProblemFacts
from guides.domain.refusals import RefusalFacts
from guides.domain.row_faults import row_faults
from guides.domain.sources import UnknownSource
from guides.selectors.known import known, listed_numbers
from guides.selectors.sources import sourced
from guides.services.clock_edit import rule_row_faults

# How each kind of row is read by the pages.
READ: dict[str, Callable[[Any], Any]] = {
    "platform": PlatformFacts.of,
    "problemtype": ProblemFacts.of,
    "demand": DemandFacts.of,
    "refusal": RefusalFacts.of,
    "humanway": HumanRecipe.of,
    "kitcard": Card.of,
    "kitreply": Reply.of,
    "lettertext": LetterFacts.of,
    "calendaryear": lambda content: days_checked(content["year"], content["days"]),
}
# Columns whose parts have sources of their own.
INNER_FACTS = ("tier_two", "order_number", "hotlines", "limits", "own_rules")
UNREADABLE = (KeyError, IndexError, TypeError, ValueError, AttributeError)


class KnowledgeForm(forms.ModelForm):
    """Reads the row once as a page would, checks it as what ships is checked, and notices another's change."""

    # What the row said when the page was opened.
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was = {} if self.instance._state.adding else self.instance.content()
        self.fields["seen"].initial = fingerprint(self.was) if self.was else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        seen = data.pop("seen", "")
        if seen and self.was and seen != fingerprint(self.was):
            self.add_error(None, self._told_apart(data))
            # Who saves again has read it.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = fingerprint(self.was)
        return self._with_sources(data)

    def _with_sources(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the data with the source of each inner fact written out where only its short name was typed."""
        for name in INNER_FACTS:
            try:
                if isinstance(data.get(name), list):
                    data[name] = [_written_out(fact) for fact in data[name]]
                elif name in data:
                    data[name] = _written_out(data[name])
            except UnknownSource as problem:
                self.add_error(name, _("There is no source “%(source)s” in the list.") % {"source": problem.args[0]})
        return data

    def _told_apart(self, data: dict[str, Any]) -> str:
        """Return the sentence that names where the row as it is now differs from what is typed."""
        differ = [
            str(self.fields[name].label)
            for name, typed in data.items()
            if name in self.was and fingerprint(typed) != fingerprint(self.was[name])
        ]
        words = _(
            "Somebody changed this row while you were writing. Yours differs in: %(fields)s. "
            "Save again to put yours in its place; theirs stays in the history."
        )
        return words % {"fields": "、".join(differ) or "—"}

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            for fault in self.faults():
                self.add_error(None, _("This does not hold together: %(fault)s") % {"fault": fault})

    def faults(self) -> list[str]:
        """Return what is wrong with the row as typed, in the language of the page."""
        noun, content = self._meta.model._meta.model_name, self.instance.content()
        read = READ.get(noun)
        try:
            if read is not None:
                read(content)
            return said(row_faults(noun, content, timezone.localdate(), known(), listed_numbers()))
        except NoticeUnreadable as problem:
            return [problem.words.said(get_language() or "")]
        except UNREADABLE as problem:
            return said([misshapen(noun, problem)])


class ClockRuleForm(KnowledgeForm):
    """Refuses a rule whose worked examples do not come out."""

    def faults(self) -> list[str]:
        try:
            found = rule_row_faults(self.instance)
        except UNREADABLE as problem:
            return said([misshapen("clock_rule", problem)])
        return said(found) or super().faults()


class LetterForm(KnowledgeForm):
    """Refuses a text that is no letter: a variable there is none of, a blank nobody fills, a threat."""

    def clean(self) -> dict[str, Any]:
        """Keep the lines as the files have them: a browser ends each with two signs."""
        data = super().clean() or {}
        return data | {name: data[name].replace("\r\n", "\n") for name in ("text_zh", "text_en") if data.get(name)}

    def faults(self) -> list[str]:
        return super().faults() or [
            f"{self.fields[f'text_{tongue}'].label}{colon()}{one.said(get_language() or '')}"
            for tongue in ("zh", "en")
            for one in text_faults(self.instance.code, tongue, getattr(self.instance, f"text_{tongue}"))
        ]


def _written_out(fact: Any) -> Any:
    """Return the fact as the files give it to the tables; one that says its source itself stays as typed."""
    if not isinstance(fact, dict) or "source_name" in fact or not fact.get("source"):
        return fact
    return sourced(fact)


def text_faults(code: str, tongue: str, text: str) -> list[Any]:
    """Return what is wrong with a letter's words; none for a letter that has none of its own here."""
    workshop = import_module(settings.LETTER_WORKSHOP)
    if not text.strip() and code not in workshop.shipped_texts():
        return []
    found: list[Any] = workshop.text_faults(code, tongue, text)
    return found


def said(faults: Iterable[str]) -> list[str]:
    """Return the faults in the language of the page, as far as they have one."""
    language = get_language() or ""
    return [fault.said(language) if isinstance(fault, Fault) else str(fault) for fault in faults]


def colon() -> str:
    return ": " if (get_language() or "").startswith("en") else "："
