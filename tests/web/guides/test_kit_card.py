"""/kit/ and a card's page: looked at live, nothing asked for, nothing kept."""

from __future__ import annotations

import base64
import io
import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from PIL import Image

from guides.adapters import budget
from guides.forms import kit as kit_form
from guides.selectors.cards import cards

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
GOOD = {
    "card": "exchange",
    "platform": "jd",
    "shop_name": "声野数码旗舰店官方直营店",
    "hours": "每天 9:00–21:00",
    "reply": "2 小时内",
    "review": "24 小时",
    "main": "#1B5A4B",
    "paper": "#FFFDF8",
}


def page_of(response) -> str:
    return response.content.decode()


def looked_at(page: str) -> Image.Image:
    """Return the card drawn into the page."""
    found = re.search(r'src="data:image/webp;base64,([^"]+)"', page)
    assert found, "no card in the page"
    return Image.open(io.BytesIO(base64.b64decode(found[1])))


def screenshot(colour: str = "#3366AA") -> io.BytesIO:
    written = io.BytesIO()
    Image.new("RGB", (400, 700), colour).save(written, "PNG")
    written.seek(0)
    written.name = "order page.png"
    return written


def test_it_shows_all_cards_and_leads_to_each(client):
    page = page_of(client.get(reverse("kit")))
    for each in cards():
        assert f'href="{reverse("kit-card", args=[each.slug])}"' in page
        assert each.name.zh in page
    assert reverse("kit-reply") in page
    assert reverse("kit-numbers") in page


def test_it_is_linked_from_the_foot_of_the_first_page(client):
    assert f'href="{reverse("kit")}"' in page_of(client.get(reverse("landing")))


def test_it_is_there_in_english_and_says_that_cards_are_chinese(client):
    page = page_of(client.get("/en/kit/entry/"))
    assert "Where to find customer service" in page
    assert "The card is in Chinese, because your shoppers read it." in page
    assert 'For example <span lang="zh-Hans">每天 9:00–21:00</span>. Left empty, the line is left out.' in page


def test_it_opens_without_an_account_a_session_or_a_drawing(client):
    response = client.get(reverse("kit-card", args=["exchange"]))
    page = page_of(response)
    assert response.status_code == 200
    assert reverse("kit-sample", args=["exchange", 720]) in page
    assert len(page.encode()) < 25_000
    assert not Session.objects.exists()


def test_it_draws_what_was_typed_while_it_is_typed(client):
    response = client.post(reverse("kit-card", args=["entry"]), GOOD, headers=HTMX)
    page = page_of(response)
    assert response.status_code == 200
    assert page.lstrip().startswith('<section id="look"')
    assert "效果：换货流程" in page
    assert "24 小时内审核，结果在这一页看" in page
    assert looked_at(page).width == 720
    assert not Session.objects.exists()


def test_it_keeps_drawing_while_something_is_missing_and_says_what(client):
    response = client.post(reverse("kit-card", args=["entry"]), GOOD | {"shop_name": ""}, headers=HTMX)
    page = page_of(response)
    assert response.status_code == 200
    assert "写上店铺名" in page
    assert looked_at(page).width == 720


def test_it_works_without_javascript(client):
    response = client.post(reverse("kit-card", args=["entry"]), GOOD)
    page = page_of(response)
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert f'value="{GOOD["shop_name"]}"' in page
    assert looked_at(page).width == 720


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"shop_name": ""}, "写上店铺名"),
        ({"shop_name": "店" * 41}, "40"),
        ({"shop_name": "小店\U000f0000"}, "在卡片上印不出来，换一种写法。"),
        ({"hours": "อ 9:00"}, "“อ”在卡片上印不出来"),
        ({"main": "#F2E9C0"}, "对比只有 1.2 : 1，至少要 3 : 1。把主色调深，例如 #"),
        ({"main": "#222222", "paper": "#111111"}, "把主色调亮，例如 #"),
        ({"main": "green"}, "颜色写成 # 加六位"),
        ({"card": "poster"}, "poster"),
        ({"m1_kind": "box", "m1_x": "1200", "m1_y": "3"}, "填 0 到 1000 的数"),
        ({"kept": "not base64!"}, "读不了这张图片"),
    ],
)
def test_it_says_beside_the_field_what_to_change_and_loses_nothing(client, wrong, sentence):
    response = client.post(reverse("kit-card", args=["exchange"]), GOOD | wrong)
    page = page_of(response)
    assert response.status_code == 422
    assert sentence in page
    assert "<title>错误：" in page
    for name in ("hours", "review"):
        assert f'value="{(GOOD | wrong)[name]}"' in page


def test_it_suggests_a_colour_that_then_passes(client):
    page = page_of(client.post(reverse("kit-card", args=["exchange"]), GOOD | {"main": "#F2E9C0"}))
    better = re.search(r"例如 (#[0-9A-F]{6})", page)
    assert better
    assert client.post(reverse("kit-card", args=["exchange"]), GOOD | {"main": better[1]}).status_code == 200


