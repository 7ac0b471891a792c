"""Filings and their results as the tests of /filing/<n>/result/ make and read them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from cases.models import Case, Contact
from cases.services.contact_log import ContactEntry, contact_log
from cases.services.contact_undo import contact_undo
from cases.services.filing import FilingEntry, filing_file
from tests.case_acts import DAY, again
from tests.factories import NOW

SHANGHAI = ZoneInfo("Asia/Shanghai")
SAID = {"at": "2026-11-23T15:00", "words": "经审核，凭证不足"}


def filed(case, tier="platform", now=NOW - 2 * DAY, rule="CLK12"):
    code = {"platform": "T8", "regulator": "T12"}[tier]
    entry = FilingEntry(tier=tier, moves=True, code=code, text="说明", rule=rule, due_at=now + 5 * DAY)
    return filing_file(case=again(case), entry=entry, now=now)


def note(client, url, kind, **form):
    return client.post(url, SAID | {"kind": kind} | form)


def next_title(client, case) -> str:
    page = client.get(f"/c/{case.ref}/").content.decode()
    return page.split('id="next-h">')[1].split("<")[0]


def complaint(case: Case):
    filed(case, now=NOW - 9 * DAY)
    return filed(case, "regulator", now=NOW - 7 * DAY, rule="CLK20")


def result_url(case: Case, filing) -> str:
    return f"/c/{case.ref}/filing/{filing.pk}/result/"


def undo_last(case: Case, now: datetime = NOW) -> None:
    assert contact_undo(case=again(case), contact=Contact.objects.filter(case=case).latest("pk"), now=now)


def said(case: Case, at: datetime, **fields) -> Contact:
    entry = ContactEntry(at=at, tier=again(case).tier, channel="chat", words="还要再等", **fields)
    return contact_log(case=again(case), entry=entry, now=at)
