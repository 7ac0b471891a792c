"""The files of a card and the package: by POST, for whoever filled in the form, kept nowhere."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from PIL import Image

from guides.adapters import budget
from guides.services import card_make
from guides.services.card_make import CannotSet
from tests.web.guides.test_kit_card import GOOD, page_of

pytestmark = pytest.mark.django_db


def file_at(form: str, card: str = "exchange") -> str:
    return reverse("kit-download", args=[card, form])


@pytest.mark.parametrize(
    ("form", "kind", "name", "begins"),
    [
        ("png", "image/png", "换货流程.png", b"\x89PNG"),
        ("long", "image/png", "换货流程-长图.png", b"\x89PNG"),
        ("pdf", "application/pdf", "换货流程.pdf", b"%PDF-"),
        ("svg", "image/svg+xml", "换货流程.svg", b"<svg "),
    ],
)
def test_it_hands_out_the_file_under_its_chinese_name(client, form, kind, name, begins):
    from urllib.parse import quote

    response = client.post(file_at(form, "entry"), GOOD)
    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(name)}"
    assert "no-store" in response["Cache-Control"]
    assert response.content.startswith(begins)
    assert not Session.objects.exists()


def test_it_makes_the_picture_1080_wide(client):
    response = client.post(file_at("png"), GOOD)
    assert Image.open(io.BytesIO(response.content)).width == 1080


def test_it_hands_out_nothing_that_reads_badly(client):
    response = client.post(file_at("png"), GOOD | {"main": "#FFFF00"})
    assert response.status_code == 422
    page = page_of(response)
    assert "主色和底色太接近" in page
    assert f'value="{GOOD["shop_name"]}"' in page


def test_it_works_for_someone_signed_in_too(as_alice):
    assert as_alice.post(file_at("svg"), GOOD).status_code == 200


@pytest.mark.parametrize("form", ["gif", "exe", "PNG"])
def test_it_knows_no_other_form(client, form):
    assert client.post(file_at(form), GOOD).status_code == 404


def test_it_is_asked_for_by_post_alone_and_with_a_token(client):
    assert client.get(file_at("png")).status_code == 405
    assert client.get(reverse("kit-package", args=["entry"])).status_code == 405
    assert Client(enforce_csrf_checks=True).post(file_at("png"), GOOD).status_code == 403


def test_it_packs_what_was_chosen(client):
    response = client.post(reverse("kit-package", args=["exchange"]), GOOD | {"packed": ["exchange", "describe"]})
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        names = archive.namelist()
        assert len(names) == 10
        assert {"换货流程.pdf", "怎么描述问题-长图.png"} <= set(names)
        answer = archive.read("自动回复.txt").decode()
        assert "售后人工服务时间：每天 9:00–21:00。收到后2小时内回复您。" in answer
        assert "红框圈住“申请售后”按钮" in archive.read("图片替代文字.txt").decode()


def test_it_packs_the_card_at_hand_when_nothing_is_chosen(client):
    response = client.post(reverse("kit-package", args=["exchange"]), GOOD)
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert len(archive.namelist()) == 6


def test_it_says_what_is_wrong_instead_of_packing(client):
    response = client.post(reverse("kit-package", args=["exchange"]), GOOD | {"packed": ["poster"]})
    assert response.status_code == 422


@pytest.mark.parametrize("address", [file_at("png"), reverse("kit-package", args=["exchange"])])
def test_it_stops_who_asks_too_often(client, monkeypatch, address):
    monkeypatch.setattr(budget, "UNITS", 2)
    response = client.post(address, GOOD)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60


@pytest.mark.parametrize("address", [file_at("png"), reverse("kit-package", args=["exchange"])])
def test_it_apologises_when_the_card_does_not_come_out(client, monkeypatch, address):
    def fails(*args: object, **kwargs: object) -> None:
        raise CannotSet("not ready")

    monkeypatch.setattr(card_make, "typeset", fails)
    response = client.post(address, GOOD)
    assert response.status_code == 503
    assert "卡片没画出来" in page_of(response)
    look = client.post(reverse("kit-card", args=["exchange"]), GOOD)
    assert look.status_code == 200
    assert "这次没画出来，过一会儿再试。" in page_of(look)
