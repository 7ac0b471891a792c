"""Names of exhibits, cleaned for showing and made anew for downloads."""

from datetime import UTC, datetime

import pytest

from cases.domain.exhibit_names import download_name, moment_in_exif, moment_in_name, shown_name

NOW = datetime(2026, 11, 23, 7, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("聊天 记录.png", "聊天 记录.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\chat.jpg", "chat.jpg"),
        ("a\x00b\r\nSet-Cookie: x.png", "abSet-Cookie: x.png"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("x\ud800\ue000\u200b.png", "x.png"),
        ("=cmd(1).png", "=cmd(1).png"),
        ("...", ""),
        ("", ""),
    ],
)
def test_it_shows_a_name_without_anything_hidden(raw, shown):
    assert shown_name(raw) == shown


def test_it_shortens_a_long_name_and_keeps_its_ending():
    name = shown_name("长" * 4096 + ".png")
    assert len(name) == 150
    assert name.endswith("长.png")


def test_it_names_a_download_by_number_and_kind_alone():
    assert download_name("证据3", "聊天记录", "jpg") == "证据3-聊天记录.jpg"
    assert download_name("Exhibit 3", "Shop’s licence", "png") == "Exhibit-3-Shop-s-licence.png"


@pytest.mark.parametrize(
    ("name", "utc"),
    [
        ("Screenshot_20261123-101500_Taobao.jpg", "2026-11-23T02:15:00+00:00"),
        ("Screenshot_2026-11-23-10-15-00-123_com.taobao.jpg", "2026-11-23T02:15:00+00:00"),
        ("IMG_20261123_101500.jpg", "2026-11-23T02:15:00+00:00"),
        ("微信图片_20261123101500.png", "2026-11-23T02:15:00+00:00"),
        ("mmexport1795400100000.jpg", "2026-11-23T02:15:00+00:00"),
        ("截屏2026-11-23 10.15.00.png", "2026-11-23T02:15:00+00:00"),
        ("VID20261123101500.mp4", "2026-11-23T02:15:00+00:00"),
        ("IMG_20261323_101500.jpg", None),
        ("IMG_20271123_101500.jpg", None),
        ("订单123456.jpg", None),
        ("IMG_0042.HEIC", None),
    ],
)
def test_it_reads_the_moment_a_phone_wrote_into_the_name(name, utc):
    moment = moment_in_name(name, NOW)
    assert (moment.isoformat() if moment else None) == utc


@pytest.mark.parametrize(
    ("taken", "offset", "utc"),
    [
        ("2026:11:23 10:15:00", "", "2026-11-23T02:15:00+00:00"),
        ("2026:11:23 10:15:00", "+09:00", "2026-11-23T01:15:00+00:00"),
        ("2026:11:23 10:15:00\x00", "+08:00", "2026-11-23T02:15:00+00:00"),
        ("0000:00:00 00:00:00", "", None),
        ("2030:01:01 00:00:00", "", None),
        ("<script>", "", None),
        ("2026:11:23 10:15:00", "<b>", None),
    ],
)
def test_it_reads_the_moment_of_a_camera(taken, offset, utc):
    moment = moment_in_exif(taken, offset, NOW)
    assert (moment.isoformat() if moment else None) == utc
