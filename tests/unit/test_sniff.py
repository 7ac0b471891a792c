"""What a file is, by its bytes alone. What the worker's decoders say of the same files: test_darkroom.py."""

import pytest

from cases.domain.media import MEDIA, Refused, sniff_whole
from cases.domain.media.sniff import HEAD, family_of
from tests.corpus import CORPUS

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
