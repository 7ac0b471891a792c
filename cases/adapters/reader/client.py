"""Asks the reading process for the text of a picture. Without the extra (requirements-ocr.txt) there is none."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cases.adapters.helper import Helper

# The longest screenshot, 1080 x 16000, is read in eleven pieces.
SECONDS = 150.0

helper = Helper("cases.adapters.reader.server", SECONDS)


@cache
def is_there() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read(path: Path) -> list[dict[str, Any]] | None:
    """Return [{"box": [x, y, w, h] in thousandths, "text", "confidence"}, …]; None when it could not be read."""
    answer = helper.ask({"path": str(path)})
    return answer["lines"] if answer is not None and answer.get("ok") else None
