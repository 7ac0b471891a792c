"""Examples in a hint: Chinese in every language, because they end up before Chinese shoppers, and marked as such."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString


def _said(words: Any, example: str) -> SafeString:
    return format_html(str(words), example=format_html('<span lang="zh-Hans">{}</span>', example))


# `words` is a lazy translation with {example} in it.
with_example = lazy(_said, SafeString)
