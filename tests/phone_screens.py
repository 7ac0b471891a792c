"""What a phone shows, drawn by a browser and squeezed as screenshots are: chats in both lights, an order.

Every name and number is made up, and so is every line of the layout.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image
from playwright.sync_api import Browser

_BAR = "<div class=bar><b>10:47</b><span>5G ▮▮▮ 86%</span></div>"
_BASE = "*{box-sizing:border-box;margin:0}body{width:390px;font:16px 'Noto Sans CJK SC',sans-serif}"
_BASE += ".bar{height:38px;padding:10px 24px;display:flex;justify-content:space-between;font-size:14px}"
_CHAT = """.top{height:44px;text-align:center;line-height:44px;font-weight:600}
.t{text-align:center;color:#999;font-size:12px;margin:14px 0 8px}.r{display:flex;gap:10px;padding:8px 12px}
.me{flex-direction:row-reverse}.a{width:40px;height:40px;border-radius:6px;background:#7a9;flex:none}
.bub{max-width:250px;padding:10px 12px;border-radius:8px;line-height:1.45}.me .bub{background:#95ec69;color:#111}
.n{font-size:11px;color:#999}"""
_LIGHT = "body{background:#ededed;color:#111}.bub{background:#fff}"
_DARK = "body{background:#111;color:#ddd}.bub{background:#2c2c2c}"
SMALL = "body{font-size:12px}.bub{max-width:290px}.n{font-size:9px}.t{font-size:10px}"
_PAGE = """body{font-size:14px;background:#f4f4f4;color:#222}
.c{background:#fff;margin:10px;border-radius:12px;padding:14px}
.h{background:linear-gradient(90deg,#27c,#15a);color:#fff;padding:18px;font-size:18px}
.l{display:flex;justify-content:space-between;padding:5px 0;color:#666}.p{color:#c30;font-size:18px;font-weight:700}"""


def chat_page(rows: Sequence[tuple[str, str]], *, title: str, dark: bool = False, style: str = "") -> str:
    """Return a chat: rows of (who, words); who is "time", "me", "them", or the name shown above their bubble."""
    page = f"<meta charset=utf-8><style>{_BASE}{_CHAT}{_DARK if dark else _LIGHT}{style}</style>{_BAR}"
    page += f"<div class=top>‹ {title} ···</div>"
    for who, words in rows:
        if who == "time":
            page += f"<div class=t>{words}</div>"
            continue
        name = f"<div class=n>{who}</div>" if who not in ("me", "them") else ""
        side = "r me" if who == "me" else "r"
        page += f'<div class="{side}"><div class=a></div><div>{name}<div class=bub>{words}</div></div></div>'
    return page


def order_page(shop: str, sums: Sequence[tuple[str, str]], rows: Sequence[tuple[str, str]]) -> str:
    """Return the page of an order: sums and rows of (label, value), the last sum written large."""
    *first, (label, paid) = sums
    page = f"<meta charset=utf-8><style>{_BASE}{_PAGE}</style>{_BAR}"
    page += f"<div class=h>交易成功</div><div class=c><b>{shop} ›</b>"
    page += "".join(f"<div class=l><span>{name}</span><span>{value}</span></div>" for name, value in first)
    page += f"<div class=l><b>{label}</b><span class=p>{paid}</span></div></div><div class=c>"
    page += "".join(f"<div class=l><span>{name}</span><b>{value}</b></div>" for name, value in rows)
    return page + "</div>"


def photographed(browser: Browser, page: str) -> bytes:
    """Return the page as a JPEG of a phone's size and of poor quality."""
    tab = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2.77)
    tab.set_content(page)
    png = tab.screenshot()
    tab.close()
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").save(out, "JPEG", quality=60)
    return out.getvalue()
