"""Covering what a telephone takes today: an honest photo is never lost to the making of its covered copy."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image

from cases.adapters.darkroom import client

INK = (24, 22, 16)


def photo(width: int, height: int, kind: str = "JPEG") -> bytes:
    """Return a picture that no lossless format makes small."""
    out = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(out, kind, quality=88)
    return out.getvalue()


def covered(content: bytes, media_type: str, folder: Path, **options: bool) -> dict:
    path = folder / "original"
    path.write_bytes(content)
    (folder / "out").mkdir(exist_ok=True)
    return client.develop(path, media_type, folder / "out", [[250, 250, 500, 500]], **options)


@pytest.mark.parametrize(
    ("size", "copied"), [((5712, 4284), (5712, 4284)), ((8064, 6048), (4032, 3024))], ids=["24 MP", "48 MP"]
)
def test_it_covers_a_photo_far_within_its_limits(size, copied, tmp_path, monkeypatch):
    monkeypatch.setattr(client, "CPU_SECONDS", 5)
    got = covered(photo(*size), "image/jpeg", tmp_path)
    assert got["ok"], got
    made = got["made"]["covered"]
    assert (made["media_type"], made["width"], made["height"]) == ("image/jpeg", *copied)
    with Image.open(made["path"]) as image:
        seen = image.convert("RGB")
        assert all(abs(a - b) < 4 for a, b in zip(seen.getpixel((copied[0] // 2, copied[1] // 2)), INK, strict=True))
        assert not image.getexif()


@pytest.mark.parametrize(
    ("size", "seen", "copied"),
    [((8192, 6144), (1600, 1200), (4096, 3072)), ((12_000, 9_000), (1600, 1200), (3000, 2250))],
    ids=["50 MP", "108 MP"],
)
def test_it_shows_and_covers_whatever_photo_a_telephone_takes(size, seen, copied, tmp_path, monkeypatch):
    monkeypatch.setattr(client, "CPU_SECONDS", 5)
    out = io.BytesIO()
    Image.new("L", size, 200).save(out, "JPEG", quality=80)
    made = covered(out.getvalue(), "image/jpeg", tmp_path)["made"]
    assert (made["screen"]["width"], made["screen"]["height"]) == seen
    assert (made["covered"]["width"], made["covered"]["height"]) == copied
    (tmp_path / "dossier").mkdir()
    got = client.plates(tmp_path / "original", "image/jpeg", tmp_path / "dossier")
    assert max(got["copy"]["width"], got["copy"]["height"]) == 1900


def test_it_covers_a_picture_of_fifty_megapixels_of_another_kind(tmp_path):
    out = io.BytesIO()
    Image.new("RGBA", (8192, 6144), (200, 30, 30, 200)).save(out, "PNG", compress_level=1)
    made = covered(out.getvalue(), "image/png", tmp_path)["made"]["covered"]
    assert (made["width"], made["height"]) == (4096, 3072)


@pytest.mark.parametrize(("subsampling", "too_large"), [(2, False), (0, True)], ids=["half the colours", "all colours"])
def test_it_keeps_without_a_picture_what_must_be_held_whole_and_is_too_large(subsampling, too_large, tmp_path):
    """A progressive JPEG is not decoded row by row; what is said of one too large is that, not that it is damaged."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(out, "JPEG", progressive=True, subsampling=subsampling)
    content = bytearray(out.getvalue())
    at = content.index(b"\xff\xc2") + 5
    content[at : at + 4] = struct.pack(">HH", 9_000, 12_000)
    (tmp_path / "out").mkdir()
    (tmp_path / "original").write_bytes(content)
    got = client.develop(tmp_path / "original", "image/jpeg", tmp_path / "out")
    assert (got.get("note") == "pixels") is too_large, got


def test_it_covers_a_large_picture_of_another_kind_at_half_its_size(tmp_path):
    out = io.BytesIO()
    Image.new("RGBA", (8064, 6048), (200, 30, 30, 200)).save(out, "PNG", compress_level=1)
    made = covered(out.getvalue(), "image/png", tmp_path)["made"]["covered"]
    assert (made["media_type"], made["width"], made["height"]) == ("image/png", 4032, 3024)
    with Image.open(made["path"]) as image:
        edge = image.crop((1000, 750, 3032, 2274)).getcolors(1 << 16)
        # All of what the rectangle touches, and nothing mixed with it.
        assert {color for _, color in image.getcolors(1 << 16)} == {INK, image.getpixel((5, 5))}
        assert INK in {color for _, color in edge}


def test_it_keeps_every_pixel_of_a_long_screenshot(tmp_path):
    out = io.BytesIO()
    Image.new("RGB", (1080, 30000), "white").save(out, "PNG", compress_level=1)
    made = covered(out.getvalue(), "image/png", tmp_path)["made"]["covered"]
    assert (made["media_type"], made["width"], made["height"]) == ("image/png", 1080, 30000)


def test_it_keeps_a_screenshot_without_loss_and_a_noisy_one_small(tmp_path):
    out = io.BytesIO()
    Image.new("RGB", (1080, 2400), (240, 240, 240)).save(out, "PNG")
    assert covered(out.getvalue(), "image/png", tmp_path)["made"]["covered"]["media_type"] == "image/png"
    noisy = covered(photo(2400, 2000, "PNG"), "image/png", tmp_path)["made"]["covered"]
    assert noisy["media_type"] == "image/jpeg"


def test_it_covers_what_a_page_shows_after_a_failure(tmp_path):
    made = covered(photo(4000, 3000), "image/jpeg", tmp_path, careful=True)["made"]
    assert (made["covered"]["width"], made["covered"]["height"]) == (1600, 1200)
    with Image.open(made["covered"]["path"]) as image:
        assert max(image.convert("RGB").getpixel((800, 600))) < 40


def test_it_keeps_a_webp_larger_than_its_decoder_has_room_for(tmp_path):
    out = io.BytesIO()
    Image.new("RGB", (8064, 6048), "white").save(out, "WEBP", method=0)
    got = covered(out.getvalue(), "image/webp", tmp_path)
    assert (got["ok"], got.get("note"), got["width"]) == (True, "pixels", 8064)
