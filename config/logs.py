"""How a log line is written: without the parts of an address that are a permission by themselves."""

from __future__ import annotations

import logging
import re

# One-tap answers, calendar feeds, shared cases, phone hand-offs, invitations, an undone deletion, password resets: who
# has the address has the right.
SECRET = re.compile(r"(/(?:r|cal|s|h|i|u|reset/key|confirm-email)/)[^/\s\"'?<>]+")


def without_secrets(line: str) -> str:
    """Return the line with every such part replaced by an ellipsis."""
    return SECRET.sub(r"\1…", line)


class ScrubbingFormatter(logging.Formatter):
    """logging.Formatter for the whole output, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))
