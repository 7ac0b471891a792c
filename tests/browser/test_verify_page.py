"""verify.html out of a made ZIP, opened from the disk of whoever got it: green for what is whole, red for one byte."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cases.adapters.pack.archive import Archive
from tests.exhibits import picture
from tests.factories import NOW

NAMES = ("卷宗.pdf", "证据/证据01-聊天.jpg", "证据/证据02-</script>.txt")

ENDINGS = (".pdf", ".jpg", ".txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an unpacked archive: a file of several blocks, an empty one, and a name that would end a script."""
    contents = {NAMES[0]: b"%PDF" + bytes(range(256)) * 40_000, NAMES[1]: picture("JPEG"), NAMES[2]: b""}
    (tmp_path / "made").mkdir()
    archive = Archive(tmp_path / "made.zip", NOW)
    for at, (name, content) in enumerate(contents.items()):
        (tmp_path / "made" / str(at)).write_bytes(content)
        archive.add(name, tmp_path / "made" / str(at))
    archive.close(
        {"title": "消费争议材料 卷0007", "version": 2, "variant_words": "打码版", "made_on": "2026-11-23 15:20"}
    )
    subprocess.run(["python3", "-m", "zipfile", "-e", tmp_path / "made.zip", tmp_path / "out"], check=True)
    return tmp_path / "out"


@pytest.fixture
def verify(browser: Browser, folder: Path):
    """Return a function that opens the page offline and picks files."""
    context = browser.new_context(offline=True)
    complaints: list[str] = []

    def picked(*paths: Path) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file:") or complaints.append(request.url))
        page.goto((folder / "verify.html").as_uri())
        if paths:
            page.set_input_files("#files", [str(path) for path in paths])
            expect(page.locator("#verdict")).not_to_have_text("还没有选文件。")
        return page

    yield picked
    context.close()
    assert complaints == []


def whole(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def test_it_is_green_when_every_file_is_as_it_was_made(verify, folder):
    page = verify(*whole(folder))
    assert page.inner_text("#verdict") == "全部 3 个文件都和制作时一致。"
    assert page.get_attribute("#verdict", "class") == "ok"
    shown = page.locator("tr.ok code").all_inner_texts()
    made = [hashlib.sha256(path.read_bytes()).hexdigest() for path in whole(folder) if path.suffix in ENDINGS]
    assert sorted(shown) == sorted(made)


@pytest.mark.parametrize("name", NAMES[:2])
def test_it_turns_red_when_one_byte_changes(verify, folder, name):
    path = folder / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    page = verify(*whole(folder))
    assert page.inner_text("#verdict") == "1 个文件和清单不一致。"
    assert page.get_attribute("#verdict", "class") == "bad"
    assert name in page.inner_text("tr.bad")
    colour = page.eval_on_selector("tr.bad td.said", "one => getComputedStyle(one).color")
    assert re.findall(r"\d+", colour)[0] > "1", colour


def test_it_says_what_was_not_picked_and_what_is_not_in_the_list(verify, folder, tmp_path):
    assert verify().inner_text("#verdict") == "还没有选文件。"
    (tmp_path / "other.jpg").write_bytes(b"x")
    page = verify(folder / NAMES[0])
    assert page.inner_text("#verdict") == "已核对 1 个，都一致；还有 2 个没有选。"
    page = verify(folder / NAMES[0], tmp_path / "other.jpg")
    assert "不在清单里" in page.inner_text("tr.bad")


def test_it_carries_its_own_manifest(folder):
    page = (folder / "verify.html").read_text()
    manifest = json.loads((folder / "manifest.json").read_text())
    assert all(one["sha256"] in page for one in manifest["files"])
    assert "证据02-</script>" not in page
    assert not re.search(r"(?:src|href)\s*=", page), "nothing is fetched"
