"""Our fonts and the typesetter: nothing becomes a box, nothing typed is a command, nothing comes from outside."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from config.han_font import RARE_FAMILY, core_glyphs, glyphs_of, of_codec
from guides.adapters import typeset as adapter
from guides.adapters.typeset import FONTS, CannotSet, Sheet, missing_glyphs, typeset
from guides.selectors.fonts import FAMILIES, fonts_folder
from press.glyphs import Coverage, ranges
from press.typeset import set_apart, undecoded

HOUSE = '#import "house.typ": *\n#show: house\n#set page(width: 360pt, height: auto, margin: 20pt)\n'
FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "YoujuRare-Regular.ttf", "NotoEmoji-Regular.ttf")


@pytest.fixture
def sheet(tmp_path, monkeypatch):
    """Return a function that makes a sheet of some typst source."""
    monkeypatch.setattr(adapter, "SHEETS", tmp_path)

    def make(source: str, **data: object) -> Sheet:
        (tmp_path / "test.typ").write_text(HOUSE + source)
        return Sheet("test.typ", data)

    return make


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_it_holds_the_standard_table_and_gb2312_in_both_weights():
    # The table itself is in the build's data; these are from its ends: 8105 beyond GB2312, and level three.
    for name in FILES[:2]:
        held = glyphs_of(name)
        assert of_codec("gb2312") <= held
        assert set(map(ord, "喆堃犇淼鑫骉燚𬭚𫖯①⑳✓￥·→“”—…")) <= held


def test_it_lists_exactly_what_the_fonts_hold():
    held = set().union(*map(glyphs_of, FILES))
    assert (FONTS / "coverage.txt").read_text() == ranges(held)


def test_it_says_who_made_the_fonts_and_under_which_licence():
    licence = (FONTS / "OFL.txt").read_text()
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name 'Source'" in licence
    assert all(name in licence for name in FILES)
    with TTFont(FONTS / "YoujuRare-Regular.ttf") as font:
        assert font["name"].getDebugName(1) == RARE_FAMILY


@pytest.mark.parametrize("char", "龑😀👍🧧記喆")
def test_it_can_show_rare_names_and_faces(char):
    assert missing_glyphs(char) == ""


def test_it_names_what_would_be_a_box():
    assert missing_glyphs("小\U000f0000店อ小อ\u200d\n") == "\U000f0000อ"
    assert Coverage.of(ranges([1, 2, 3, 9])).missing("\x01\x03\x04\x09a") == "\x04a"


def test_it_draws_a_rare_character_and_a_face_instead_of_a_box(sheet):
    def drawn(text: str) -> bytes:
        (png,) = typeset(sheet("#text(size: 60pt, data.t)", t=text), "png")
        return Image.open(io.BytesIO(png)).convert("L").tobytes()

    box = drawn("\U000f0000")
    assert len({box, drawn("龑"), drawn("😀"), drawn("店")}) == 4


def test_it_writes_text_that_can_be_taken_out_of_the_pdf(sheet):
    (pdf,) = typeset(sheet("#data.t", t="24小时内回复，龑记小店Plus会员100%"), "pdf")
    assert "24小时内回复，龑记小店Plus会员100%" in text_of(pdf)


@pytest.mark.parametrize(
    "typed", ['#import "@preview/x:1.0.0"', '#read("house.typ")', "$x$ *a* _b_ <c> @d // e", "\\u{41} `f` #panic()"]
)
def test_it_prints_what_was_typed_and_runs_none_of_it(sheet, typed):
    (pdf,) = typeset(sheet("#data.t", t=typed), "pdf")
    assert typed in text_of(pdf).replace("\r\n", " ")


def test_it_reads_nothing_outside_and_fetches_no_package(sheet):
    for source in ('#read("/etc/hostname")', '#read("../../etc/hostname")', '#import "@preview/cetz:0.3.0": *'):
        with pytest.raises(CannotSet):
            typeset(sheet(source), "pdf")


def test_it_gives_up_on_a_sheet_that_takes_too_long(sheet, monkeypatch):
    monkeypatch.setattr(adapter, "PATIENCE_SECONDS", 0.001)
    with pytest.raises(CannotSet, match="not ready"):
        typeset(sheet("#for i in range(200) [#lorem(50) ]"), "pdf")


def test_it_makes_the_same_file_twice(sheet):
    once = sheet("#data.t", t="一样")
    assert typeset(once, "pdf") == typeset(once, "pdf")


def test_it_knows_the_families_by_the_names_in_the_files():
    found = set()
    for name in FILES:
        with TTFont(fonts_folder() / name) as font:
            found.add(font["name"].getDebugName(16) or font["name"].getDebugName(1))
    assert found == set(FAMILIES)


def test_it_asks_the_standard_table_only_when_building(monkeypatch, tmp_path):
    monkeypatch.setattr("config.han_font.UNIHAN", tmp_path / "none")
    with pytest.raises(SystemExit, match="unicode-data"):
        core_glyphs()


@pytest.mark.parametrize("whole", [True, False])
def test_it_puts_a_picture_into_the_pdf_as_it_is_and_never_decodes_it(tmp_path, whole):
    """Thirty decoded pictures took 90 MB. One that nobody could decode shows that none is."""
    out = io.BytesIO()
    Image.effect_noise((120, 80), 60).convert("RGB").save(out, "JPEG")
    content = out.getvalue() if whole else out.getvalue()[:-600]
    root = tmp_path / "root"
    (root / "1").mkdir(parents=True)
    (root / "1" / "a&b.jpg").write_bytes(content)
    name = undecoded(root, "1/a&b.jpg", 120, 80)
    (tmp_path / "one.typ").write_text(
        HOUSE + '#set document(title: "t")\n#let data = json("data.json")\n'
        '= t\n#image(data.name, width: 100pt, alt: "a picture")'
    )
    set_apart(tmp_path / "one.typ", {"name": name}, root, tmp_path / "out.pdf", seconds=30)
    pdf = (tmp_path / "out.pdf").read_bytes()
    assert content in pdf
    assert re.search(rb"/Alt\s*\(a picture\)", pdf), "it is still read aloud"
