"""A long screenshot is cut for print between its lines, never through one; what is covered is covered in them."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw, ImageFont

from cases.adapters.darkroom.burn import FONTS
from cases.adapters.darkroom.slices import CALM, cuts
from cases.models import Rendition
from cases.selectors.shown import print_pieces
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_develop import evidence_develop
from cases.services.evidence_mark import evidence_mark
from tests.case_acts import opened
from tests.exhibits import pdf, picture, receive
from tests.factories import NOW

INK, PAPER = (40, 40, 40), (237, 237, 237)


def long_chat(height: int = 12000, bubble: int = 150, gap: int = 40) -> tuple[Image.Image, list[tuple[int, int]]]:
    """Return a chat as high as that with (top, bottom) of every line of real words in it."""
    image = Image.new("RGB", (1080, height), PAPER)
    pen, face = ImageDraw.Draw(image), ImageFont.truetype(FONTS / "NotoSansSC-Regular.ttf", 42)
    lines, top = [], 60
    while top + bubble < height - 20:
        pen.rounded_rectangle((120, top, 900, top + bubble), 20, fill="white")
        for line in range(bubble // 65):
            at = (160, top + 20 + line * 62)
            pen.text(at, "我们会在 24 小时内给您答复，请耐心等待", INK, face)
            box = pen.textbbox(at, "我们会在 24 小时内给您答复，请耐心等待", face)
            lines.append((int(box[1]), int(box[3])))
        top += bubble + gap
    return image, lines


@pytest.mark.parametrize(("bubble", "gap"), [(150, 40), (90, 12), (500, 30), (1400, 20)])
def test_it_cuts_between_the_lines(bubble, gap):
    image, lines = long_chat(bubble=bubble, gap=gap)
    spans = cuts(image)
    assert (spans[0][0], spans[-1][1]) == (0, 12000)
    assert all(before[1] == after[0] for before, after in pairwise(spans))
    assert all(0 < bottom - top <= 1512 for top, bottom in spans)
    for _, bottom in spans[:-1]:
        through = [line for line in lines if line[0] - 1 < bottom < line[1] + 1]
        assert through == []


def test_it_leaves_no_sliver_at_the_end():
    image = Image.new("RGB", (1080, 1512 * 3 + 20), PAPER)
    assert min(bottom - top for top, bottom in cuts(image)) > 300


def test_it_cuts_somewhere_when_nothing_is_quiet():
    image = Image.effect_noise((300, 3000), 90).convert("RGB")
    spans = cuts(image)
    assert spans[-1][1] == 3000
    assert len(spans) < 14
    assert CALM > 0


@pytest.fixture
def long_one(media, alice):
    out = io.BytesIO()
    long_chat(6000)[0].save(out, "PNG")
    row = receive(opened(alice), out.getvalue(), NOW).made[0]
    return developed(row)


def developed(row):
    evidence_develop(evidence_id=row.pk, now_fn=lambda: NOW)
    row.refresh_from_db()
    return row


def slices_of(row) -> list[Rendition]:
    return sorted(row.renditions.filter(variant__startswith="slice-"), key=lambda one: one.top)


@pytest.mark.django_db
def test_it_stores_the_slices_in_order(long_one):
    rows = slices_of(long_one)
    assert [row.variant for row in rows] == [f"slice-{n}" for n in range(1, len(rows) + 1)]
    assert sum(row.height for row in rows) == 6000
    assert [row.top for row in rows] == [sum(one.height for one in rows[:n]) for n in range(len(rows))]


@pytest.mark.django_db
def test_it_burns_a_mark_into_the_slice_it_lies_on(long_one):
    box = {"kind": "box", "x": 100, "y": 800, "w": 400, "h": 20}
    evidence_mark(case=long_one.case, evidence=long_one, marks=[box], now=NOW)
    long_one.refresh_from_db()
    pieces = print_pieces(long_one)
    assert len(pieces) == len(slices_of(long_one))
    red = [_red(one.content) for one in pieces]
    hit = next(n for n, row in enumerate(slices_of(long_one)) if row.top <= 4800 + 60 < row.top + row.height)
    assert [n for n, count in enumerate(red) if count] == [hit]


def _red(content: bytes) -> int:
    with Image.open(io.BytesIO(content)) as image:
        counts = image.convert("RGB").getcolors(1 << 24)
        return sum(count for count, pixel in counts if pixel[0] > 170 and max(pixel[1:]) < 100)


@pytest.mark.django_db
def test_it_prints_only_the_covered_slices_and_none_while_they_are_made(long_one):
    before = {row.sha256 for row in slices_of(long_one)}
    evidence_cover(case=long_one.case, evidence=long_one, covers=[(0, 0, 1000, 1000)], now=NOW)
    long_one.refresh_from_db()
    assert print_pieces(long_one) == []
    assert slices_of(long_one) == []
    developed(long_one)
    rows = slices_of(long_one)
    assert rows
    assert not before & {row.sha256 for row in rows}
    for piece in print_pieces(long_one):
        with Image.open(io.BytesIO(piece.content)) as image:
            assert max(high for _, high in image.convert("RGB").getextrema()) < 60


@pytest.mark.django_db
def test_it_prints_a_short_picture_whole_and_a_pdf_page_by_page(media, alice):
    case = opened(alice)
    short = developed(receive(case, picture(size=(600, 800)), NOW).made[0])
    assert [(one.width, one.height) for one in print_pieces(short)] == [(600, 800)]
    paper = developed(receive(case, pdf(3), NOW).made[0])
    assert len(print_pieces(paper)) == 3
