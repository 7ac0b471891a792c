"""S76 as a shopper lives it: a real browser, the real web, worker and beat, a real mail server.

Sign up, write the case, log what agent 6789 promised, get the mail when the minute has passed, answer it with one tap
and one confirm, and be told that the platform comes next.
"""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page, expect

from tests.browser.leading import lead
from tests.installation import Installation
from tests.journeys.conftest import GRACE
from tests.journeys.steps import sign_up, write_the_case
from tests.mailbox import Mailbox, text_of

PROMISED, LATEST = 60, 60


def log_the_promise(page: Page) -> None:
    page.goto(page.url.split("?")[0] + "log/")
    page.locator("[name=promise][value=words]").check(force=True)
    page.locator("[name=words]").fill("1分钟内给您回复")
    page.locator("[name=agent]").fill("6789")
    page.locator("#log-form button:not([type=button])").last.click()
    page.wait_for_url(re.compile(r"/c/\w{16}/(\?|$)"))


def test_it_tells_the_story_of_s76(phone: Page, mailbox: Mailbox, installation: Installation) -> None:
    address = "alice@example.com"
    write_the_case(phone)
    sign_up(phone, mailbox, address)
    expect(phone.locator("h1")).to_contain_text("袖口开线")
    expect(phone.locator("main")).to_contain_text("卷0001")
    case_page = phone.url.split("?")[0]

    before = time.monotonic()
    log_the_promise(phone)
    logged = time.monotonic()
    expect(phone.locator("main")).to_contain_text("6789")

    mail = mailbox.wait_for(
        lambda message: message["To"] == address and "卷0001" in message["Subject"], PROMISED + GRACE + LATEST
    )
    arrived = mailbox.arrived_at[mailbox.messages.index(mail)]
    assert arrived - before >= PROMISED - 5
    assert arrived - logged <= PROMISED + GRACE + LATEST
    assert not re.search("衬衫|123456|淘宝", mail["Subject"]), "a subject tells nobody what was bought where"
    for text in (text_of(mail), text_of(mail, "html")):
        assert "6789" in text, "cites the agent"
        assert "1分钟内给您回复" in text, "cites the promise"
        assert re.search(r"\d{1,2}:\d{2}", text), "cites the time"
        assert "123456" not in text, "only the tail of the order number"
    assert mail["List-Unsubscribe"]

    no_reply = re.search(rf"{re.escape(installation.url)}/r/\S+", _line_of(text_of(mail), "没回复"))
    assert no_reply is not None
    phone.goto(no_reply[0])
    expect(phone.locator("h1")).to_be_visible()
    assert "平台" not in _next_step(phone, case_page), "a mail scanner that follows the link changes nothing"
    phone.goto(no_reply[0])
    lead(phone, phone.locator("main form button"))

    assert "平台" in _next_step(phone, case_page)
    expect(phone.locator("main")).to_contain_text("没回复")


def _line_of(text: str, word: str) -> str:
    """Return the text from the first line that has the word on: its link stands there or just below."""
    return text[text.index(word) :]


def _next_step(page: Page, case_page: str) -> str:
    page.goto(case_page)
    return page.locator("#next h2").first.inner_text()
