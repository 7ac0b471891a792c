"""What may never be in a mail, whatever a shopper has typed; and that a mail's act is the case's next step."""

from __future__ import annotations

import email
import re
from datetime import timedelta
from email import policy

import pytest
from django.urls import resolve
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case, Deadline, Mail
from cases.selectors.mail_act import Act, Do, act_of
from cases.selectors.snapshots import next_step_of
from cases.services.mail_compose import FOLDERS, STAGES, folder_of, mail_compose
from cases.services.mail_words import PATHS, act_url
from cases.services.mail_write import mail_message, mail_write
from config.styleguide.emails import sample, samples
from tests.factories import NOW, CaseFactory, ContactFactory, DeadlineFactory, MailFactory

pytestmark = pytest.mark.django_db
LANGUAGES = ("zh-hans", "en")
NASTY = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60) | st.sampled_from(
    [
        "a\r\nBcc: evil@example.com",
        "\x00\x1b[31m",
        "{{ 7|add:7 }}%(x)s%s",
        "</table><script>x</script>",
        "‮txet",
        "。" * 60,
    ]
)
HYPOTHESIS = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def typed(language: str, **words: str) -> list[Mail]:
    """Return every sample with all a shopper can type replaced by `words`."""
    found = []
    for one in samples(language):
        mail = one.mail
        if mail.case is None:
            continue
        order = mail.case.order
        order.shop, order.item, mail.case.problem = words["shop"], words["item"], words["problem"]
        if mail.deadline and mail.deadline.promise:
            mail.deadline.promise.words = mail.deadline.promise.contact.words = words["promise"]
            mail.deadline.promise.agent.number = words["agent"]
        if mail.reminder:
            mail.reminder.note = words["promise"]
        found.append((mail, one.at))
    return found


@given(NASTY, NASTY, NASTY)
@HYPOTHESIS
def test_it_puts_nothing_that_was_typed_into_the_subject(first, second, third):
    for language in LANGUAGES:
        plain = {one.name: one.composed().subject for one in samples(language)}
        words = {"shop": first, "item": second, "problem": third, "promise": first, "agent": second[:40]}
        assert [mail_compose(mail, at).subject for mail, at in typed(language, **words)] == [
            subject for name, subject in plain.items() if not name.startswith("digest")
        ]


@given(NASTY)
@HYPOTHESIS
def test_it_survives_what_was_typed_and_stays_one_message(words):
    """No header appears that we did not write, and the HTML has no element that is not ours."""
    for mail, at in typed("zh-hans", shop=words, item=words, problem=words, promise=words, agent=words[:40]):
        composed = mail_write(mail=mail, now=at)
        raw = mail_message(mail=mail, composed=composed).message().as_bytes(linesep="\r\n")
        parsed = email.message_from_bytes(raw, policy=policy.SMTP)
        assert set(parsed.keys()) == {
            *("Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted"),
            *("List-Unsubscribe", "List-Unsubscribe-Post", "X-Correlation-ID", "X-Youju-Kind"),
        }
        assert "<script" not in composed.html
        assert composed.html.count("</table>") == composed.html.count("<table")
        assert len(list(parsed.iter_parts())) == 2


@given(st.from_regex(r"[0-9]{12,20}", fullmatch=True), st.sampled_from(["", " ", "-", "  "]))
@HYPOTHESIS
def test_it_cites_an_order_number_only_by_its_tail(number, gap):
    grouped = gap.join(re.findall(r".{1,4}", number))
    for language in LANGUAGES:
        for one in samples(language):
            mail = one.mail
            if mail.case is None:
                continue
            mail.case.order.number, mail.case.order.number_key = grouped, number
            if mail.deadline and mail.deadline.promise:
                mail.deadline.promise.words = mail.deadline.promise.contact.words = f"订单{grouped} 24小时内处理"
            composed = mail_compose(mail, one.at)
            for part in (composed.subject, composed.text, composed.html):
                words = re.sub(r"https?://[^\s\"]+", "", part)
                assert number[:-4] not in words
                assert grouped not in words


