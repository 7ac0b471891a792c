"""The bounded process: every file of the corpus has its outcome, and it survives all of them."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from cases.adapters.darkroom import client
from cases.domain.media import Found, sniff_whole
from tests.corpus import CORPUS, exif
from tests.exhibits import amr, movie, mp3, pdf, picture, tiff, turned, webm
from tests.papers import PATCH, drawn, read_out, shows_patch, written

KEPT = [one for one in CORPUS if not one.outcome.startswith("refused")]


def develop(content: bytes, folder, covers=None) -> dict:
    found = sniff_whole(content)
    assert isinstance(found, Found)
    path = folder / "original"
    path.write_bytes(content)
    (folder / "out").mkdir(exist_ok=True)
    return client.develop(path, found.type.name, folder / "out", covers)


@pytest.mark.parametrize("odd", KEPT, ids=lambda odd: f"{odd.of}-{odd.name}")
def test_it_ends_as_expected(odd, tmp_path):
    start = time.monotonic()
    got = develop(odd.make(), tmp_path)
    assert time.monotonic() - start < 15
    outcome, what = odd.outcome.split(" ", 1)
    if outcome == "rejected":
        assert (got["ok"], got["reason"]) == (False, what)
        return
    assert got["ok"], got
    if outcome == "unseen":
        assert got["note"] == "pixels"
        assert "made" not in got
    elif what.startswith("image/"):
        assert {name for name in got["made"] if not name.startswith(("slice-", "page-"))} == {"screen", "thumb"}


def test_it_goes_on_with_the_same_process_after_all_of_them(tmp_path):
    first = client.helper._running().pid
    for odd in KEPT[-12:]:
        develop(odd.make(), tmp_path)
    assert client.helper._running().pid == first
    assert develop(picture(), tmp_path)["ok"]


def test_it_starts_again_when_the_process_was_killed(tmp_path):
    develop(picture(), tmp_path)
    client.helper._running().kill()
    assert develop(picture(), tmp_path)["ok"]


def test_it_takes_metadata_and_place_away_and_turns_the_picture(tmp_path):
    got = develop(exif(orientation=6), tmp_path)
    assert (got["width"], got["height"]) == (80, 60)
    assert got["taken"] == "2026:11:20 10:11:12"
    for one in got["made"].values():
        content = Path(one["path"]).read_bytes()
        assert b"script" not in content
        assert b"Exif" not in content
        with Image.open(one["path"]) as image:
            assert not image.getexif()
            assert image.size[0] >= image.size[1]
            # The green top of the original is on the right after a quarter turn.
            assert image.convert("RGB").getpixel((image.width - 3, 5))[1] > 90


def upright(path: str, size: tuple[int, int]) -> bool:
    """Return whether the picture is as wide and high, and blue in its left upper corner alone."""
    with Image.open(path) as image:
        plain = image.convert("RGB")
        right, bottom = plain.width - 6, plain.height - 6
        corners = [plain.getpixel(at)[0] < 100 for at in ((5, 5), (right, 5), (5, bottom), (right, bottom))]
        return plain.size == size and corners == [True, False, False, False]


@pytest.mark.parametrize("kind", ["TIFF", "JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_turns_a_picture_upright_once_whoever_decodes_it(kind, orientation, tmp_path):
    content = turned(kind, orientation)
    got = develop(content, tmp_path)
    assert (got["width"], got["height"]) == (240, 160)
    assert upright(got["made"]["screen"]["path"], (240, 160))
    covered = develop(content, tmp_path, [[800, 800, 50, 50]])
    assert upright(covered["made"]["covered"]["path"], (240, 160))
    (tmp_path / "plates").mkdir()
    shown = client.plates(tmp_path / "original", f"image/{kind.lower()}", tmp_path / "plates")
    assert upright(shown["copy"]["path"], (240, 160))
    assert upright(shown["plates"][0]["path"], (240, 160))


def test_it_keeps_a_long_screenshot_readable(tmp_path):
    got = develop(picture("JPEG", (1080, 12000)), tmp_path)
    assert (got["made"]["screen"]["width"], got["made"]["screen"]["height"]) == (1080, 12000)
    assert got["made"]["thumb"]["width"] == 360


def test_it_makes_a_photo_fit_a_screen(tmp_path):
    got = develop(picture("JPEG", (4000, 3000)), tmp_path)
    assert (got["made"]["screen"]["width"], got["made"]["screen"]["height"]) == (1600, 1200)


def test_it_tells_how_long_a_recording_is(tmp_path):
    assert develop(amr(150), tmp_path)["milliseconds"] == 3000
    assert develop(movie(b"M4A ", 7, b"soun"), tmp_path)["milliseconds"] == 7000
    assert develop(movie(seconds=23), tmp_path)["milliseconds"] == 23000
    assert 900 <= develop(mp3(40), tmp_path)["milliseconds"] <= 1200


def test_it_counts_pages_and_draws_the_first(tmp_path):
    got = develop(pdf(3), tmp_path)
    assert got["pages"] == 3
    assert (got["made"]["screen"]["width"], got["made"]["screen"]["height"]) == (1067, 1600)
    assert set(got["made"]) == {"screen", "thumb", "page-2", "page-3"}


def test_it_draws_no_more_pages_than_the_setting_says_and_no_more_into_a_covered_copy(tmp_path, settings):
    settings.PDF_PAGES = 2
    assert set(develop(pdf(3), tmp_path)["made"]) == {"screen", "thumb", "page-2"}
    covered = develop(pdf(3), tmp_path, [[0, 0, 100, 100, 1], [0, 0, 100, 100, 3]])
    assert set(covered["made"]) == {"screen", "thumb", "page-2", "covered", "covered-thumb", "covered-pdf"}
    assert len(PdfDocument(covered["made"]["covered-pdf"]["path"])) == 2


def test_it_draws_a_page_without_its_covers_beside_the_covered_one(tmp_path):
    got = develop(written({2: "secret"}), tmp_path, [[*PATCH, 2]])["made"]
    bare = {name: shows_patch(Image.open(one["path"])) for name, one in got.items() if name.endswith("-2")}
    assert bare == {"screen-2": True, "page-2": False}
    assert "screen-3" not in got
    assert not any(shows_patch(drawn(Path(got["covered-pdf"]["path"]).read_bytes(), number)) for number in (1, 2, 3))


def test_it_keeps_further_pages_out_of_a_copy_with_old_covers(tmp_path):
    got = develop(written({2: "secret"}), tmp_path, [[0, 0, 100, 100]])["made"]
    assert not [name for name in got if name.startswith("page-")]
    assert len(PdfDocument(got["covered-pdf"]["path"])) == 1


def test_it_writes_nothing_into_a_covered_paper_but_its_pictures(tmp_path):
    """The same pages twice are the same bytes: neither a moment nor a place is in them."""
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        got = develop(written({2: "secret"}, told="secret"), tmp_path / name, [[*PATCH, 2]])
        made.append(Path(got["made"]["covered-pdf"]["path"]).read_bytes())
    assert made[0] == made[1]
    content, text = read_out(made[0])
    assert text.strip() == ""
    assert b"secret" not in content
    assert not PdfDocument(made[0]).get_metadata_dict(skip_empty=True)


SCAN = [picture(size=(300, 400), color=one) for one in ("white", "red", "blue")]


def colour_of(one: dict) -> tuple[int, ...]:
    with Image.open(one["path"]) as image:
        return image.convert("RGB").getpixel((250, 350))


def test_it_draws_the_pages_of_a_tiff_as_those_of_a_pdf(tmp_path, settings):
    got = develop(tiff(*SCAN), tmp_path)
    assert (got["pages"], got["width"], got["height"]) == (3, 300, 400)
    assert set(got["made"]) == {"screen", "thumb", "page-2", "page-3"}
    assert min(colour_of(got["made"]["screen"])) > 240
    assert colour_of(got["made"]["page-2"])[0] > 200 > 60 > colour_of(got["made"]["page-2"])[2]
    assert colour_of(got["made"]["page-3"])[2] > 200
    assert "pages" not in develop(picture("TIFF"), tmp_path)
    settings.PDF_PAGES = 2
    few = develop(tiff(*SCAN), tmp_path)
    assert few["pages"] == 3
    assert set(few["made"]) == {"screen", "thumb", "page-2"}


def test_it_covers_a_page_of_a_tiff_in_a_pdf_of_pictures(tmp_path):
    got = develop(tiff(*SCAN), tmp_path, [[0, 0, 1000, 1000, 2]])["made"]
    assert {"covered", "covered-thumb", "covered-pdf", "screen-2", "page-2", "page-3"} <= set(got)
    assert max(colour_of(got["page-2"])) < 60
    assert colour_of(got["screen-2"])[0] > 200
    copy = Path(got["covered-pdf"]["path"]).read_bytes()
    assert [max(drawn(copy, number).getpixel((100, 100))) < 60 for number in (1, 2, 3)] == [False, True, False]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_it_makes_a_large_page_of_any_kind_fit_a_screen(mode, tmp_path):
    page = Image.new("L", (2400, 3200), 255)
    page.paste(0, (0, 0, 1200, 3200))
    deep = page.convert("I").point(lambda value: value * 256)
    page = deep.convert(mode) if mode == "I;16" else page.convert(mode)
    out = io.BytesIO()
    page.save(out, "TIFF", save_all=True, append_images=[page])
    got = develop(out.getvalue(), tmp_path)
    for name in ("screen", "page-2"):
        with Image.open(got["made"][name]["path"]) as image:
            assert image.size == (1200, 1600)
            dark, light = image.convert("L").getpixel((100, 800)), image.convert("L").getpixel((1100, 800))
            assert dark < 40 < 215 < light


def test_it_shows_the_whole_pages_of_a_tiff_with_a_broken_one(tmp_path):
    content = bytearray(tiff(*SCAN, compression="tiff_adobe_deflate"))
    with Image.open(io.BytesIO(content)) as image:
        image.seek(1)
        strips = list(zip(image.tag_v2[273], image.tag_v2[279], strict=True))
    for start, size in strips:
        content[start : start + size] = bytes(size)
    got = develop(bytes(content), tmp_path)
    assert got["pages"] == 3
    assert set(got["made"]) == {"screen", "thumb", "page-3"}


def test_it_draws_no_page_of_a_tiff_that_claims_too_many_pixels(tmp_path):
    huge = Image.new("1", (10_000, 6_000))
    out = io.BytesIO()
    Image.new("1", (300, 400)).save(out, "TIFF", save_all=True, append_images=[huge], compression="group4")
    got = develop(out.getvalue(), tmp_path)
    assert (got["pages"], set(got["made"])) == (2, {"screen", "thumb"})


def ffmpeg_that(folder, does: str, monkeypatch) -> None:
    """Put a program in ffmpeg's place; its last argument is the still to write."""
    still = folder / "frame.png"
    still.write_bytes(picture(size=(640, 360)))
    program = folder / "ffmpeg"
    program.write_text(f'#!/bin/sh\nfor last; do :; done\necho "$@" > {folder}/asked\n{does.format(still=still)}\n')
    program.chmod(0o700)
    monkeypatch.setattr(client.shutil, "which", lambda _name: str(program))


