"""Two taps, two windows, two mail programs at the same moment: it happens once."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from cases.models import CaseEvent, Contact, Mail, Reminder
from cases.services.mail_answer import Answered, mail_answer
from cases.services.mail_links import Answer
from cases.services.reminder import reminder_set
from tests.factories import NOW, CaseFactory, DeadlineFactory, MailFactory

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def together(act) -> list:
    """Return what `act` gave in AT_ONCE threads that start at the same moment; an error in one is raised here."""
    results, errors, gate = [], [], threading.Barrier(AT_ONCE)

    def run() -> None:
        try:
            gate.wait(timeout=20)
            results.append(act())
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if errors:
        raise errors[0]
    return results


@pytest.mark.parametrize("answer", [Answer.RESOLVED, Answer.REFUSED, Answer.NO_REPLY, Answer.SNOOZE, Answer.MUTE])
def test_it_records_an_answer_once(alice, answer):
    deadline = DeadlineFactory(case=CaseFactory(owner=alice))
    made = MailFactory(noted=True, deadline=deadline, stage="due", due_at=NOW)
    contacts = Contact.objects.count()

    def tap() -> Answered:
        mail = Mail.objects.select_related("user", "case__order", "deadline").get(pk=made.pk)
        return mail_answer(mail=mail, answer=answer, now=NOW, until=NOW + timedelta(days=1))

    assert Counter(together(tap)) == {Answered.DONE: 1, Answered.BEFORE: AT_ONCE - 1}
    assert CaseEvent.objects.count() == 1
    assert Contact.objects.count() == contacts + (answer == Answer.REFUSED)


def test_it_sets_one_reminder_for_one_form(alice):
    case = CaseFactory(owner=alice)
    made = together(lambda: reminder_set(case=case, at=NOW + timedelta(days=1), note="", now=NOW, key="k1").pk)
    assert len(set(made)) == 1
    assert Reminder.objects.count() == Mail.objects.count() == 1
