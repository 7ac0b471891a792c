"""A clock rule as an administrator types it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from guides.models import ClockRule
from guides.services.clock_edit import rule_row_faults


class ClockRuleForm(forms.ModelForm):
    """Refuses a rule whose worked examples do not come out."""

    class Meta:
        model = ClockRule
        fields = "__all__"  # noqa: DJ007 - the admin shows every column; bookkeeping is not editable

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        for fault in rule_row_faults(self.instance):
            self.add_error(None, _("This rule does not hold together: %(fault)s") % {"fault": fault})
