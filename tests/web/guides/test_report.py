"""…/report/: 这一步对不上, from anyone, with a picture that is made harmless, and not too often."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from guides.models import Guide, StepReport
from guides.selectors.upkeep import open_reports
from guides.services.feedback import step_report_add
from tests.factories import NOW
from tests.web.cases.checklist import PAYLOAD, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
URL = "/guides/taobao/taobao-step-in/report/"


def jpeg(size: tuple[int, int] = (60, 120)) -> bytes:
    """Return a picture that says where it was taken."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", size, "#D02A1A").save(out, "JPEG", exif=exif)
    return out.getvalue()


def sent(name: str = "me-and-my-address.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if content is None else content, "image/jpeg")


def test_it_asks_one_thing(client: Client, loaded: None) -> None:
    check_verbs(client, URL, "get", "post")
    response = client.get(f"{URL}?step=step-in")
    assert response.context["form"]["step"].value() == "step-in"
    assert "不用登录" in words_of(response)


def test_it_keeps_a_report_with_its_revision(client: Client, loaded: None) -> None:
    response = client.post(URL, {"step": "step-in", "text": "按钮现在叫“请求介入”"}, follow=True)
    assert "谢谢" in words_of(response)
    [report] = open_reports()
    assert (report.guide_id, report.step, report.text) == ("taobao-step-in", "step-in", "按钮现在叫“请求介入”")
    assert report.revision.number == 1
    assert report.picture == ""


def test_it_keeps_the_pixels_of_a_picture_and_nothing_else(client: Client, loaded: None) -> None:
    assert client.post(URL, {"picture": sent()}).status_code == 302
    report = StepReport.objects.get()
    assert report.picture.startswith("guides/reports/")
    assert "address" not in report.picture
    with default_storage.open(report.picture) as kept:
        content = kept.read()
    assert b"secret place" not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("PNG", (60, 120), {})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "写一句哪里不一样"),
        ({"text": "   "}, "写一句哪里不一样"),
        ({"text": "x" * 501}, "500"),
        ({"text": "不一样", "step": "no-such-step"}, ""),
        ({"picture": sent("x.jpg", b"GIF89a not a picture")}, "读不出来"),
        ({"picture": sent("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")}, "读不出来"),
    ],
)
def test_it_says_what_is_missing(client: Client, loaded: None, data: dict, words: str) -> None:
    response = client.post(URL, data)
    assert response.status_code == 422
    assert words in words_of(response)
    assert not StepReport.objects.exists()


def test_it_says_how_large_a_picture_may_be(client: Client, loaded: None, settings) -> None:
    settings.REPORT_PICTURE_MB = 0
    response = client.post(URL, {"picture": sent()})
    assert response.status_code == 422
    assert "最多 0 MB" in words_of(response)


def test_it_refuses_a_picture_of_too_many_pixels(client: Client, loaded: None, monkeypatch) -> None:
    monkeypatch.setattr("guides.adapters.pictures.MOST_PIXELS", 100)
    assert client.post(URL, {"picture": sent()}).status_code == 422


def test_it_runs_nothing_that_is_typed(client: Client, loaded: None) -> None:
    page = page_of(client.post(URL, {"text": PAYLOAD + "x" * 500}))
    assert PAYLOAD not in page


def test_it_has_had_enough_after_ten(client: Client, loaded: None) -> None:
    for number in range(10):
        assert client.post(URL, {"text": f"第 {number} 次"}).status_code == 302
    response = client.post(URL, {"text": "再来"})
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert StepReport.objects.count() == 10


def test_it_has_nothing_to_report_on_before_anything_is_loaded(client: Client) -> None:
    assert client.get(URL).status_code == 404
    assert client.get("/guides/taobao/nothing/report/").status_code == 404


def test_it_shows_no_report_to_anybody(client: Client, loaded: None) -> None:
    client.post(URL, {"text": "只有编辑看得到"})
    assert "只有编辑看得到" not in json.dumps(words_of(client.get(URL.removesuffix("report/"))), ensure_ascii=False)


def test_it_warns_readers_of_a_step_that_several_reports_are_about(client: Client, loaded: None) -> None:
    row = Guide.objects.get(pk="taobao-step-in")
    assert row.published is not None
    page, said = "/guides/taobao/taobao-step-in/", "有几条反馈说这一步对不上"
    for number in range(1, 4):
        assert said not in words_of(client.get(page)), number
        step_report_add(revision=row.published, step="explain", text="", picture=None, now=NOW)
    words = page_of(client.get(page))
    assert words.count(said) == 1
    assert said in words.split('id="explain"')[1]
    # Answered, it is believed again.
    StepReport.objects.update(state=StepReport.State.FIXED)
    assert said not in words_of(client.get(page))


def test_it_warns_of_a_guide_that_several_reports_are_about(client: Client, loaded: None) -> None:
    row = Guide.objects.get(pk="taobao-step-in")
    assert row.published is not None
    for _ in range(3):
        step_report_add(revision=row.published, step="", text="", picture=None, now=NOW)
    assert "有几条反馈说这份攻略对不上" in words_of(client.get("/guides/taobao/taobao-step-in/"))
