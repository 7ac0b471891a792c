"""Pages of a PDF as a reader shows them: with what was filled into a form, and the seals that were put on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from cases.adapters.darkroom.pixels import Damaged, page_share, plain


def opened(path: Path, *, forms: bool = True) -> Any:
    """Return the document. Without `forms`, what was filled in or sealed is not drawn: a last resort."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Damaged("locked" if "password" in str(error).lower() else "damaged") from error
    if forms:
        _draw_forms(document)
    if len(document) == 0:
        raise Damaged
    return document


def _draw_forms(document: Any) -> None:
    """Have fields and seals drawn too, before any page is loaded.

    Also where the document says that it has no form: a page taken out of another keeps its seals. Nothing is ever
    asked to run, and nothing could: this build of pdfium has no V8 (it lacks FPDF_GetRecommendedV8Flags).
    """
    import pypdfium2
    import pypdfium2.raw

    config = pypdfium2.raw.FPDF_FORMFILLINFO(version=2)
    handle = pypdfium2.raw.FPDFDOC_InitFormFillEnvironment(document, config)
    if handle:
        document.formenv = pypdfium2.PdfFormEnv(handle, config)


def page(document: Any, number: int, *, side: int) -> Image.Image:
    """Return the page as plain pixels, see `page_share`. Of whatever shape it is, there is a picture of it."""
    import pypdfium2

    try:
        found = document[number - 1]
        return plain(found.render(scale=page_share(*found.get_size(), side)).to_pil())
    except (pypdfium2.PdfiumError, ValueError, ArithmeticError) as error:
        raise Damaged from error
