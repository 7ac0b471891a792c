"""What a file is, by its bytes alone. What the worker's decoders say of the same files: test_darkroom.py."""

import io
import struct

import pytest

from cases.domain.media import MEDIA, Refused, sniff_whole
from cases.domain.media.boxes import movie as box_movie
from cases.domain.media.sniff import HEAD, family_of
from tests.corpus import CORPUS
from tests.exhibits import box

BY_CLASS = {one.of for one in CORPUS}


def said_of(content: bytes) -> str:
    found = sniff_whole(content)
    return f"refused {found.reason}" if isinstance(found, Refused) else f"kept {found.type.name}"


@pytest.mark.parametrize("odd", CORPUS, ids=lambda odd: f"{odd.of}-{odd.name}")
def test_it_keeps_or_refuses_for_the_right_reason(odd):
    said = said_of(odd.make())
    if odd.outcome.startswith(("kept", "refused")):
        assert said == odd.outcome
    else:
        assert said.startswith("kept"), "this one is for the decoder to judge"


def test_it_has_enough_of_every_class():
    assert len(CORPUS) >= 80
    for name in BY_CLASS:
        assert len([one for one in CORPUS if one.of == name]) >= 4, name


def test_it_knows_every_type_we_keep_from_an_honest_file():
    kept = {one.outcome.removeprefix("kept ") for one in CORPUS if one.of == "honest"}
    assert kept == {one.name for one in MEDIA}


def test_it_tells_a_video_by_its_first_bytes():
    first = {one.name: family_of(one.make()[:HEAD]) for one in CORPUS if one.of == "honest"}
    assert first["unboxing.mp4"] == first["unboxing.webm"] == "video"
    assert first["chat.png"] == "picture"
    assert first["notes.txt"] == ""


def claiming(length: int, *, version: int = 0, more: int = 0) -> bytes:
    """Return a film whose header claims that many thousandths of a second."""
    mark = ">B3xQQIQ" if version else ">B3xIIII"
    mvhd = box(b"mvhd", struct.pack(mark, version, 0, 0, 1000, length) + bytes(80))
    trak = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + b"vide" + bytes(12))))
    ftyp = box(b"ftyp", b"isom" + bytes(4) + b"isommp42")
    return ftyp + box(b"moov", mvhd + trak) + box(b"mdat", bytes(700 + more))


@pytest.mark.parametrize(
    ("content", "milliseconds"),
    [
        (claiming(23_000), 23_000),
        (claiming(23_000, version=1), 23_000),
        (claiming(0xFFFFFFFF), 0),
        (claiming(0xFFFFFFFF, more=5_000_000), 0),
        (claiming(0xFFFFFFFFFFFFFFFF, version=1), 0),
        (claiming(0xFFFFFFFE, more=5_000_000), 0),
        (claiming(3_600_000), 0),
        (claiming(3_600_000, more=100_000), 3_600_000),
    ],
)
def test_it_disbelieves_a_length_that_cannot_be(content, milliseconds):
    assert box_movie(io.BytesIO(content), len(content)).milliseconds == milliseconds
