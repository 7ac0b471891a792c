"""Screenshots with words in them, drawn here: a chat with a promise, an order. Every name and number is made up."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFont

from tests.architecture.rules import ROOT

FONT = ROOT / "press" / "fonts" / "NotoSansSC-Regular.ttf"
NUMBER, AGENT, PHONE = "2847561930472918", "6789", "13812345678"
COMMON = (
    "的一是在有人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
)
PROMISE = "请您放心，已经登记，24小时内给您回复处理结果"


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def chat_screen(said_at: str = "11月23日 10:02", agent: str = AGENT) -> bytes:
    """Return a chat as a phone shows it: what they wrote on the left, what the shopper wrote on the right."""
    image = Image.new("RGB", (1080, 2000), (237, 237, 237))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 1080, 150), fill=(250, 250, 250))
    pen.text((400, 50), "示例旗舰店", font=_font(46), fill=(20, 20, 20))
    pen.text((400, 180), said_at, font=_font(32), fill=(120, 120, 120))
    top = 260
    bubbles = (
        (True, [f"订单编号：{NUMBER}", "少发了一顶帽子"]),
        (False, [f"您好，客服工号{agent}为您服务"]),
        (False, ["请您放心，已经登记，24小时内给", "您回复处理结果"]),
        (True, [f"退款金额￥199.00，手机号{PHONE}", "地址：浙江省杭州市西湖区文三路", "100号3幢201"]),
    )
    for mine, lines in bubbles:
        wide = max(pen.textlength(line, font=_font(42)) for line in lines) + 60
        left = 1080 - wide - 120 if mine else 120
        high = 62 * len(lines) + 40
        fill = (149, 236, 105) if mine else (255, 255, 255)
        pen.rounded_rectangle((left, top, left + wide, top + high), 20, fill=fill)
        for place, line in enumerate(lines):
            pen.text((left + 30, top + 18 + place * 62), line, font=_font(42), fill=(20, 20, 20))
        top += high + 50
    return _png(image)


def order_screen(number: str = NUMBER) -> bytes:
    """Return the page of an order as a platform shows it."""
    image = Image.new("RGB", (1080, 1600), (245, 245, 245))
    pen = ImageDraw.Draw(image)
    rows = (
        ("淘宝  交易成功", 50),
        ("示例家居旗舰店", 44),
        ("保温杯 500ml 象牙白", 44),
        ("实付款  ￥1,299.00", 44),
        ("收货人：李雷  13912345678", 40),
        (f"订单编号：{number}", 40),
        ("付款时间：2026-11-10 20:15:03", 40),
        ("发货时间：2026-11-11 09:00:00", 40),
    )
    for place, (words, size) in enumerate(rows):
        pen.text((60, 120 + place * 120), words, font=_font(size), fill=(20, 20, 20))
    return _png(image)


def app_screen(seed: int) -> bytes:
    """Return a phone's whole screen, 1080 by 2400: an order, a chat or a product page with photographs of things."""
    chance = random.Random(seed)
    image = Image.new("RGB", (1080, 2400), (245, 245, 247))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 1080, 220), fill="white")
    pen.text((48, 30), f"{9 + seed % 12}:4{seed % 10}", font=_font(36), fill=(30, 30, 30))
    pen.text((420, 120), ("订单详情", "联系客服", "商品详情")[seed % 3], font=_font(48), fill=(20, 20, 20))
    top = 250
    if seed % 6 == 2:
        image.paste(_photo(chance, 1080, 900), (0, 220))
        top = 1150
    while top < 2050:
        pen.rounded_rectangle((24, top, 1056, top + 330), 24, fill="white")
        image.paste(_photo(chance, 230, 230), (54, top + 50))
        for line, ink in enumerate(((40, 40, 40), (40, 40, 40), (130, 130, 130))):
            words = "".join(chance.choices(COMMON, k=16))
            pen.text((320, top + 50 + line * 66), words, font=_font(40), fill=ink)
        price = f"￥{chance.randint(10, 999)}.{chance.randint(10, 99)}"
        pen.text((320, top + 255), price, font=_font(46), fill=(255, 80, 0))
        top += 360
    pen.rectangle((0, 2200, 1080, 2400), fill="white")
    for place, words in enumerate(("联系商家", "申请售后", "再次购买")):
        left = 60 + place * 340
        pen.rounded_rectangle((left, 2235, left + 300, 2335), 50, outline=(200, 200, 200), width=3, fill="white")
        pen.text((left + 66, 2258), words, font=_font(42), fill=(60, 60, 60))
    return _png(image)


def _photo(chance: random.Random, width: int, height: int) -> Image.Image:
    """Return something as hard to pack as a photograph: soft forms with the grain of a sensor over them."""
    forms = Image.frombytes("RGB", (7, 7), chance.randbytes(147)).resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (width, height), chance.randbytes(width * height)).convert("RGB")
    return Image.blend(forms, grain, 0.06)
