"""An account that goes: frozen and silent at once, back within seven days, then purged. Nothing else deletes events."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.module_loading import import_string

from cases.adapters import parts, storage
from cases.adapters.deleted_list import Gone, note_deleted
from cases.adapters.mail import forget_mails
from cases.adapters.trace import trace_of
from cases.models import Case, CaseEvent, Deletion, Evidence, Export, Mail, Order, PackFile, Rendition, User
from cases.selectors.accounts import accounts_at
from cases.services.helper import helping_end

logger = logging.getLogger(__name__)

UNDO = timedelta(days=7)
AT_ONCE = 20
SESSIONS_AT_ONCE = 2000


@transaction.atomic
def account_freeze(*, user: User, now: datetime) -> Deletion:
    """Return the deletion, begun now or before. From here on nobody is signed in and no mail leaves."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    deletion, made = Deletion.objects.get_or_create(user=user, defaults={"asked_at": now, "purge_at": now + UNDO})
    if made:
        User.objects.filter(pk=user.pk).update(is_active=False)
        user.is_active = False
        keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(user=user).delete()
    return deletion


@transaction.atomic
def account_undo(*, user: User, now: datetime) -> bool:
    """Return True when the account is as it was; False when there was nothing to undo, or it is too late."""
    User.objects.select_for_update(no_key=True).filter(pk=user.pk).first()
    undone, _rows = Deletion.objects.filter(user=user, purge_at__gt=now).delete()
    if undone:
        User.objects.filter(pk=user.pk).update(is_active=True)
    return bool(undone)


def deletions_sweep(*, now: datetime) -> int:
    """Return how many accounts were purged. One that cannot be is logged by its number, and stops nobody else's."""
    done = 0
    due = Deletion.objects.filter(purge_at__lte=now).order_by("purge_at").values_list("user_id", flat=True)
    for number in list(due[:AT_ONCE]):
        try:
            done += account_purge(user=User(pk=number), due=now)
        except Exception as error:
            logger.error("account %s could not be purged, the next tick tries again: %s", number, trace_of(error))
    return done


def account_purge(*, user: User, due: datetime | None = None) -> bool:
    """Return whether this call removed the account: rows, files, sessions and the copies of its mail, for good.

    With `due` only if its days are over at that moment still: an undo that came first wins.
    """
    with transaction.atomic():
        row = User.objects.select_for_update().filter(pk=user.pk).first()
        if row is None or (due is not None and not Deletion.objects.filter(user=row, purge_at__lte=due).exists()):
            return False
        number, names = row.pk, list(_files(row))
        mails = [str(pk) for pk in Mail.objects.filter(user=row).values_list("pk", flat=True)]
        mails += helping_end(user=row)
        address = row.email if accounts_at(row.email).count() == 1 else ""
        _sessions_end(row)
        _rows_remove(row)
        # Before the commit: an account that goes must never be missing from the list.
        note_deleted(number, row.date_joined)
        # What is left when the machine stops here has no row any more: the stray sweep finds it.
        transaction.on_commit(partial(storage.remove_all, names), robust=True)
        transaction.on_commit(partial(parts.forget, number), robust=True)
        transaction.on_commit(partial(forget_mails, mails, address), robust=True)
    return True


def deletions_replay(*, gone: Iterable[Gone]) -> int:
    """Return how many accounts of a restored backup were purged again, because they were gone when it was restored."""
    done = 0
    for number, joined_at in gone:
        user = User.objects.filter(pk=number).first()
        if user is not None and user.date_joined.isoformat() == joined_at:
            done += account_purge(user=user)
    return done


def _files(user: User) -> Iterator[str]:
    """Yield the name of everything that lies in the storage for this account."""
    yield from Evidence.objects.filter(owner=user).values_list("name", flat=True)
    yield from Rendition.objects.filter(evidence__owner=user).values_list("name", flat=True)
    yield from PackFile.objects.filter(variant__pack__case__owner=user).values_list("name", flat=True)
    yield from Export.objects.filter(owner=user).exclude(name="").values_list("name", flat=True)


def _rows_remove(user: User) -> None:
    """Remove every row. Events first, which nothing else may delete; orders after the cases that hold them."""
    CaseEvent.objects.filter(case__owner=user).purge()
    Case.objects.filter(owner=user).delete()
    Order.objects.filter(owner=user).delete()
    user.delete()


def _sessions_end(user: User) -> None:
    """Remove the sessions of this account, those the list of devices knows and those it does not."""
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    mine = []
    for session in Session.objects.only("session_key", "session_data").iterator(SESSIONS_AT_ONCE):
        if store().decode(session.session_data).get("_auth_user_id") == str(user.pk):
            mine.append(session.session_key)
    Session.objects.filter(session_key__in=mine).delete()
