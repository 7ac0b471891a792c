"""Pictures of steps as SVG and PNG, the card of a guide, screenshots: public, drawn once, the same marks."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from guides.models import Screenshot
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