STILLS = {f"still-{n}" for n in range(1, 7)}


def test_it_shows_a_poster_and_six_stills_of_a_film_where_ffmpeg_is(tmp_path, monkeypatch):
    ffmpeg_that(tmp_path, '/bin/cp {still} "$last"', monkeypatch)
    got = develop(movie(seconds=24), tmp_path)
    assert (got["width"], got["height"]) == (640, 360)
    assert set(got["made"]) == {"screen", "thumb"} | STILLS
    asked = (tmp_path / "asked").read_text()
    assert "-protocol_whitelist file " in asked
    assert "-ss 22.000 -f mov -i " in asked


def test_it_asks_ffmpeg_how_long_a_film_is_that_does_not_say(tmp_path, monkeypatch):
    said = (
        'case "$last" in *.png) /bin/cp {still} "$last";; *) echo "  Duration: 00:01:30.50, start" >&2; exit 1;; esac'
    )
    ffmpeg_that(tmp_path, said, monkeypatch)
    got = develop(webm(), tmp_path)
    assert got["milliseconds"] == 90500
    assert set(got["made"]) == {"screen", "thumb"} | STILLS


def test_it_makes_the_poster_alone_of_a_film_of_unknown_length(tmp_path, monkeypatch):
    ffmpeg_that(tmp_path, '/bin/cp {still} "$last"', monkeypatch)
    assert set(develop(webm(), tmp_path)["made"]) == {"screen", "thumb"}


