"""A row of the knowledge as an administrator types it: what no page could read is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guides.domain.calendars import NoticeUnreadable, days_checked
from guides.domain.platforms import PlatformFacts
from guides.domain.problems import DemandFacts, ProblemFacts
from guides.domain.refusals import RefusalFacts
from guides.domain.row_faults import row_faults
from guides.services.clock_edit import rule_row_faults

# How each kind of row is read by the pages.
READ: dict[str, Callable[[Any], Any]] = {
    "platform": PlatformFacts.of,
    "problemtype": ProblemFacts.of,
    "demand": DemandFacts.of,
    "refusal": RefusalFacts.of,
    "calendaryear": lambda content: days_checked(content["year"], content["days"]),
}


class KnowledgeForm(forms.ModelForm):
    """Reads the row once as a page would."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            for fault in self.faults():
                self.add_error(None, _("This does not hold together: %(fault)s") % {"fault": fault})

    def faults(self) -> list[str]:
        """Return what is wrong with the row as typed."""
        read = READ.get(self._meta.model._meta.model_name)
        try:
            if read is not None:
                read(self.instance.content())
        except NoticeUnreadable as problem:
            return [problem.words.said(get_language() or "")]
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as problem:
            return [f"{type(problem).__name__}: {problem}"]
        return row_faults(self.instance._meta.model_name, self.instance.content(), timezone.localdate())


class ClockRuleForm(KnowledgeForm):
    """Refuses a rule whose worked examples do not come out."""

    def faults(self) -> list[str]:
        return rule_row_faults(self.instance)
