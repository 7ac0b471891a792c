"""The files a merchant downloads: the right size, not blank, words that can be taken out, nothing that runs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image

from guides.domain.cards import Card, Own, Shop
from guides.services import card_make as service
from guides.services.card_make import FORMS, CannotSet, card_look, card_make, cards_pack, file_name
from tests.kit import CARDS, card

TWELVE, TWENTY_FIVE = "声野数码旗舰店官方直营店", "杭州西湖区云栖小镇手作原创设计女装工作室旗舰店铺一"
LONG = "周一至周五 9:00–12:00、13:30–18:00，周六 10:00–16:00，法定节假日休息"
SHOP = Shop(TWELVE, "每天 9:00–21:00", "2 小时", "24 小时", "淘宝")
DARK = Shop(TWENTY_FIVE, LONG, "4 个工作小时", "2 个工作日", "京东", main="#F2C14E", paper="#1C2333")
SLUGS = [each.slug for each in CARDS]


def named(slug: str) -> Card:
    found = card(slug)
    assert found is not None
    return found


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def words_of(pdf: bytes) -> str:
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return "".join(text.split())


@pytest.mark.parametrize("slug", SLUGS)
def test_it_is_1080_wide_and_shows_the_shops_colours(slug):
    short, long = (opened(card_make(card=named(slug), shop=DARK, form=form)) for form in ("png", "long"))
    assert short.width == long.width == 1080
    assert long.height > short.height > 1080
    colours = {colour for _count, colour in short.getcolors(2**24)}
    assert {(0xF2, 0xC1, 0x4E), (0x1C, 0x23, 0x33), (0xD9, 0x2B, 0x1C)} <= colours
    for picture in (short, long):
        # The lower edge is ground: nothing is cut off.
        assert {picture.getpixel((x, picture.height - 3)) for x in range(0, 1080, 40)} == {(0x1C, 0x23, 0x33)}


@pytest.mark.parametrize("shop", [SHOP, DARK], ids=["twelve", "twenty-five"])
@pytest.mark.parametrize("slug", SLUGS)
def test_it_has_every_word_in_the_pdf(slug, shop):
    pdf = card_make(card=named(slug), shop=shop, form="pdf")
    words = words_of(pdf)
    for text in (shop.name, named(slug).title, shop.hours, f"{shop.reply}内", "示意图，非平台官方界面"):
        assert "".join(text.split()) in words
    assert "\ufffd" not in words
    assert b"/FontFile" in pdf


def test_it_has_the_rare_character_of_a_shops_name():
    assert "龑记喆店" in words_of(card_make(card=named("entry"), shop=replace(SHOP, name="龑记喆店"), form="pdf"))


@pytest.mark.parametrize("slug", SLUGS)
def test_it_is_an_svg_that_runs_nothing_and_fetches_nothing(slug):
    svg = card_make(card=named(slug), shop=replace(SHOP, name='<script>alert("&")</script>'), form="svg")
    root = ElementTree.fromstring(svg)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags.isdisjoint({"script", "foreignObject", "a", "style", "image"})
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "://" not in value
            assert name.rpartition("}")[2] != "href" or value.startswith("#")
    assert root[0].tag.endswith("title")
    assert root[0].text == named(slug).title
    assert named(slug).pictures[0].alt.zh in (root[1].text or "")


def test_it_puts_the_own_picture_with_its_marks_on_the_card():
    written = io.BytesIO()
    Image.new("RGB", (600, 1000), "#3366AA").save(written, "JPEG", quality=95)
    marks = (
        {"kind": "box", "x": 100, "y": 700, "w": 300, "h": 100},
        {"kind": "arrow", "x": 700, "y": 900, "x2": 500, "y2": 800},
        {"kind": "number", "x": 500, "y": 300, "n": 1},
    )
    shop = replace(SHOP, main="#1B5A4B", own=Own("own.jpg", 0, marks))

    def red(of: Shop) -> int:
        picture = opened(card_make(card=named("entry"), shop=of, form="png", picture=written.getvalue()))
        colours = {colour: count for count, colour in picture.getcolors(2**24)}
        blue = sum(count for (r, g, b), count in colours.items() if abs(r - 0x33) + abs(g - 0x66) + abs(b - 0xAA) < 12)
        assert blue > 200_000
        return colours.get((0xD9, 0x2B, 0x1C), 0)

    assert red(shop) > red(replace(shop, own=Own("own.jpg", 0, marks[:1]))) > 1000
    assert red(replace(shop, own=Own("own.jpg", 0))) == 0


def test_it_makes_the_same_file_twice():
    once = [card_make(card=named("describe"), shop=SHOP, form=form) for form in FORMS]
    assert once == [card_make(card=named("describe"), shop=SHOP, form=form) for form in FORMS]


def test_it_is_light_to_look_at():
    look = card_look(card=named("exchange"), shop=SHOP)
    assert len(look.content) < 150_000
    with Image.open(io.BytesIO(look.content)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (look.width, look.height))
    assert look.width == 720


def test_it_gives_up_on_a_package_that_takes_too_long(monkeypatch):
    monkeypatch.setattr(service, "PACK_SECONDS", -1)
    with pytest.raises(CannotSet, match="package"):
        cards_pack(cards=CARDS, own_on="entry", shop=SHOP, texts={})


def test_it_packs_each_chosen_card_in_every_form_with_the_texts():
    chosen = [named("entry"), named("describe")]
    packed = cards_pack(cards=chosen, own_on="entry", shop=SHOP, texts={"自动回复.txt": "亲，您好！"})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {
            "自动回复.txt", *(file_name(each, form) for each in chosen for form in FORMS),
        }  # fmt: skip
        assert archive.read("自动回复.txt").decode() == "亲，您好！"
        assert opened(archive.read("客服入口示意图-长图.png")).width == 1080
