"""An account with at least one row in every table that belongs to a shopper, and files of every sort in the storage."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.db.models import Model

from cases import models
from cases.adapters import storage
from cases.models import User
from cases.selectors.belongings import belonging
from cases.services.evidence_cover import evidence_cover
from cases.services.evidence_delete import evidence_delete
from cases.services.evidence_develop import evidence_sweep
from cases.services.evidence_receive import evidence_receive
from cases.services.exhibits import case_exhibits_refresh
from cases.services.hand_off import hand_off_make
from cases.services.helper import helper_join
from cases.services.next_step import case_refresh_next
from cases.services.owed import owed_ask, owed_done
from cases.services.pack_make import pack_given, pack_make
from cases.services.reminder import reminder_set
from cases.services.share import share_answer, share_make
from guides.models import Guide, GuideRevision
from tests.case_acts import DAY, HOUR, again, heard, opened, promise_of, sent
from tests.exhibits import arrive, picture, receive
from tests.factories import NOW, MailFactory

MARKS = [
    {"kind": "box", "x": 100.0, "y": 100.0, "w": 300.0, "h": 80.0},
    {"kind": "number", "x": 500.0, "y": 500.0, "n": 1, "page": 2},
]


def fill(user: User) -> models.Case:
    """Give the account two cases, one of them with everything a case can have. Return that one."""
    _waited(opened(user, now=NOW - 3 * DAY, item="耳机", number="999", key="other"))
    case = opened(user, now=NOW - 2 * DAY, key="case")
    sent(case, NOW - 2 * DAY)
    early = heard(case, NOW - 30 * HOUR, hours=24, agent_number="6789")
    late = heard(case, NOW - HOUR, hours=48, agent_number="6789", offered_amount="12.50")
    promise_of(early).replaced_by_id, promise = promise_of(late).pk, promise_of(late)
    models.Promise.objects.filter(contact=early).update(replaced_by=promise)
    reminder = reminder_set(case=again(case), at=NOW + DAY, note="打电话", now=NOW)
    filing = case.filings.create(
        tier="platform", code="T8", text="袖口开线", filed_at=NOW, revision=_revision(),
        before={"tier": "merchant", "windows": [case.deadlines.order_by("pk")[0].pk]},
    )  # fmt: skip
    case.references.create(owner=user, filing=filing, kind="dispute", number="D 1", number_key="D1", noted_at=NOW)
    case.calls.create(tier="platform", number="95188", started_at=NOW - HOUR, ended_at=NOW)
    case.human_tries.create(day=NOW.date(), tries=3)
    case.guides_shown.create(revision=_revision(), first_at=NOW, last_at=NOW)
    _mails(user, case, reminder)
    _exhibits(user, case, promise)
    _moving_up(case, filing, early)
    _dossier(case)
    models.CaseEvent.objects.create(
        case=case,
        kind="no_reply",
        at=NOW,
        recorded_at=NOW,
        data={"mail": str(user.mails.exclude(kind="account")[0].pk)},
    )
    _permissions(user, case)
    return again(case)


def _waited(case: models.Case) -> None:
    """Their promise lapsed only while they waited for what they had asked for, which was noted after it; then sent."""
    said = heard(again(case), NOW - 54 * HOUR, hours=24)
    models.Promise.objects.filter(contact=said).update(state="broken", settled_at=NOW - 30 * HOUR)
    owed_ask(case=again(case), kind="evidence", words="开箱视频", at=NOW - 40 * HOUR, now=NOW - 27 * HOUR)
    owed_done(case=again(case), now=NOW - 26 * HOUR)
    case_refresh_next(case_ids=[case.pk], now=NOW)


def _revision() -> GuideRevision:
    guide, _made = Guide.objects.get_or_create(
        slug="t",
        defaults={
            "platform": "taobao",
            "title_zh": "攻略",
            "title_en": "Guide",
            "checked_on": NOW.date(),
            "confidence": "A",
        },
    )
    made = {"content": {}, "content_hash": "a" * 64, "published_at": NOW}
    return GuideRevision.objects.get_or_create(guide=guide, number=1, defaults=made)[0]


def _mails(user: User, case: models.Case, reminder: Any) -> None:
    blank = {"deadline": None, "case": None, "stage": "", "due_at": None}
    deadline = case.deadlines.order_by("pk")[0]
    digest = MailFactory(
        deadline=None, case=None, user=user, stage="", due_at=None, kind="digest", noted=True, created_at=NOW - HOUR
    )
    MailFactory(
        deadline=deadline, stage="soon", noted=True, state="folded", sent_at=None, digest=digest,
        created_at=NOW + timedelta(seconds=1),
    )  # fmt: skip
    MailFactory(deadline=deadline, stage="due", created_at=NOW + timedelta(seconds=2))
    MailFactory(user=user, kind="account", to_address=user.email, text="验证码 123456", **blank)
    assert reminder.mails.count() == 1


def _exhibits(user: User, case: models.Case, promise: models.Promise) -> None:
    first = receive(case, picture(size=(600, 800)), NOW).made[0]
    evidence_sweep(now_fn=lambda: NOW)
    first.refresh_from_db()
    evidence_cover(case=again(case), evidence=first, covers=[(60, 80, 300, 40)], now=NOW)
    evidence_sweep(now_fn=lambda: NOW)
    models.Evidence.objects.filter(pk=first.pk).update(
        promise=promise, contact=promise.contact, caption="聊天记录", kind="chat", proves="答应48小时"
    )
    gone = receive(case, picture(color=(1, 2, 3)), NOW).made[0]
    evidence_delete(evidence=gone, now=NOW)
    receive(case, picture(color=(9, 9, 9)), NOW)
    evidence_receive(owner=user, case=None, files=[arrive(picture(color=(5, 5, 5)), "微信图片.png")], now=NOW)
    evidence_sweep(now_fn=lambda: NOW)
    case_exhibits_refresh(case=again(case))

    _worked_with(case)


def _worked_with(case: models.Case) -> None:
    """Two more pictures: marked, compared, one in place of another, of a page, a report; and what was read of them."""
    page = case.page_captures.create(address="https://example.com/1", seen_at=NOW, made_at=NOW, sha256="c" * 64)
    new = receive(case, picture(color=(40, 80, 120)), NOW).made[0]
    old = case.evidence.kept().get(number=1)
    models.Evidence.objects.filter(pk=new.pk).update(page=page, kind="report", marks=MARKS, region=[10, 20, 300, 40])
    models.Evidence.objects.filter(pk=old.pk).update(replaced_by=new)
    further = models.Promise.objects.filter(case=case).order_by("pk")[0]
    models.AlsoProves.objects.create(evidence=new, promise=further, region=[10, 400, 300, 40])
    models.Appraisal.objects.create(evidence=new, whose="brand", number="R1", conclusion="fake", changed_at=NOW)
    pairs = [{"genuine": [10, 10, 50, 50], "suspect": [20, 20, 50, 50], "words": "缝线"}]
    case.comparisons.create(genuine=old, suspect=new, caption="鞋标", pairs=pairs, made_at=NOW)
    models.PictureText.objects.get_or_create(evidence=new, defaults={"text": "24小时内回复", "read_at": NOW})
    evidence_sweep(now_fn=lambda: NOW)
    case_exhibits_refresh(case=again(case))


def _moving_up(case: models.Case, filing: models.Filing, contact: models.Contact) -> None:
    typed = {"T12": {"loss": "退货运费 12 元", "entrusts": "同意", "at": NOW.isoformat(), "over": ""}}
    models.Ascent.objects.create(case=case, grounds={"elsewhere": "clear"}, ticks={"12315": ["item"]}, typed=typed)
    models.Seller.objects.create(case=case, disclosed="yes", legal_name="云栖鞋业有限公司", noted_at=NOW)
    case.elsewhere.create(body="association", day=NOW.date(), number="X1", noted_at=NOW)
    filing.results.create(kind="not_accepted", at=NOW, words="不予受理", contact=contact, noted_at=NOW)
    models.Rebuttal.objects.create(contact=contact, text="我有照片", exhibits=[1], written_at=NOW)


def _dossier(case: models.Case) -> None:
    """Two versions, the first one given to somebody and opened to somebody by a link that brought an answer."""
    pack = pack_make(case=again(case), whole_number=True, now=NOW)
    variant = pack.variants.get()
    kept = storage.take_in(_paper())
    kept.keep()
    variant.files.create(kind="pdf", name=kept.name, sha256=kept.sha256, size=kept.size)
    pack_given(case=again(case), variant=variant, to_whom="调解员", now=NOW)
    share, _token = share_make(
        case=again(case), pack=pack, scope="all", to_whom="云栖客服", days=7, answer_by=NOW + DAY, now=NOW
    )
    share_answer(share=share, text="已补发", signed="小王", now=NOW)
    seller = case.seller
    seller.address = "杭州"
    seller.save()
    models.Evidence.objects.filter(case=case, number=1).update(caption="聊天记录")
    pack_make(case=again(case), whole_number=False, now=NOW)


def _paper() -> Path:
    path = Path(tempfile.mkdtemp()) / "dossier.pdf"
    path.write_bytes(b"%PDF-1.7 made")
    return path


def _permissions(user: User, case: models.Case) -> None:
    """Everything that is not in a bundle but goes with the account."""
    hand_off_make(case=case, guide="t", step="s", now=NOW)
    address = EmailAddress.objects.filter(user=user)[0]
    EmailConfirmation.objects.create(email_address=address, key=f"key{user.pk}")
    Authenticator.objects.create(user=user, type="totp", data={})
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key=f"s{user.pk}", user_agent="")
    LogEntry.objects.create(user=user, object_repr="x", action_flag=1)
    user.groups.add(Group.objects.get_or_create(name="g")[0])
    user.user_permissions.add(Permission.objects.all()[0])
    models.Submission.objects.get_or_create(owner=user, key="one", defaults={"created_at": NOW})
    models.ApiToken.objects.create(owner=user, name="脚本", token_hash=f"{user.pk:064d}", made_at=NOW)
    models.Deletion.objects.create(user=user, asked_at=NOW, purge_at=NOW + 7 * DAY)
    models.Export.objects.create(owner=user, asked_at=NOW)
    helper, _made = User.objects.get_or_create(email="helps@example.com", login_key="helps@example.com")
    row = models.Helper.objects.create(
        case=case, name="小明", role="log", email="helps@example.com", invited_at=NOW, expires_at=NOW + DAY
    )
    helper_join(helper=row, user=helper, now=NOW)


def rows_of(user: User, model: type[Model]) -> int:
    """Return how many rows of the model lead to this account, by whatever path of foreign keys."""
    return len(
        set().union(*(model._base_manager.filter(**{path: user}).values_list("pk", flat=True) for path in paths(model)))
    )


def paths(model: type[Model], seen: tuple[type[Model], ...] = ()) -> list[str]:
    """Return every path of foreign keys from the model to the account, without going in circles."""
    found = []
    for one in model._meta.concrete_fields:
        if one.related_model is User:
            found.append(one.name)
        elif one.related_model in set(belonging()) - {model, *seen}:
            found += [f"{one.name}__{more}" for more in paths(one.related_model, (*seen, model))]
    return found
