"""A phone without a network: a contact with a photo waits on it, goes when it is tapped, and is there once."""

from __future__ import annotations

import hashlib
import os
from typing import Any

from django.urls import reverse
from playwright.sync_api import Route, expect

from cases.models import Contact, Evidence
from tests.browser.phone import READY, REFUSED, SVG, Phone, photo
from tests.browser.scene import Scene
from tests.exhibits import chat, picture


def test_it_keeps_a_contact_with_a_photo_until_it_is_tapped_and_makes_it_once(phone: Phone, scene: Scene) -> None:
    case, tab = scene.cases["S64"], phone.tab
    contacts = Contact.objects.filter(case=case).count()
    phone.open("/capture/")
    assert tab.evaluate(READY)

    phone.lose_the_network()
    phone.open("/today/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("没有网络，先记下来")
    assert "alice" not in tab.content()
    tab.fill("[name=words]", "48小时内给您答复")
    tab.fill("[name=agent]", "5521")
    tab.set_input_files("[name=files]", photo())
    tab.locator("[data-keep]").click()
    expect(tab.locator("[data-waiting] li")).to_contain_text("48小时内给您答复")
    expect(tab.locator("[data-send]")).to_have_count(0)
    phone.open("/c/")
    expect(tab.locator("[data-waiting] li")).to_have_count(1)

    phone.find_it_again()
    phone.open("/today/")
    expect(tab.locator("#waits")).to_contain_text("还没发送的： 1")
    tab.wait_for_load_state("networkidle")
    assert Contact.objects.filter(case=case).count() == contacts
    tab.locator("#waits a").click()
    row = tab.locator("[data-waiting] li")
    row.locator("select").select_option(case.ref)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    tab.route("**/log/", lose_the_answer)
    row.locator("[data-send]").click()
    expect(row.locator("[data-note]")).to_contain_text("没有传上去")
    assert Contact.objects.filter(case=case).count() == contacts + 1
    tab.unroute("**/log/")
    row.locator("[data-send]").click()
    tab.wait_for_url(f"**{reverse('case', args=[case.ref])}")
    assert Contact.objects.filter(case=case).count() == contacts + 1
    contact = Contact.objects.filter(case=case).latest("pk")
    assert (contact.words, contact.agent.number) == ("48小时内给您答复", "5521")
    proof = Evidence.objects.kept().get(contact=contact)
    assert proof.sha256 == hashlib.sha256(chat(50)).hexdigest()
    assert not Evidence.objects.kept().filter(case=None, sha256=proof.sha256).exists()
    phone.open("/capture/")
    expect(tab.locator("[data-waiting] li")).to_have_count(0)


def test_it_keeps_what_stands_in_the_open_log_sheet_when_the_line_breaks(phone: Phone, scene: Scene) -> None:
    case, tab = scene.cases["S6"], phone.tab
    contacts = Contact.objects.filter(case=case).count()
    phone.open(reverse("case", args=[case.ref]))
    tab.locator("[data-dialog]").first.click()
    tab.locator("#log-form").wait_for()
    phone.lose_the_network()
    tab.check("#log-form input[name=promise][value='24h']", force=True)
    tab.fill("#log-form [name=agent]", "3301")
    tab.set_input_files("#log-form [name=files]", photo(shade=51))
    tab.locator("#log-submit").click()
    expect(tab.locator(".flash").first).to_contain_text("已存在这台手机上")
    expect(tab.locator("#waits")).to_be_visible()
    phone.find_it_again()
    phone.open("/capture/")
    assert Contact.objects.filter(case=case).count() == contacts
    tab.locator("[data-send]").click()
    tab.wait_for_url(f"**{reverse('case', args=[case.ref])}")
    contact = Contact.objects.filter(case=case).latest("pk")
    assert (Contact.objects.filter(case=case).count(), contact.agent.number) == (contacts + 1, "3301")
    assert contact.promises.count() == 1
    assert Evidence.objects.kept().filter(contact=contact).count() == 1


SHARE = """async (files) => {
  const form = document.createElement('form');
  Object.assign(form, { action: '/capture/share/', method: 'post', enctype: 'multipart/form-data' });
  const field = document.createElement('input');
  Object.assign(field, { type: 'file', name: 'files', multiple: true });
  const all = new DataTransfer();
  files.forEach(([name, data]) => all.items.add(new File([Uint8Array.from(data)], name, { type: 'image/png' })));
  field.files = all.files;
  form.append(field);
  document.body.append(form);
  form.submit();
}"""


def test_it_takes_five_shared_pictures_into_the_inbox(phone: Phone, scene: Scene) -> None:
    tab = phone.tab
    inbox = Evidence.objects.kept().filter(owner=scene.people["alice"], case=None)
    before = inbox.count()
    phone.open("/capture/")
    assert tab.evaluate(READY)
    shared = [[f"IMG_{n}.png", list(picture(color=(n, n, 9)))] for n in range(5)]
    with tab.expect_navigation(url="**/capture/**"):
        tab.evaluate(SHARE, shared)
    expect(tab.locator("#inbox-list li")).to_have_count(before + 5, timeout=60_000)
    expect(tab.locator("#in-count")).to_have_text(str(before + 5))
    expect(tab.locator("[data-upload-list] progress")).to_have_count(0)
    assert inbox.count() == before + 5
    expect(tab.locator("[data-waiting] li")).to_have_count(0)
    phone.open("/capture/")
    expect(tab.locator("[data-waiting] li")).to_have_count(0)


def test_it_loses_none_of_many_shared_pictures_and_keeps_a_refused_one(phone: Phone, scene: Scene) -> None:
    tab = phone.tab
    inbox = Evidence.objects.kept().filter(owner=scene.people["alice"], case=None)
    before = inbox.count()
    phone.open("/capture/")
    assert tab.evaluate(READY)
    phone.lose_the_network()
    phone.open("/today/")
    # More than one form takes; a gallery of a phone calls many of them the same.
    shared = [["image.png", list(picture(color=(n, 9, n)))] for n in range(23)]
    with tab.expect_navigation():
        tab.evaluate(SHARE, [*shared, ["logo.svg", list(SVG)]])
    phone.find_it_again()
    phone.open("/capture/")
    row = tab.locator("[data-waiting] li")
    expect(row).to_contain_text("image.png")
    row.locator("[data-send]").click()
    expect(row).to_contain_text(REFUSED, timeout=120_000)
    expect(row).to_contain_text("logo.svg")
    expect(row).not_to_contain_text("image.png")
    assert inbox.count() == before + 23
    phone.open("/capture/")
    expect(row.locator("[data-refused]")).to_contain_text(REFUSED)
    # Not taken the second time either, and nothing is there twice.
    row.locator("[data-send]").click()
    expect(tab.locator("[data-upload-list] .bad")).to_contain_text(REFUSED)
    expect(row.locator("[data-send]")).to_be_enabled()
    assert inbox.count() == before + 23
    row.get_by_role("button", name="去掉这个文件").click()
    expect(tab.locator("[data-waiting]")).to_be_hidden()


def test_it_goes_on_with_shared_pictures_after_the_line_broke(phone: Phone, scene: Scene) -> None:
    tab = phone.tab
    inbox = Evidence.objects.kept().filter(owner=scene.people["alice"], case=None)
    before = inbox.count()
    phone.open("/capture/")
    assert tab.evaluate(READY)
    shared = [[f"IMG_{n}.png", list(picture(color=(n, n, 99)))] for n in range(3)]
    asked: list[str] = []

    def break_the_second(route: Route) -> None:
        asked.append(route.request.method)
        if asked.count("POST") == 2 and route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    tab.route("**/capture/", break_the_second)
    with tab.expect_navigation(url="**/capture/**"):
        tab.evaluate(SHARE, shared)
    row = tab.locator("[data-waiting] li")
    expect(row.locator("[data-send]")).to_be_enabled()
    expect(row).to_contain_text("IMG_1.png")
    expect(row).not_to_contain_text("IMG_0.png")
    assert inbox.count() == before + 2
    tab.unroute("**/capture/")
    row.locator("[data-send]").click()
    expect(tab.locator("[data-waiting]")).to_be_hidden()
    assert inbox.count() == before + 3


def test_it_names_only_the_refused_one_of_what_is_shared_with_a_network(phone: Phone, scene: Scene) -> None:
    tab = phone.tab
    inbox = Evidence.objects.kept().filter(owner=scene.people["alice"], case=None)
    before = inbox.count()
    phone.open("/capture/")
    assert tab.evaluate(READY)
    with tab.expect_navigation(url="**/capture/**"):
        tab.evaluate(SHARE, [["好.png", list(picture(color=(7, 77, 7)))], ["logo.svg", list(SVG)]])
    row = tab.locator("[data-waiting] li")
    expect(row).to_contain_text(REFUSED)
    expect(row.locator("[data-send]")).to_be_enabled()
    expect(row).not_to_contain_text("好.png")
    assert inbox.count() == before + 1
    row.get_by_role("button", name="去掉这个文件").click()
    expect(tab.locator("[data-waiting]")).to_be_hidden()


def test_it_sends_a_refused_picture_again_once_there_is_room(phone: Phone, scene: Scene, settings: Any) -> None:
    tab = phone.tab
    inbox = Evidence.objects.kept().filter(owner=scene.people["alice"], case=None)
    before, usual = inbox.count(), settings.QUOTA_MB
    phone.open("/capture/")
    assert tab.evaluate(READY)
    settings.QUOTA_MB = 0
    with tab.expect_navigation(url="**/capture/**"):
        tab.evaluate(SHARE, [["好.png", list(picture(color=(7, 7, 177)))]])
    row = tab.locator("[data-waiting] li")
    expect(row.locator("[data-refused]")).to_contain_text("好.png")
    settings.QUOTA_MB = usual
    row.locator("[data-send]").click()
    expect(tab.locator("[data-waiting]")).to_be_hidden()
    assert inbox.count() == before + 1


def test_it_may_be_installed(phone: Phone) -> None:
    phone.open("/capture/")
    assert phone.tab.evaluate(READY)
    asked = phone.context.new_cdp_session(phone.tab)
    assert asked.send("Page.getAppManifest")["errors"] == []
    found = asked.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A browser for tests has no profile to install into.
    assert [one["errorId"] for one in found if one["errorId"] != "in-incognito"] == []


def test_it_goes_on_with_a_large_file_where_the_line_broke(phone: Phone, scene: Scene) -> None:
    case, tab = scene.cases["S6"], phone.tab
    content = picture(color=(9, 9, 200)) + os.urandom(4_500_000)
    phone.open(reverse("case-evidence", args=[case.ref]))
    asked: list[str] = []

    def break_the_third(route: Route) -> None:
        asked.append(route.request.url.partition("offset=")[2])
        if asked.count("2097152") == 1 and asked[-1] == "2097152":
            route.abort()
        else:
            route.continue_()

    tab.route("**/capture/part/**", break_the_third)
    with tab.expect_response("**/evidence/add/", timeout=120_000) as came:
        tab.set_input_files("#id_files", {"name": "large.png", "mimeType": "image/png", "buffer": content})
    assert came.value.status == 200
    assert asked == ["", "0", "1048576", "2097152", "", "2097152", "3145728", "4194304"]
    assert Evidence.objects.kept().filter(case=case, sha256=hashlib.sha256(content).hexdigest()).count() == 1
