"""Pictures of steps as SVG and PNG, the card of a guide, screenshots: public, drawn once, the same marks."""

from __future__ import annotations

import io
from copy import deepcopy

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from guides.adapters import stamp
from guides.models import Guide, Screenshot
from guides.services.guide_publish import guide_publish
from tests.factories import NOW
from tests.web.cases.checklist import check_verbs

pytestmark = pytest.mark.django_db
GUIDE = "/guides/taobao/taobao-step-in/"
RED = (208, 42, 26)


def picture_of(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_it_gives_the_picture_as_svg(client: Client) -> None:
    check_verbs(client, f"{GUIDE}step-in.svg", "get")
    response = client.get(f"{GUIDE}step-in.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert "申请平台介入" in response.content.decode()
    assert "Platform steps in" in client.get(f"/en{GUIDE}step-in.svg").content.decode()


def test_it_gives_the_picture_as_png_with_the_red_box_in_it(client: Client) -> None:
    response = client.get(f"{GUIDE}step-in.png")
    assert response["Content-Type"] == "image/png"
    assert "taobao-step-in-step-in.png" in response["Content-Disposition"]
    picture = picture_of(response.content)
    assert picture.width == 1080
    colours = {colour for _count, colour in picture.getcolors(picture.width * picture.height)}
    assert RED in colours


def test_it_draws_a_picture_once(client: Client, monkeypatch) -> None:
    first = client.get(f"{GUIDE}step-in.png")

    def drawn(*_: object, **__: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr("guides.selectors.pictures.typeset", drawn)
    again = client.get(f"{GUIDE}step-in.png")
    assert again.content == first.content
    kept = client.get(f"{GUIDE}step-in.png", headers={"If-None-Match": first["ETag"]})
    assert (kept.status_code, kept.content) == (304, b"")


def test_it_makes_a_card_to_share(client: Client) -> None:
    picture = picture_of(client.get(f"{GUIDE}card.png").content)
    assert picture.size == (1200, 630)


@pytest.mark.parametrize("path", ["no-such-step.png", "no-such-step.svg"])
def test_it_has_no_picture_of_another_step(client: Client, path: str) -> None:
    assert client.get(GUIDE + path).status_code == 404
    assert client.get("/guides/taobao/nothing/card.png").status_code == 404


def test_it_shows_a_screenshot_of_any_size_with_the_same_marks(client: Client, loaded: None) -> None:
    """An editor replaces the schematic by a tall screenshot: the box stays at its place on the page and in the PNG."""
    out = io.BytesIO()
    Image.new("RGB", (540, 1170), "white").save(out, "PNG")
    shot = Screenshot.objects.create(
        name=default_storage.save("guides/tall.png", ContentFile(out.getvalue())),
        width=540,
        height=1170,
        size=len(out.getvalue()),
        sha256="1" * 64,
        uploaded_at=NOW,
        confirmed_no_personal_data_at=NOW,
    )
    row = Guide.objects.get(pk="taobao-step-in")
    assert row.published is not None
    document = deepcopy(row.published.content)
    box = {"kind": "box", "x": 250, "y": 500, "w": 500, "h": 100, "alt_zh": "这里", "alt_en": "Here"}
    document["steps"][2]["picture"] = {
        "kind": "screenshot", "screenshot": shot.pk, "width": 540, "height": 1170,
        "alt_zh": "退款详情", "alt_en": "Refund details", "marks": [box],
    }  # fmt: skip
    guide_publish(guide=row, document=document, now=NOW, by=None)
    stamp.forget()
    page = client.get(GUIDE).content.decode()
    assert f'<image href="/guides/screenshots/{shot.pk}.png" width="360" height="780"/>' in page
    assert '<rect x="90" y="390" width="180" height="78"' in page
    assert page.count("示意图，非平台官方界面") == 3
    picture = picture_of(client.get(f"{GUIDE}step-in.png").content)
    assert picture.size == (1080, 2340)
    # The left side of the box, half way down.
    assert picture.getpixel((270, 1287)) == RED
    assert picture.getpixel((540, 1287)) == (255, 255, 255)


def test_it_serves_a_screenshot_only_once_somebody_confirmed_it(client: Client, bob) -> None:
    out = io.BytesIO()
    Image.new("RGB", (30, 60), "white").save(out, "PNG")
    name = default_storage.save("guides/test-shot.png", ContentFile(out.getvalue()))
    row = Screenshot.objects.create(
        name=name, width=30, height=60, size=1, sha256="0" * 64, uploaded_at=NOW, uploaded_by=bob
    )
    assert client.get(f"/guides/screenshots/{row.pk}.png").status_code == 404
    row.confirmed_no_personal_data_at = NOW
    row.save(update_fields=["confirmed_no_personal_data_at"])
    assert picture_of(client.get(f"/guides/screenshots/{row.pk}.png").content).size == (30, 60)
    assert client.get(f"/guides/screenshots/{row.pk + 1}.png").status_code == 404
