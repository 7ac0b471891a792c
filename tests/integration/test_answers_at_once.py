"""Two taps, two windows, two mail programs at the same moment: it happens once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from cases.models import CaseEvent, Contact, Mail, Reminder
from cases.services.mail_answer import Answered, mail_answer
from cases.services.mail_links import Answer
from cases.services.reminder import reminder_set
from tests.factories import NOW, CaseFactory, DeadlineFactory, MailFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("answer", [Answer.RESOLVED, Answer.REFUSED, Answer.NO_REPLY, Answer.SNOOZE, Answer.MUTE])
def test_it_records_an_answer_once(alice, answer):
    deadline = DeadlineFactory(case=CaseFactory(owner=alice))
    made = MailFactory(noted=True, deadline=deadline, stage="due", due_at=NOW)
    contacts = Contact.objects.count()

    def tap() -> Answered:
        mail = Mail.objects.select_related("user", "case__order", "deadline").get(pk=made.pk)
        return mail_answer(mail=mail, answer=answer, now=NOW, until=NOW + timedelta(days=1))

    assert Counter(at_once(tap)) == {Answered.DONE: 1, Answered.BEFORE: 7}
    assert CaseEvent.objects.count() == 1
    assert Contact.objects.count() == contacts + (answer == Answer.REFUSED)


def test_it_sets_one_reminder_for_one_form(alice):
    case = CaseFactory(owner=alice)
    made = at_once(lambda: reminder_set(case=case, at=NOW + timedelta(days=1), note="", now=NOW, key="k1").pk)
    assert len(set(made)) == 1
    assert Reminder.objects.count() == Mail.objects.count() == 1
