"""Which file of an exhibit goes into a variant, and what of it stands on the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cases.adapters import storage
from cases.adapters.darkroom import client
from cases.domain.covers import spans
from cases.domain.dossier.covering import public_numbers, striker
from cases.domain.dossier.sheet import WHY_MISSING, Plate
from cases.domain.media import media_type
from cases.domain.media.text_run import text_codecs
from cases.domain.media.types import AUDIO, PAPER, PICTURE, TEXT, VIDEO
from cases.domain.page_marks import marks_in
from cases.models import Evidence, Pack, PackVariant, Rendition
from cases.selectors.covering import covered_file, pages_held

NOTES = {
    VIDEO: "这是录像，录像在压缩包里。",
    AUDIO: "这是录音，没有画面；录音在压缩包里。",
    TEXT: "这是文字文件，内容照录。",
}


@dataclass
class Picked:
    """The file to put in: `path` None when none may be, and `why`. `copied`: a copy of ours, not the original."""

    number: int
    kind: str
    media: str
    path: Path | None = None
    ending: str = ""
    copied: bool = False
    why: str = ""
    original_sha256: str = ""
    # What is drawn of it: the file itself, or the still of a film.
    drawn: Path | None = None
    drawn_media: str = ""
    # How many pages the original has, and of a covered one which of them its copy holds.
    pages: int = 0
    held: list[int] = field(default_factory=list)


def pick(*, pack: Pack, exhibit: Mapping[str, Any], variant: str, kept: ExitStack, sheet: Path) -> Picked:
    """Return the file of an exhibit for the variant. A covered one is never the original of what was covered.

    What lies in a bucket is copied into `sheet` until `kept` closes.
    """
    number = int(exhibit["number"])
    one = Picked(number, exhibit["kind"], exhibit["media_type"], original_sha256=exhibit["sha256"])
    row = Evidence.objects.kept().filter(case_id=pack.case_id, number=number, sha256=exhibit["sha256"]).first()
    if row is None:
        one.why = "deleted"
        return one
    one.pages = row.pages or 0
    if row.state == Evidence.State.REJECTED:
        one.why = "rejected"
        return one
    if variant == PackVariant.Name.COVERED and row.covers:
        made = covered_file(row)
        if made is None or not _whole(made.name, made.size, made.sha256):
            one.why = "uncopied" if row.is_uncopied else "uncovered"
            return one
        one.path = one.drawn = _at_hand(made.name, kept, sheet)
        one.media = one.drawn_media = made.media_type
        one.ending, one.copied, one.held = media_type(made.media_type).ending, True, pages_held(row)
        return one
    if not _whole(row.name, row.size, row.sha256):
        one.why = "changed"
        return one
    one.path, one.ending = _at_hand(row.name, kept, sheet), media_type(row.media_type).ending
    one.drawn, one.drawn_media = one.path, row.media_type
    if media_type(row.media_type).family == VIDEO:
        still = Rendition.objects.filter(evidence=row, variant=Rendition.Variant.SCREEN).first()
        one.drawn = _at_hand(still.name, kept, sheet) if still else None
        one.drawn_media = still.media_type if still else ""
    return one


def _at_hand(name: str, kept: ExitStack, sheet: Path) -> Path:
    """Return where the stored file can be read, each copy in a folder of its own."""
    folder = sheet / f"from-{name.rpartition('/')[2]}"
    folder.mkdir(exist_ok=True)
    return kept.enter_context(storage.on_disk(name, folder))


def plate_of(one: Picked, sheet: Path, row: PackVariant, marks: Sequence[Mapping[str, Any]] = ()) -> Plate:
    """Return what stands on the exhibit's pages, with its marks; its pictures are written into `sheet`.

    In a covered variant a picture or a text goes into the ZIP as the copy made here: its pixels or words alone.
    """
    if one.path is None:
        return _nothing_of(one)
    family = media_type(one.media).family
    note = NOTES.get(family, "")
    if family == TEXT:
        text = _text(one.path, row)
        if row.name == PackVariant.Name.COVERED:
            # What is struck on the page is struck in the file too.
            one.path, one.copied = sheet / f"{one.number}.txt", True
            one.path.write_text(text, encoding="utf-8")
        return Plate(one.number, note=note, text=text)
    if one.drawn is None or media_type(one.drawn_media).family not in (PICTURE, PAPER):
        return Plate(one.number, note=note)
    folder = sheet / str(one.number)
    folder.mkdir()
    if one.copied and one.held:
        marks = marks_in(marks, one.held)  # the copy may lack a page of the original
    answer = client.plates(one.drawn, one.drawn_media, folder, marks)
    if not answer["ok"]:
        if row.name == PackVariant.Name.COVERED and family == PICTURE and not one.copied:
            # No copy of its pixels alone can be made, and the original may tell where and with what it was taken.
            one.path, one.why = None, "undrawn"
            return _nothing_of(one)
        return Plate(one.number, note=WHY_MISSING["broken"])
    copy = answer["copy"]
    if copy and row.name == PackVariant.Name.COVERED and family == PICTURE:
        one.path, one.ending, one.copied = Path(copy["path"]), Path(copy["path"]).suffix[1:], True
        one.held = answer.get("held", [1])
    images = [
        {"file": f"{one.number}/{Path(each['path']).name}", "width": each["width"], "height": each["height"]}
        for each in answer["plates"]
    ]
    if family == VIDEO:
        return Plate(one.number, images, "这是录像的一个画面，录像在压缩包里。")
    pages = pages_words(one, answer.get("drawn", 1))
    return Plate(one.number, images, f"原件{pages}。" if pages else note, pages=pages)


def _nothing_of(one: Picked) -> Plate:
    """Return the page of what is not put in: it says why, and so does the list."""
    why = WHY_MISSING[one.why]
    # Why a file could not be opened is part of what the version says.
    return Plate(one.number, note=why, left_out="" if one.why == "rejected" else why.rstrip("。"))


def pages_words(one: Picked, drawn: int) -> str:
    """Return what of its pages is not here; "" where all of them are. `drawn`: how many stand in the dossier."""
    said = []
    if one.copied and len(one.held) < one.pages:
        alone = "只" if one.held == [1] else ""
        said.append(f"打码版{alone}有第 {spans(one.held, '、')} 页，其余没有画出来，不在里面")
    if drawn < (len(one.held) if one.copied else one.pages):
        what = "打码后的整份" if one.copied else "完整的原件"
        shown = f"前 {drawn} 页" if drawn > 1 else "第 1 页"
        said.append(f"本册只画出{shown}，{what}在压缩包里")
    return f"共 {one.pages} 页，{'；'.join(said)}" if said else ""


def _text(path: Path, row: PackVariant) -> str:
    content = path.read_bytes()
    for encoding in text_codecs(content):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = content.decode("utf-8", "replace")
    text = "".join(char for char in text.replace("\r\n", "\n") if char == "\n" or char.isprintable())
    if row.name == PackVariant.Name.COVERED:
        told = row.pack.content
        return striker(told["order_no"], whole_number=row.pack.whole_number, kept=public_numbers(told))(text)
    return text


def _whole(name: str, size: int, sha256: str) -> bool:
    """Return whether the stored file is the one its row tells of."""
    try:
        return storage.digest(name) == (size, sha256)
    except OSError:
        return False
