"""Pictures of steps as SVG and PNG, the card of a guide, screenshots: public, drawn once, the same marks."""

from __future__ import annotations

import io
from copy import deepcopy
from secrets import token_hex

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from guides.adapters import stamp
from guides.models import Guide, Screenshot
from guides.services.guide_publish import guide_publish
from guides.services.knowledge_version import change_version
from tests.factories import NOW
from tests.screens import app_screen
from tests.web.cases.checklist import check_verbs

pytestmark = pytest.mark.django_db
GUIDE = "/guides/taobao/taobao-step-in/"
RED = (208, 42, 26)
FIRST = "open-order"


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


def upload(*, shown: bool = True, content: bytes = b"") -> Screenshot:
    """Return a screenshot, white and tall unless its content is given."""
    if not content:
        out = io.BytesIO()
        Image.new("RGB", (540, 1170), "white").save(out, "PNG")
        content = out.getvalue()
    size = picture_of(content).size
    return Screenshot.objects.create(
        name=default_storage.save(f"guides/{token_hex(8)}.png", ContentFile(content)),
        width=size[0],
        height=size[1],
        size=len(content),
        sha256="1" * 64,
        uploaded_at=NOW,
        confirmed_no_personal_data_at=NOW if shown else None,
    )


def publish_with(shot: Screenshot, step: int) -> None:
    """Publish the guide with the screenshot as a step's picture, a box over it."""
    row = Guide.objects.get(pk="taobao-step-in")
    assert row.published is not None
    document = deepcopy(row.published.content)
    box = {"kind": "box", "x": 250, "y": 500, "w": 500, "h": 100, "alt_zh": "这里", "alt_en": "Here"}
    document["steps"][step]["picture"] = {
        "kind": "screenshot", "screenshot": shot.pk, "width": shot.width, "height": shot.height,
        "alt_zh": "退款详情", "alt_en": "Refund details", "marks": [box],
    }  # fmt: skip
    guide_publish(guide=row, document=document, now=NOW, by=None)
    stamp.forget()


def test_it_shows_a_screenshot_of_any_size_with_the_same_marks(client: Client, loaded: None) -> None:
    """An editor replaces the schematic by a tall screenshot: the box stays at its place on the page and in the PNG."""
    shot = upload()
    publish_with(shot, 2)
    page = client.get(GUIDE).content.decode()
    src = f'src="/guides/screenshots/{shot.pk}.webp" alt="退款详情" width="360" height="780" loading="lazy"'
    assert f"<img {src}" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 780"' in page
    assert 'role="img" aria-label="这里"' in page
    assert '<rect x="90" y="390" width="180" height="78"' in page
    assert page.count("示意图，非平台官方界面") == 3
    picture = picture_of(client.get(f"{GUIDE}step-in.png").content)
    assert picture.size == (1080, 2340)
    # The left side of the box, half way down.
    assert picture.getpixel((270, 1287)) == RED
    assert picture.getpixel((540, 1287)) == (255, 255, 255)


def test_it_serves_a_screenshot_only_once_somebody_confirmed_it(client: Client, bob) -> None:
    row = upload(shown=False)
    assert client.get(f"/guides/screenshots/{row.pk}.webp").status_code == 404
    row.confirmed_no_personal_data_at = NOW
    row.save(update_fields=["confirmed_no_personal_data_at"])
    assert picture_of(client.get(f"/guides/screenshots/{row.pk}.webp").content).size == (540, 1170)
    assert client.get(f"/guides/screenshots/{row.pk + 1}.webp").status_code == 404


def test_it_has_every_picture_of_a_screenshot_asked_for_anew(client: Client, loaded: None) -> None:
    """What a browser or a proxy kept is shown again only once we said that nobody covered it meanwhile."""
    shot = upload()
    publish_with(shot, 0)
    addresses = (
        f"/guides/screenshots/{shot.pk}.webp",
        f"{GUIDE}{FIRST}.svg",
        f"{GUIDE}{FIRST}.png",
        f"{GUIDE}card.png",
    )
    for address in addresses:
        first = client.get(address)
        assert first["Cache-Control"] == "public, no-cache", address
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "public, no-cache"), address
    tags = {address: client.get(address)["ETag"] for address in addresses}
    shot.confirmed_no_personal_data_at = None
    shot.save(update_fields=["confirmed_no_personal_data_at"])
    change_version(now=NOW)
    gone = [client.get(address, headers={"If-None-Match": tag}) for address, tag in tags.items()]
    assert [each.status_code for each in gone] == [404, 404, 404, 200]
    assert gone[3]["ETag"] != tags[addresses[3]]


def test_it_shows_a_screenshot_light_and_downloads_it_whole(client: Client, loaded: None) -> None:
    """The page's picture is a WebP 720 wide, made once; what is saved is a PNG 1080 wide, with the marks in it."""
    shot = upload(content=app_screen(1))
    publish_with(shot, 0)
    light = client.get(f"/guides/screenshots/{shot.pk}.webp")
    assert light["Content-Type"] == "image/webp"
    assert picture_of(light.content).size == (720, 1600)
    assert len(light.content) < shot.size / 10
    with default_storage.open(shot.light_name) as kept:
        assert kept.read() == light.content
    assert client.get(f"/guides/screenshots/{shot.pk}.webp")["ETag"] == light["ETag"]
    saved = client.get(f"{GUIDE}{FIRST}.png")
    assert (saved["Content-Type"], picture_of(saved.content).width) == ("image/png", 1080)


def test_it_lets_a_drawn_picture_be_kept_for_a_day(client: Client, loaded: None) -> None:
    publish_with(upload(), 0)
    for address in (f"{GUIDE}step-in.svg", f"{GUIDE}step-in.png", "/guides/taobao/taobao-complain/card.png"):
        assert client.get(address)["Cache-Control"] == "public, max-age=86400", address
