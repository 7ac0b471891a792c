"""The colours of a telephone's wide gamut are shown as they were seen; a profile that is none is left out."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image

from cases.adapters.darkroom import client
from tests.exhibits import display_p3

# The same red, as Display P3 and as sRGB write it.
WIDE, SEEN = (232, 61, 50), (250, 31, 34)
COVERS = [[0.0, 0.0, 100.0, 100.0]]


def photo(kind: str, size: tuple[int, int] = (600, 400), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, WIDE).convert(mode, palette=Image.Palette.ADAPTIVE).save(out, kind, **options)
    return out.getvalue()


def shown(content: bytes, kind: str, folder: Path, *, careful: bool = False) -> list[tuple[int, ...]]:
    """Return the colour in the middle of the screen, the covered copy, the dossier's copy and its plate."""
    (folder / "original").write_bytes(content)
    for name in ("seen", "dossier"):
        (folder / name).mkdir()
    asked = (folder / "original", f"image/{kind.lower()}")
    made = client.develop(*asked, folder / "seen", COVERS, careful=careful)["made"]
    got = client.plates(*asked, folder / "dossier")
    places = [made["screen"], made["covered"], got["copy"], *got["plates"][:1]]
    found = []
    for one in places:
        with Image.open(one["path"]) as image:
            assert "icc_profile" not in image.info
            found.append(image.convert("RGB").getpixel((image.width // 2, image.height // 2)))
    return found


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 8 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("kind", "mode", "size"),
    [
        ("JPEG", "RGB", (600, 400)),
        ("JPEG", "RGB", (6200, 4200)),
        ("PNG", "RGB", (600, 400)),
        ("PNG", "RGBA", (3000, 2000)),
        ("PNG", "P", (3000, 2000)),
        ("WEBP", "RGB", (600, 400)),
        ("TIFF", "RGB", (600, 400)),
        ("AVIF", "RGB", (600, 400)),
    ],
)
def test_it_shows_wide_colours_as_they_were_seen(kind, mode, size, tmp_path):
    found = shown(photo(kind, size, mode, icc_profile=display_p3()), kind, tmp_path)
    assert all(near(one, SEEN) for one in found), found


def _broken() -> dict[str, bytes]:
    whole = display_p3()
    endless = bytearray(whole)
    struct.pack_into(">I", endless, 128, 0xFFFFFFFF)
    far = bytearray(whole)
    struct.pack_into(">I", far, 136, 0x7FFFFFFF)
    return {
        "cut": whole[:200],
        "noise": bytes(range(256)) * 40,
        "too many tags": bytes(endless),
        "tags beyond it": bytes(far),
        "of another space": whole[:16] + b"CMYK" + whole[20:],
    }


@pytest.mark.parametrize("name", _broken())
def test_it_leaves_a_profile_out_that_is_none(name, tmp_path):
    found = shown(photo("JPEG", icc_profile=_broken()[name]), "JPEG", tmp_path)
    assert all(near(one, WIDE) or near(one, SEEN) for one in found), found


def test_it_leaves_the_profile_out_after_a_failure(tmp_path):
    screen, covered, *_ = shown(photo("JPEG", icc_profile=display_p3()), "JPEG", tmp_path, careful=True)
    assert near(screen, WIDE)
    assert near(covered, WIDE)
