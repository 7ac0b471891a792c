"""What the admin's form posts."""

from __future__ import annotations

import json

from django.forms.models import model_to_dict

from guides.models import Sourced


def typed(row: Sourced, **changes) -> dict[str, str]:
    """Return what the admin's form posts for a row."""
    values = model_to_dict(row) | changes
    texts = {name: json.dumps(value) if isinstance(value, list | dict) else value for name, value in values.items()}
    return {name: str(value) for name, value in texts.items() if value is not None and value is not False}
