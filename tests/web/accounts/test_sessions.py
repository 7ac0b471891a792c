"""/accounts/sessions/: the signed-in devices, and signing the others out."""

from __future__ import annotations

import pytest
from django.test import Client

URL = "/accounts/sessions/"
WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"


@pytest.fixture
def two_devices(alice_with_password, sign_in) -> tuple[Client, Client]:
    phone, computer = Client(headers={"user-agent": WECHAT}), Client(headers={"user-agent": CHROME})
    for device in (phone, computer):
        sign_in(device, "alice@example.com")
    return phone, computer


@pytest.mark.django_db
def test_it_lists_each_device_by_a_name_and_marks_this_one(two_devices):
    page = two_devices[1].get(URL).content.decode()
    assert "微信，iPhone" in page
    assert "Chrome，Windows" in page
    assert page.count("这台设备</span>") == 1
    assert page.index("Chrome，Windows") < page.index("这台设备</span>")
    assert "MicroMessenger" not in page


@pytest.mark.django_db
def test_it_signs_all_others_out_and_stays(two_devices):
    phone, computer = two_devices
    response = computer.post(URL, follow=True)
    assert "其他设备都已退出。" in response.content.decode()
    assert computer.get(URL).status_code == 200
    assert phone.get(URL)["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_it_shows_no_device_of_somebody_else(two_devices, as_charlie):
    page = as_charlie.get(URL).content.decode()
    assert "iPhone" not in page
    as_charlie.post(URL)
    assert two_devices[0].get(URL).status_code == 200


@pytest.mark.django_db
def test_it_writes_nothing_a_browser_says_of_itself_into_the_page(alice_with_password, sign_in):
    device = Client(headers={"user-agent": "<script>alert(1)</script>"})
    sign_in(device, "alice@example.com")
    page = device.get(URL).content.decode()
    assert "alert(1)" not in page
    assert "未知设备" in page


@pytest.mark.django_db
def test_it_sends_a_stranger_to_the_login_page_and_refuses_another_verb(client, as_alice):
    assert client.get(URL)["Location"].startswith("/accounts/login/")
    assert as_alice.delete(URL).status_code == 405
