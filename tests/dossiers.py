"""A dispute with everything a dossier can hold, and what can be read out of a made one."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from cases.adapters import storage
from cases.models import Case, Contact, Evidence, Pack, PackVariant, Promise, User
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_develop import evidence_sweep
from cases.services.evidence_edit import ExhibitWords, evidence_edit
from cases.services.filing import FilingEntry, filing_file
from cases.services.pack_build import pack_build
from cases.services.pack_make import pack_make, pack_variant_ask
from tests.case_acts import DAY, HOUR, again, heard, opened, sent
from tests.exhibits import picture, receive
from tests.factories import NOW

ORDER_NO = "4012345678901234567"
PHONE, CARD = "13812345678", "110101199003071234"
SECRET_COLOUR = (255, 0, 255)
BEGAN = NOW - 9 * DAY


def disputed(owner: User) -> Case:
    """Return a case that was promised, refused and filed; the shopper's texts hold a phone and an identity number."""
    case = opened(
        owner,
        now=BEGAN,
        number=ORDER_NO,
        shop="云栖鞋仓",
        item="运动鞋",
        problem="鞋标缝线不对",
        problem_detail="鞋舌少一行字",
        problem_type="counterfeit",
        demand="return_refund",
        paid_at=BEGAN - 5 * DAY,
        signed_at=BEGAN - DAY,
    )
    sent(case, BEGAN + HOUR, text=f"您好，订单 {ORDER_NO}，我的电话 {PHONE}，证件 {CARD}。")
    heard(again(case), BEGAN + 2 * HOUR, hours=24, agent_number="6789", replaces=False)
    heard(again(case), BEGAN + 50 * HOUR, words="我们是正品，不影响使用", reply="refused", agent_number="0118")
    filing_file(
        case=again(case),
        now=BEGAN + 4 * DAY,
        entry=FilingEntry(
            tier="platform",
            moves=True,
            code="T8",
            text=f"订单 {ORDER_NO}，请平台介入。",
            due_at=BEGAN + 8 * DAY,
            kind="dispute",
            number="TS2026110988441234",
        ),
    )
    return again(case)


def long_chat(blocks: int = 26) -> bytes:
    """Return a long screenshot: dark lines of "text" with quiet rows between them, one bar in a colour of its own."""
    image = Image.new("RGB", (540, blocks * 140), (240, 240, 240))
    pen = ImageDraw.Draw(image)
    for at in range(blocks):
        pen.rectangle((40, at * 140 + 30, 480, at * 140 + 100), fill=(60, 60, 60) if at % 2 else (90, 120, 90))
    pen.rectangle((60, 40, 300, 60), fill=SECRET_COLOUR)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def exhibited(case: Case) -> list[Evidence]:
    """Give the case an exhibit of the promise (long, partly covered), one of the goods and a text; return them."""
    promise = Promise.objects.filter(case=case).first()
    refused = Contact.objects.get(case=case, reply="refused")
    made = [
        _add(
            case, long_chat(), f"聊天{PHONE}.png", kind="chat", caption="答应的那句", proves="24 小时", promise=promise
        ),
        _add(case, picture("JPEG", (900, 1200)), "a.jpg", kind="goods", caption="鞋标近照", proves="缝线不对"),
        _add(
            case, f"客服电话 {PHONE}，下单备注要正品".encode(), "b.txt", kind="other", caption="备注", contact=refused
        ),
    ]
    evidence_sweep(now_fn=lambda: NOW)
    evidence_cover(case=again(case), evidence=made[0], covers=[(80, 5, 600, 15)], now=NOW)
    evidence_sweep(now_fn=lambda: NOW)
    return [Evidence.objects.get(pk=one.pk) for one in made]


def _add(case: Case, content: bytes, name: str, **words: Any) -> Evidence:
    row = receive(again(case), content, NOW - DAY, name).made[0]
    known = {"caption": "", "proves": "", "formed_at": None, "promise": None, "contact": None} | words
    evidence_edit(case=again(case), evidence=row, words=ExhibitWords(**known), version=row.version, now=NOW)
    return row


def made(case: Case, name: str = "covered", *, whole_number: bool = False, now: Any = NOW) -> PackVariant:
    """Return the variant of a fresh version with its files made."""
    pack = pack_make(case=again(case), whole_number=whole_number, now=now)
    return built(pack, name, now=now)


def built(pack: Pack, name: str = "covered", *, now: Any = NOW) -> PackVariant:
    row = pack_variant_ask(pack=pack, name=name, now=now)
    assert pack_build(variant_id=row.pk, now_fn=lambda: now + timedelta(seconds=1))
    row.refresh_from_db()
    return row


def content_of(variant: PackVariant, kind: str) -> bytes:
    with storage.open_file(variant.files.get(kind=kind).name) as file:
        return file.read()


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page without its blanks: lines break where they fit."""
    document = pypdfium2.PdfDocument(pdf)
    return [re.sub(r"\s+", "", page.get_textpage().get_text_range()) for page in document]


def drawn_in(pdf: bytes) -> list[bytes]:
    """Return the JPEG pictures inside the PDF."""
    return list(re.findall(rb"\xff\xd8\xff.*?\xff\xd9(?=\s*endstream)", pdf, re.S))


def unpacked(variant: PackVariant) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content_of(variant, "zip"))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def shows(content: bytes, colour: tuple[int, int, int]) -> bool:
    """Return whether a picture has pixels near that colour."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    image.thumbnail((400, 4000))
    found = image.getcolors(image.width * image.height) or []
    return any(sum(abs(a - b) for a, b in zip(pixel, colour, strict=True)) < 90 for _n, pixel in found)
