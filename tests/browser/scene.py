"""The populated installation the browser walks through: the sample shopper's cases, made by the services."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer

from cases.models import Case, Evidence, Mail, User
from cases.services.appraisal import ReportFacts, appraisal_save
from cases.services.comparison import comparison_open, comparison_save
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.demo_fill import STORIES as TOLD
from cases.services.demo_fill import demo_fill
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_develop import evidence_sweep
from cases.services.evidence_mark import evidence_mark, evidence_point
from cases.services.evidence_receive import evidence_receive
from cases.services.page_capture import page_capture_make
from cases.services.shopper import shopper_create
from guides.services.knowledge import knowledge_load
from tests.browser.editing import studio_fill
from tests.exhibits import arrive, chat, movie, picture

PASSWORD = "a-long-pass-phrase-1"
STORIES = tuple(story.line for story in TOLD)
WIDTHS = (390, 1280, 320)
LOOKS = ("light", "dark")


@dataclass
class Scene:
    """Who is there and what they own. `people` maps a role to its user; anonymous has none."""

    url: str
    people: dict[str, User]
    cases: dict[str, Case]
    extra: dict[str, Any] = field(default_factory=dict)

    def ref(self, story: str) -> str:
        return self.cases[story].ref


@contextmanager
def running_scene() -> Iterator[Scene]:
    """Yield the scene behind a live server; everything is gone afterwards. Needs unblocked database access."""
    now = timezone.now()
    alice = shopper_create(email="alice@example.com", password=PASSWORD, staff=False, language="zh-hans", now=now)
    newcomer = shopper_create(email="dora@example.com", password=PASSWORD, staff=False, language="zh-hans", now=now)
    guarded = shopper_create(email="erin@example.com", password=PASSWORD, staff=False, language="zh-hans", now=now)
    bob = shopper_create(email="bob@example.com", password=PASSWORD, staff=True, language="zh-hans", now=now)
    grace = shopper_create(email="grace@example.com", password=PASSWORD, staff=False, language="zh-hans", now=now)
    knowledge_load(now=now)
    shot = studio_fill(editor=grace, now=now)
    cases = dict(zip(STORIES, demo_fill(user=alice, now=now), strict=True))
    while deadlines_sweep(now=now).claimed:
        pass
    _note_the_mails(now)
    _show_evidence(alice, cases, now)
    extra = {
        "mail": Mail.objects.filter(case=cases["S76"]).latest("created_at"),
        "passkey": _guard(guarded),
        "shot": shot,
    }
    people = {"alice": alice, "newcomer": newcomer, "guarded": guarded, "bob": bob, "grace": grace}
    server = LiveServer("localhost")
    try:
        yield Scene(server.url, people, cases, extra)
    finally:
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


def _note_the_mails(now: Any) -> None:
    """Let the sweep's mails be in 通知 as if the sender had run."""
    for mail in Mail.objects.filter(state=Mail.State.PENDING):
        mail.state, mail.act_at, mail.sent_at, mail.noted_at = Mail.State.SENT, None, now, now
        mail.subject, mail.text = "卷0001：对方答应的时间到了", "对方答应的时间到了，还没有回复。\n\n可以再催一次。"
        mail.save(update_fields=["state", "act_at", "sent_at", "noted_at", "subject", "text"])


def _show_evidence(alice: User, cases: dict[str, Case], now: Any) -> None:
    """Give S76 a chat with a covered copy, a film and a file that cannot be opened, and the inbox a picture."""
    files = [arrive(chat(), f"聊天{cases['S76'].order.number_key}.png"), arrive(movie(), "开箱.mp4")]
    files.append(arrive(picture(size=(600, 800))[:400], "坏的.png"))
    chat_row = evidence_receive(owner=alice, case=cases["S76"], files=files, now=now).made[0]
    evidence_receive(owner=alice, case=None, files=[arrive(chat(1), "微信图片.png")], now=now - timedelta(days=3))
    evidence_receive(owner=alice, case=cases["S6"], files=[arrive(chat(2)), *_labels()], now=now)
    evidence_sweep(now_fn=lambda: now)
    chat_row.refresh_from_db()
    evidence_cover(case=cases["S76"], evidence=chat_row, covers=[(60, 80, 300, 40)], now=now)
    marks = [
        {"kind": "box", "x": 70, "y": 330, "w": 560, "h": 90, "alt_zh": "答应 24 小时内答复"},
        {"kind": "arrow", "x": 820, "y": 640, "x2": 600, "y2": 430, "alt_zh": ""},
        {"kind": "number", "x": 80, "y": 230, "n": 1, "alt_zh": "工号"},
        {"kind": "text", "x": 80, "y": 620, "text": "客服的原话 😀"},
    ]
    evidence_mark(case=cases["S76"], evidence=chat_row, marks=marks, now=now)
    promise = cases["S76"].promises.select_related("contact").first()
    region = [70, 330, 560, 90]
    _work_with(cases["S6"], now)
    evidence_point(case=cases["S76"], evidence=chat_row, promise=promise, contact=None, region=region, now=now)
    evidence_sweep(now_fn=lambda: now)


def _labels() -> list[Any]:
    """Return two photos of a label, the second with another stripe."""
    return [arrive(picture("JPEG", (900, 1200), shade), f"标{n}.jpg") for n, shade in enumerate(("navy", "teal"))]


def _work_with(case: Case, now: Any) -> None:
    genuine, suspect = Evidence.objects.kept().filter(case=case).order_by("-number")[:2]
    row = comparison_open(case=case, genuine=genuine, suspect=suspect, now=now)
    pairs = [
        {
            "genuine": [100, 300, 300, 200],
            "suspect": [120, 320, 300, 180],
            "words": "字母 R：正品是直的，这件是弯的",
        },
        {"genuine": [500, 600, 300, 200], "suspect": [520, 580, 280, 200], "words": "缝线每厘米 6 针，这件 4 针"},
    ]
    shots = [Evidence.objects.kept().get(case=case, number=1)]
    address = "https://item.example.com/item.htm?id=123456789"
    page_capture_make(case=case, what="product", address=address, seen_at=now, shots=shots, now=now)
    report = ReportFacts(whose="brand", issuer="示例品牌（上海）有限公司", conclusion="fake")
    appraisal_save(case=case, evidence=suspect, facts=report, now=now)
    comparison_save(case=case, comparison=row, pairs=pairs, caption="领标和缝线", version=row.version)


def _guard(user: User) -> Authenticator:
    """Give the account every second factor; return its passkey."""
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    # A credential as Chromium's virtual authenticator made it.
    credential = json.loads((Path(__file__).parents[1] / "data" / "passkey.json").read_text())
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=credential)


def session_key(scene: Scene, who: str) -> str:
    """Return the key of a new session of somebody who has just entered the password."""
    user = scene.people[who]
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    record_authentication(SimpleNamespace(session=session), user, "password", reauthenticated=True)
    session.create()
    return str(session.session_key)


def context_for(browser: Browser, scene: Scene, who: str, **options: Any) -> BrowserContext:
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 844}, **options)
    if who != "anonymous":
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_key(scene, who), "url": scene.url}
        context.add_cookies([cookie])
    return context
