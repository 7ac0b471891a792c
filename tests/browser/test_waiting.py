"""A contact that waits on the phone: what of it is not taken, has gone meanwhile, or keeps it there."""

from __future__ import annotations

import hashlib
import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Contact, Evidence
from cases.services.evidence_delete import evidence_delete
from tests.browser.phone import READY, REFUSED, SVG, Phone, photo
from tests.browser.scene import Scene
from tests.exhibits import chat

# The moment a waiting contact was written for has come.
NOW_TRUE = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('youju-waiting', 1);
  opening.onsuccess = () => {
    const act = opening.result.transaction('items', 'readwrite'), items = act.objectStore('items');
    items.openCursor().onsuccess = (event) => {
      const at = event.target.result;
      if (!at) return;
      if (at.value.fields) {
        at.update({ ...at.value, fields: at.value.fields.map(([name, said]) => [name, name === 'at' ? '' : said]) });
      }
      at.continue();
    };
    act.oncomplete = () => { opening.result.close(); resolve(); };
    act.onerror = act.onabort = () => reject(act.error);
  };
})"""


def test_it_sends_a_contact_without_the_photo_that_was_refused(phone: Phone, scene: Scene) -> None:
    case, tab = scene.cases["S64"], phone.tab
    contacts = Contact.objects.filter(case=case).count()
    phone.open("/capture/")
    assert tab.evaluate(READY)
    phone.lose_the_network()
    phone.open("/today/")
    tab.fill("[name=words]", "三个工作日内给您答复")
    bad = {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": SVG}
    tab.set_input_files("[name=files]", [photo("好.png", 52), bad])
    tab.locator("[data-keep]").click()
    expect(tab.locator("[data-waiting] li")).to_have_count(1)
    phone.find_it_again()
    phone.open("/capture/")
    row = tab.locator("[data-waiting] li")
    row.locator("select").select_option(case.ref)
    row.locator("[data-send]").click()
    expect(row.locator("[data-refused]")).to_contain_text(REFUSED)
    expect(row.locator("[data-send]")).to_be_enabled()
    expect(row).to_contain_text("三个工作日内给您答复")
    assert Contact.objects.filter(case=case).count() == contacts
    phone.open("/capture/")
    row.get_by_role("button", name="去掉这个文件").click()
    expect(row.locator("[data-refused]")).to_have_count(0)
    expect(row.locator("select")).to_have_value(case.ref)
    row.locator("[data-send]").click()
    tab.wait_for_url(f"**{reverse('case', args=[case.ref])}")
    contact = Contact.objects.filter(case=case).latest("pk")
    assert (Contact.objects.filter(case=case).count(), contact.words) == (contacts + 1, "三个工作日内给您答复")
    proof = Evidence.objects.kept().get(contact=contact)
    assert proof.sha256 == hashlib.sha256(chat(52)).hexdigest()


def test_it_says_that_a_sent_photo_was_deleted_before_the_contact_goes_without_it(phone: Phone, scene: Scene) -> None:
    case, tab = scene.cases["S64"], phone.tab
    contacts = Contact.objects.filter(case=case).count()
    phone.open("/capture/offline/")
    tab.fill("[name=words]", "五个工作日内给您答复")
    # Not yet true: the photos go ahead, the contact stays.
    tab.fill("[name=at]", "2031-01-01T10:00")
    tab.set_input_files("[name=files]", [photo("一.png", 53), photo("二.png", 54)])
    tab.locator("[data-keep]").click()
    expect(tab.locator("[data-waiting] li")).to_have_count(1)
    phone.open("/capture/")
    row = tab.locator("[data-waiting] li")
    row.locator("select").select_option(case.ref)
    row.locator("[data-send]").click()
    expect(row.locator("[data-note]")).to_contain_text("还没到")
    for shade in (53, 54):
        lost = Evidence.objects.kept().get(case=None, sha256=hashlib.sha256(chat(shade)).hexdigest())
        evidence_delete(evidence=lost, now=timezone.now())
    phone.open("/capture/")
    tab.evaluate(NOW_TRUE)
    row.locator("[data-send]").click()
    expect(row.locator("[data-refused]")).to_have_count(2)
    expect(row).to_contain_text("一.png · 传上去之后被删掉了")
    # Said once is not enough: which of the two is to be is chosen first.
    row.locator("[data-send]").click()
    assert Contact.objects.filter(case=case).count() == contacts
    row.get_by_role("button", name="再加一次").first.click()
    expect(row.locator("[data-refused]")).to_have_count(1)
    row.get_by_role("button", name="去掉这个文件").click()
    expect(row.locator("[data-refused]")).to_have_count(0)
    row.locator("[data-send]").click()
    tab.wait_for_url(f"**{reverse('case', args=[case.ref])}")
    contact = Contact.objects.filter(case=case).latest("pk")
    assert (Contact.objects.filter(case=case).count(), contact.words) == (contacts + 1, "五个工作日内给您答复")
    assert Evidence.objects.kept().get(contact=contact).sha256 == hashlib.sha256(chat(53)).hexdigest()


def test_it_says_so_of_a_photo_that_is_not_on_the_phone_and_goes_without_it_then(phone: Phone, scene: Scene) -> None:
    case, tab = scene.cases["S6"], phone.tab
    contacts = Contact.objects.filter(case=case).count()
    phone.open(reverse("case", args=[case.ref]))
    tab.locator("[data-dialog]").first.click()
    tab.check("#log-form input[name=promise][value='24h']", force=True)
    tab.set_input_files("#log-form [name=files]", photo(shade=55))
    tab.locator("#log-submit").click()
    expect(tab.locator("#log-form input[name=kept]")).to_have_count(1)
    phone.lose_the_network()
    tab.locator("#log-submit").click()
    expect(tab.locator("#waits")).to_be_visible()
    phone.find_it_again()
    lost = Evidence.objects.kept().get(case=None, sha256=hashlib.sha256(chat(55)).hexdigest())
    evidence_delete(evidence=lost, now=timezone.now())
    phone.open("/capture/")
    row = tab.locator("[data-waiting] li")
    row.locator("[data-send]").click()
    expect(row.locator("[data-note]")).to_contain_text("chat.png：传上去之后被删掉了")
    assert Contact.objects.filter(case=case).count() == contacts
    row.locator("[data-send]").click()
    tab.wait_for_url(f"**{reverse('case', args=[case.ref])}")
    assert Contact.objects.filter(case=case).count() == contacts + 1


def test_it_says_why_a_contact_stays_on_the_phone(phone: Phone, scene: Scene) -> None:
    case, tab = scene.cases["S6"], phone.tab
    contacts = Contact.objects.filter(case=case).count()
    phone.open("/capture/offline/")
    tab.fill("[name=words]", "明天给您答复")
    tab.fill("[name=at]", "2031-01-01T10:00")
    tab.locator("[data-keep]").click()
    expect(tab.locator("[data-waiting] li")).to_have_count(1)
    phone.open("/capture/")
    row = tab.locator("[data-waiting] li")
    row.locator("select").select_option(case.ref)
    row.locator("[data-send]").click()
    expect(row.locator("[data-note]")).to_contain_text("还没到")
    expect(row.locator("select")).to_have_value(case.ref)
    phone.context.clear_cookies(name="sessionid")
    row.locator("[data-send]").click()
    expect(row.locator("[data-note]")).to_contain_text("请先登录")
    expect(row.locator("[data-note] a")).to_have_attribute("href", re.compile("/login/"))
    expect(row).to_contain_text("明天给您答复")
    assert Contact.objects.filter(case=case).count() == contacts
