"""Wording checked against the rules that are shipped."""

from __future__ import annotations

from cases.domain.pitfalls import LintResult, lint
from guides.selectors.lint import lint_rules


def lint_text(text: str) -> LintResult:
    """Return what is vague, missing, a private deal or a threat in the text."""
    return lint(text, lint_rules())