def test_it_carries_the_screenshot_in_the_form_alone(client, settings):
    first = client.post(reverse("kit-card", args=["exchange"]), GOOD | {"picture": screenshot()}, headers=HTMX)
    page = page_of(first)
    assert 'id="own"' in page
    assert 'hx-swap-oob="true"' in page
    kept = re.search(r'name="kept" value="([^"]+)"', page)
    assert kept
    with Image.open(io.BytesIO(base64.b64decode(kept[1]))) as carried:
        assert (carried.format, carried.size) == ("JPEG", (400, 700))
    mark = {"kept": kept[1], "m1_kind": "box", "m1_x": "100", "m1_y": "600", "m1_w": "500", "m1_h": "100"}
    second = page_of(client.post(reverse("kit-card", args=["exchange"]), GOOD | mark, headers=HTMX))
    # No new picture: the part one may be typing in stays where it is.
    assert 'id="own"' not in second
    red, _green, blue = looked_at(second).convert("RGB").resize((360, 1)).getpixel((90, 0))
    assert blue > red
    # What is wrong elsewhere does not cost the picture.
    third = page_of(client.post(reverse("kit-card", args=["exchange"]), GOOD | mark | {"shop_name": ""}))
    assert f'name="kept" value="{kept[1][:40]}' in third
    assert not Session.objects.exists()


def test_it_refuses_what_is_no_picture(client):
    text = io.BytesIO(b"<svg onload=alert(1)>")
    text.name = "page.png"
    response = client.post(reverse("kit-card", args=["exchange"]), GOOD | {"picture": text})
    assert response.status_code == 422
    assert "读不了这张图片。请用 10 MB 以内的 JPEG、PNG、WebP 或 HEIC。" in page_of(response)


def test_it_refuses_a_file_that_is_too_large_without_reading_it(client, monkeypatch):
    monkeypatch.setattr(kit_form, "CARRIED_MOST_BYTES", 100)
    monkeypatch.setattr(kit_form, "carried_picture", lambda content: pytest.fail("it was read"))
    response = client.post(reverse("kit-card", args=["exchange"]), GOOD | {"picture": screenshot()})
    assert response.status_code == 422
    assert "读不了这张图片" in page_of(response)


def test_it_gives_a_link_that_brings_the_setting_back_and_holds_no_screenshot(client):
    page = page_of(client.post(reverse("kit-card", args=["exchange"]), GOOD | {"picture": screenshot()}, headers=HTMX))
    link = re.search(r'href="(/kit/exchange/\?k=[^"]+)"', page)
    assert link
    assert len(link[1]) < 600
    back = page_of(client.get(link[1]))
    assert f'value="{GOOD["shop_name"]}"' in back
    assert re.search(r'value="jd"[^>]*checked', back)
    assert looked_at(back).width == 720


def test_it_says_so_when_a_link_was_changed(client):
    response = client.get(reverse("kit-card", args=["entry"]) + "?k=forged:token")
    assert response.status_code == 200
    assert "这个链接读不出来" in page_of(response)


def test_it_starts_with_what_the_address_asks_for(client):
    page = page_of(client.get(reverse("kit-card", args=["entry"]) + "?platform=pdd&shop_name=%E5%B0%8F%E5%BA%97"))
    assert 'value="小店"' in page
    assert re.search(r'value="pdd"[^>]*checked', page)


@pytest.mark.parametrize("asked", ["main=red", "paper=%23GG0000", "shop_name=%00%F3%B0%80%80", "platform=none", "k="])
def test_it_draws_whatever_an_address_asks_for(client, asked):
    response = client.get(reverse("kit-card", args=["entry"]) + "?" + asked)
    assert response.status_code == 200
    assert "这次没画出来" not in page_of(response)


@pytest.mark.parametrize("name", ["kit", "kit-card", "kit-sample"])
def test_it_takes_only_the_verbs_it_knows(client, name):
    args = {"kit": [], "kit-card": ["entry"], "kit-sample": ["entry", 320]}[name]
    assert client.delete(reverse(name, args=args)).status_code == 405
    if name != "kit-card":
        assert client.post(reverse(name, args=args)).status_code == 405


def test_it_knows_no_other_card(client):
    assert client.get(reverse("kit-card", args=["poster"])).status_code == 404
    assert client.get(reverse("kit-sample", args=["poster", 320])).status_code == 404
    assert client.get(reverse("kit-sample", args=["entry", 5000])).status_code == 404


def test_it_serves_the_sample_for_a_day(client):
    response = client.get(reverse("kit-sample", args=["entry", 320]))
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert Image.open(io.BytesIO(response.content)).width == 320


def test_it_stops_who_asks_too_often_and_says_when_to_come_back(client, monkeypatch):
    monkeypatch.setattr(budget, "UNITS", 2)
    monkeypatch.setattr(budget, "WINDOW_SECONDS", 10**9)
    answers = [client.post(reverse("kit-card", args=["entry"]), GOOD, headers=HTMX) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0
    assert client.get(reverse("kit-card", args=["entry"])).status_code == 200