@pytest.mark.parametrize("does", ["exit 1", "/bin/true", "/bin/echo no picture > $last"])
def test_it_does_without_the_still_when_ffmpeg_fails(does, tmp_path, monkeypatch):
    ffmpeg_that(tmp_path, does, monkeypatch)
    got = develop(movie(), tmp_path)
    assert got["ok"]
    assert got["milliseconds"] == 23000
    assert "made" not in got


def test_it_gives_up_on_what_takes_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(client, "SECONDS", 0.0)
    assert develop(picture(), tmp_path) == {"ok": False, "reason": "time"}


def test_it_gives_up_on_what_takes_too_much_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(client, "MEMORY_MB", 4)
    got = develop(picture("PNG", (3000, 3000)), tmp_path)
    assert not got["ok"]
    assert got["reason"] in ("memory", "damaged", "crash")


def test_it_has_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "do-not-leak")
    client.stop()
    pid = client.helper._running().pid
    assert b"do-not-leak" not in Path(f"/proc/{pid}/environ").read_bytes()
    client.stop()


def test_it_burns_a_cover_into_the_pixels(tmp_path):
    secret = picture(size=(400, 400), color=(255, 255, 255))
    got = develop(secret, tmp_path, covers=[[100, 500, 300, 200]])
    with Image.open(got["made"]["covered"]["path"]) as image:
        assert image.size == (400, 400)
        assert image.getpixel((50, 220)) == image.getpixel((155, 270)) == (24, 22, 16)
        assert image.getpixel((39, 250)) == (255, 255, 255)
        assert not image.info
    assert set(got["made"]) == {"screen", "thumb", "covered", "covered-thumb"}