def test_it_has_a_template_for_every_kind_and_no_other():
    from cases.domain.stages import StageName

    assert set(STAGES) == {str(name) for name in StageName}
    assert {one.mail.kind for one in samples("en")} == {"stage", *FOLDERS}
    with pytest.raises(ValueError, match="no template"):
        folder_of(Mail(kind="account"))
    with pytest.raises(ValueError, match="no template"):
        folder_of(Mail(kind="stage", stage="never"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_leads_to_pages_that_exist(language):
    for view, path in PATHS.items():
        url = act_url(Act(Do.LOOK, view, ("abc",) if "{}" in path else ()), language)
        assert url.startswith("https://youju.test/en/" if language == "en" else "https://youju.test/")
        with override(language):
            assert resolve(url.removeprefix("https://youju.test")).view_name == view
    for one in samples(language):
        for path in re.findall(r"https://youju\.test(/\S+)", one.composed().text):
            with override(language):
                resolve(path.partition("?")[0])


def test_it_costs_no_query_once_the_row_is_loaded(django_assert_num_queries):
    one = sample("overdue-nudged", "zh-hans")
    sample("window_last", "zh-hans").composed()  # reads the rules once for some seconds
    with django_assert_num_queries(0):
        one.composed()


@pytest.mark.parametrize(
    ("stage", "after", "kind", "do"),
    [
        ("due", {}, "nudge", Do.NUDGE),
        ("due", {"nudged": timedelta(minutes=10)}, "wait_nudge", Do.WAIT),
        ("due", {"no_reply": timedelta(minutes=10)}, "step_up", Do.PLATFORM),
        ("overdue", {}, "nudge", Do.NUDGE),
        ("overdue", {"nudged": timedelta(hours=1)}, "step_up", Do.PLATFORM),
        ("long_overdue", {"nudged": timedelta(hours=1)}, "step_up", Do.PLATFORM),
        ("overdue", {"no_reply": timedelta(hours=1)}, "step_up", Do.PLATFORM),
    ],
)
@pytest.mark.parametrize("tier", ["merchant", "platform"])
def test_it_asks_for_the_same_act_as_the_case_page(alice, tier, stage, after, kind, do):
    heard, due = NOW - timedelta(days=1), NOW
    case = CaseFactory(owner=alice, tier=tier)
    contact = ContactFactory(case=case, tier=tier, at=heard, reply="received")
    deadline = DeadlineFactory(
        case=case, tier=tier, promise__contact=contact, promise__heard_at=heard, due_at=due, trigger_at=heard
    )
    if "nudged" in after:
        Deadline.objects.update(nudged_at=due + after["nudged"])
    if "no_reply" in after:
        Case.objects.update(no_reply_at=due + after["no_reply"])
    at = {
        "due": due + timedelta(minutes=30),
        "overdue": NOW + timedelta(days=1),
        "long_overdue": NOW + timedelta(days=4),
    }
    mail = MailFactory(deadline=Deadline.objects.get(), case=Case.objects.get(), stage=stage, due_at=due)
    case = Case.objects.select_related("order").get()
    assert next_step_of(case, now=at[stage]).kind == kind
    wanted = Do.REGULATOR if do == Do.PLATFORM and tier == "platform" else do
    assert act_of(mail).do == wanted
    assert deadline.pk == mail.deadline_id


def test_it_counts_a_nudge_sent_after_the_stage_had_come_as_fresh(alice):
    """The overdue mail waited (a pause); T5 went out meanwhile: it has not been left unanswered yet."""
    deadline = DeadlineFactory(case=CaseFactory(owner=alice), trigger_at=NOW - timedelta(days=1), due_at=NOW)
    deadline.nudged_at = NOW + timedelta(days=1)
    mail = MailFactory(deadline=deadline, stage="overdue", due_at=NOW)
    assert act_of(mail).do == Do.WAIT


def test_it_lists_in_a_digest_what_is_still_true(alice, django_assert_num_queries):
    digest = MailFactory(kind="digest", user=alice, deadline=None, case=None, stage="", due_at=None)
    still = DeadlineFactory(case=CaseFactory(owner=alice))
    over = DeadlineFactory(case=CaseFactory(owner=alice, closed=True))
    muted = DeadlineFactory(case=CaseFactory(owner=alice, muted_at=NOW))
    for number, deadline in enumerate((still, over, muted)):
        MailFactory(
            deadline=deadline,
            stage="due",
            due_at=deadline.due_at,
            state="folded",
            act_at=None,
            digest=digest,
            subject=f"第 {number} 条",
        )
    with django_assert_num_queries(1):
        composed = mail_compose(digest, NOW)
    assert composed.subject == "今天 1 件事"
    assert "第 0 条" in composed.text
    assert f"/c/{still.case.ref}/say/?code=T5" in composed.text
    assert "第 1 条" not in composed.text
    assert "第 2 条" not in composed.html


def test_it_lists_one_clock_once_in_a_digest_by_its_latest_stage(alice):
    digest = MailFactory(kind="digest", user=alice, deadline=None, case=None, stage="", due_at=None)
    clock = DeadlineFactory(case=CaseFactory(owner=alice))
    for number, stage in enumerate(("due", "overdue", "long_overdue")):
        MailFactory(
            deadline=clock,
            stage=stage,
            due_at=clock.due_at,
            state="folded",
            act_at=None,
            digest=digest,
            subject=f"第 {number} 条",
            created_at=NOW + number * timedelta(days=1),
        )
    text = mail_compose(digest, NOW).text
    assert "第 2 条" in text
    assert "第 0 条" not in text
    assert "第 1 条" not in text


def test_it_says_that_the_weeks_mail_is_the_weeks(alice):
    alice.mail_mode = "weekly"
    digest = Mail(kind="digest", user=alice)
    digest.rows = [sample("due", "zh-hans").mail]
    assert mail_compose(digest, NOW).subject == "这周 1 件事"


def test_it_says_one_thing_and_two_things_in_english(alice):
    alice.language = "en"
    digest = Mail(kind="digest", user=alice)
    for count, subject in ((1, "1 thing today"), (2, "2 things today")):
        digest.rows = [sample("due", "en").mail] * count
        assert mail_compose(digest, NOW).subject == subject


@pytest.mark.parametrize(("tier", "shown"), [("merchant", True), ("platform", True), ("regulator", False)])
def test_it_shows_the_way_up_in_the_last_mail(alice, tier, shown):
    case = CaseFactory(owner=alice, tier=tier)
    deadline = DeadlineFactory(case=case, tier=tier, trigger_at=NOW - timedelta(days=1), due_at=NOW)
    for stage in ("overdue", "long_overdue"):
        mail = MailFactory(deadline=deadline, case=case, stage=stage, due_at=NOW)
        composed = mail_compose(mail, NOW + timedelta(days=3))
        wanted = shown and stage == "long_overdue"
        assert (f"/c/{case.ref}/up/" in composed.text) == wanted
        assert (f"/c/{case.ref}/up/" in composed.html) == wanted
