"""Sample contexts for the e-mail gallery: template folder under templates/emails/ -> context."""

from __future__ import annotations

from typing import Any

SAMPLES: dict[str, dict[str, Any]] = {}
