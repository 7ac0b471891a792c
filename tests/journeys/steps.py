"""What every journey does first, as a shopper would: by the words on the screen."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.leading import lead
from tests.mailbox import Mailbox, text_of

PASSWORD = "a-long-pass-phrase-1"
# The pages are there before the worker that mails is.
MAIL_SECONDS = 120


def write_the_case(page: Page) -> None:
    """From the first page to a letter that can be copied, without an account."""
    page.goto("/")
    page.locator("form [name=problem]").fill("袖口开线")
    page.get_by_role("button", name="写成一段能用的话").click()
    page.wait_for_url("**/new/**")
    page.get_by_label("淘宝", exact=True).check(force=True)
    page.locator("[name=number]").fill("123456")
    page.locator("[name=item]").fill("衬衫")
    page.locator("[name=problem_type][value=defect]").check(force=True)
    page.locator("[name=demand][value=exchange]").check(force=True)
    letter = page.locator("#letter")
    expect(letter).to_contain_text("123456")
    expect(letter).to_contain_text("衬衫袖口开线")
    expect(letter).to_contain_text("换货")


def sign_up(page: Page, mailbox: Mailbox, address: str) -> None:
    """Saving asks for an account; the code in the mail proves the address."""
    page.get_by_role("button", name="存成案件，开始计时").locator("visible=true").click()
    page.wait_for_url("**/accounts/signup/**")
    page.locator("input[name=email]").fill(address)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="注册", exact=True).click()
    page.wait_for_url(re.compile(r"/c/\w{16}/"))
    mail = mailbox.wait_for(lambda message: message["To"] == address, MAIL_SECONDS)
    code = re.search(r"\b\d{6}\b", text_of(mail))
    assert code is not None
    case_page = page.url
    page.goto("/accounts/confirm-email/")
    page.locator("input[name=code]").fill(code[0])
    lead(page, page.get_by_role("button", name="验证邮箱"))
    page.goto(case_page)
