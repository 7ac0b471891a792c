"""Reads a bundle into an account: checked first, then written in one transaction, the files before their rows."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from django.conf import settings
from django.db import DataError, IntegrityError, transaction

from cases.adapters.archive import Bundle
from cases.adapters.queue import enqueue
from cases.adapters.storage import Intake
from cases.domain.bundle import BundleRefused, file_path
from cases.domain.dossier.readable import readable
from cases.domain.media import Refused
from cases.models import Agent, Case, Evidence, Mail, Pack, PackVariant, Share, User
from cases.selectors.belongings import ACCOUNT, TABLES, Table
from cases.selectors.bundle_rows import renumbered
from cases.selectors.bundle_take import Said, plain_values, pointers, revisions_here, said_rows
from cases.selectors.bundle_values import value_of
from cases.services.event import event_record
from cases.services.evidence_receive import DEVELOP, MB, quota_left
from cases.services.exhibits import case_exhibits_refresh
from cases.services.next_step import case_refresh_next
from cases.services.share import answers_count
from cases.services.submission import submission_once, submission_settle

AT_ONCE = 500
# Above this the numbers of the other installation are not taken over: the next case's would not fit its column.
HIGHEST_NO = 999_999


@dataclass
class Imported:
    """What came in. `left` counts the rows that have no place here, by table: a guide's revision this one never had."""

    cases: int = 0
    files: int = 0
    missing: int = 0
    left: dict[str, int] = field(default_factory=dict)
    again: bool = False


def bundle_read(*, owner: User, file: BinaryIO, now: datetime, with_settings: bool = False) -> Imported:
    """Return what came into the account. BundleRefused leaves everything as it was; the same bundle twice is one.

    Ids are given anew, every file is checked against its hash, and each case records that it was imported.
    """
    bundle = Bundle(file, room=quota_left(owner=owner))
    data = bundle.data()
    said = said_rows(data)
    with ExitStack() as undo:
        files = _files(bundle, said["evidence"], undo)
        try:
            with transaction.atomic():
                done = _Reading(owner, said, files, now).run(bundle)
                if with_settings and not done.again:
                    _settings(owner, data["account"])
        except (IntegrityError, DataError) as error:
            raise BundleRefused("rows") from error
        if not done.again:
            for intake in files.values():
                intake.keep()
    return done


def _files(bundle: Bundle, rows: list[dict[str, Any]], undo: ExitStack) -> dict[int, Intake]:
    """Return {number of the exhibit: its file, whole and checked}; `undo` removes what is not kept."""
    found: dict[int, Intake] = {}
    most = max(settings.UPLOAD_MAX_MB, settings.VIDEO_MAX_MB) * MB
    for row in rows:
        path = file_path(str(row.get("sha256")))
        if row.get("deleted_at") is not None or bundle.size_of(path) is None:
            continue
        intake = Intake()
        undo.callback(intake.discard)
        for piece in bundle.pieces(path, most):
            intake.write(piece)
        if intake.sha256 != row["sha256"]:
            raise BundleRefused("hash", path)
        intake.sniffed()
        intake.finish()
        found[row["id"]] = intake
    return found


def _settings(owner: User, account: dict[str, Any]) -> None:
    for name in ACCOUNT:
        if name in account:
            setattr(owner, name, value_of(User._meta.get_field(name), account[name], "account"))  # type: ignore[arg-type]
    owner.save(update_fields=list(ACCOUNT))


class _Reading:
    def __init__(self, owner: User, said: Said, files: dict[int, Intake], now: datetime) -> None:
        self.owner, self.said, self.files, self.now = owner, said, files, now
        self.ids: dict[str, dict[Any, Any]] = {}
        self.done = Imported(cases=len(said["cases"]), files=len(files))

    def run(self, bundle: Bundle) -> Imported:
        self.owner.last_file_no = User.objects.select_for_update(no_key=True).get(pk=self.owner.pk).last_file_no
        seen = submission_once(owner=self.owner, key=f"bundle:{bundle.digest[:32]}", now=self.now)
        if seen is None:
            return Imported(again=True)
        if sum(one.size for one in self.files.values()) > quota_left(owner=self.owner):
            raise BundleRefused("quota")
        self._number_cases()
        for table in TABLES:
            self._table(table)
        self._point_forward()
        self._settle(str(bundle.manifest.get("made_at", ""))[:40])
        submission_settle(submission=seen, result=str(self.done.cases))
        return self.done

    def _number_cases(self) -> None:
        """Keep the file numbers where the account has no case yet; else go on from its own."""
        rows = self.said["cases"]
        numbers = [row.get("file_no") for row in rows]
        whole = all(type(one) is int and 0 < one <= HIGHEST_NO for one in numbers)
        if not whole or Case.objects.filter(owner=self.owner).exists():
            for place, row in enumerate(rows, self.owner.last_file_no + 1):
                row["file_no"] = place
        last = max((row["file_no"] for row in rows), default=0)
        self.owner.last_file_no = max(self.owner.last_file_no, last)
        self.owner.save(update_fields=["last_file_no"])

    def _table(self, table: Table) -> None:
        rows, ids = self.said[table.name], self.ids.setdefault(table.name, {})
        keys = pointers(table)
        here = {key.name: revisions_here(rows, key.name) for key, target in keys if target is None}
        made, numbers = [], []
        known = self._agents() if table.model is Agent else {}
        for row in rows:
            values = plain_values(table, row)
            for column, ids_in in table.ids_in.items():
                if column in values:
                    values[column] = renumbered(values[column], ids_in, self.ids)
            for key, target in keys:
                said = row.get(key.name)
                values[key.attname] = here[key.name](said) if target is None else self._id(target, said)
            agent = known.get((values.get("platform"), values.get("number"))) if known else None
            if agent is not None:
                ids[row["id"]] = agent
                continue
            thing = table.model(**values, **self._owner_of(table))
            if self._lacks_something(table, thing) or not self._ready(table, thing, row):
                self.done.left[table.name] = self.done.left.get(table.name, 0) + 1
                continue
            made.append(thing)
            numbers.append(row["id"])
        created = table.model._base_manager.bulk_create(made, batch_size=AT_ONCE)
        ids.update({number: thing.pk for number, thing in zip(numbers, created, strict=True)})

    def _owner_of(self, table: Table) -> dict[str, User]:
        return {table.owner: self.owner} if "__" not in table.owner else {}

    def _id(self, target: Table, said: Any) -> Any:
        """Return the new id of the row that number names; None for a row still to come, and for none at all."""
        return self.ids.get(target.name, {}).get(said) if type(said) is int else None

    def _agents(self) -> dict[Any, int]:
        rows = Agent.objects.filter(owner=self.owner).values_list("platform", "number", "pk")
        return {(platform, number): pk for platform, number, pk in rows}

    def _lacks_something(self, table: Table, thing: Any) -> bool:
        """Return whether a column that must point somewhere points nowhere."""
        return any(not key.null and getattr(thing, key.attname) is None for key, _target in pointers(table))

    def _ready(self, table: Table, thing: Any, row: dict[str, Any]) -> bool:
        """Make the row ready to be saved; False for one that has no place here."""
        if isinstance(thing, Evidence):
            return self._exhibit(thing, self.files.get(row["id"]))
        if isinstance(thing, Mail) and thing.state == Mail.State.PENDING:
            return _mail_named(thing)
        if isinstance(thing, Pack) and not readable(thing.content):
            raise BundleRefused("value", f"{table.name}#{row['id']}.content")
        if isinstance(thing, PackVariant):
            # Its files stayed behind. Asked for, they are made of what the case holds here.
            thing.state, thing.reason = PackVariant.State.FAILED, "imported"
        if isinstance(thing, Share):
            # The hash of nothing anybody has: a link opens the installation that made it, and no other.
            thing.token_hash, thing.revoked_at = secrets.token_hex(32), self.now
        return True

    def _exhibit(self, thing: Evidence, intake: Intake | None) -> bool:
        if intake is None:
            digits = secrets.token_hex(16)
            thing.name = f"{digits[:2]}/{digits}"
            if thing.deleted_at is None:
                # Its bytes were lost before it was exported: the number stays taken, as after deleting it.
                thing.deleted_at = self.now
                self.done.missing += 1
            return True
        kind = intake.sniffed()
        if isinstance(kind, Refused):
            raise BundleRefused("type", thing.shown_name)
        here = Evidence.objects.kept().filter(owner=self.owner, case=None, sha256=intake.sha256)
        if thing.case_id is None and here.exists():
            self.done.files -= 1
            intake.discard()
            return False
        thing.name, thing.size, thing.media_type = intake.name, intake.size, kind.type.name
        thing.act_at = self.now
        return True

    def _point_forward(self) -> None:
        """Fill the columns that point to rows which came later, or to their own table."""
        for table in TABLES:
            late = [(key, target) for key, target in pointers(table) if target and self._is_late(table, target)]
            for row in self.said[table.name]:
                values = {key.attname: self._id(target, row.get(key.name)) for key, target in late}
                values = {name: value for name, value in values.items() if value is not None}
                if values and row["id"] in self.ids[table.name]:
                    table.model._base_manager.filter(pk=self.ids[table.name][row["id"]]).update(**values)

    def _is_late(self, table: Table, target: Table) -> bool:
        return TABLES.index(target) >= TABLES.index(table)

    def _settle(self, made_at: str) -> None:
        """Derive what was not in the bundle, and record the import with every case."""
        cases = list(Case.objects.filter(pk__in=self.ids["cases"].values()).order_by("pk"))
        for case in cases:
            case_exhibits_refresh(case=case)
            answers_count(case=case)
            event_record(
                case=case, kind="imported", at=self.now, now=self.now, by_owner=False, data={"made_at": made_at}
            )
        case_refresh_next(case_ids=[case.pk for case in cases], now=self.now)
        for number in self.files:
            if number in self.ids["evidence"]:
                enqueue(DEVELOP, evidence_id=self.ids["evidence"][number])


def _mail_named(mail: Mail) -> bool:
    """Give a waiting mail the key that later changes find it by; False for one that has nothing to speak of."""
    of = {
        Mail.Kind.STAGE: (mail.deadline_id, None),
        Mail.Kind.UNSENT: (mail.letter_id, f"letter:{mail.letter_id}"),
        Mail.Kind.REMINDER: (mail.reminder_id, f"reminder:{mail.reminder_id}"),
        Mail.Kind.MONEY: (mail.case_id, f"money:{mail.case_id}:{secrets.token_hex(6)}"),
        Mail.Kind.ANSWER: (mail.case_id, f"answer:{mail.case_id}:{secrets.token_hex(6)}"),
        Mail.Kind.STALE: (mail.case_id, f"snooze:{mail.case_id}:{secrets.token_hex(6)}"),
    }
    about, mail.key = of.get(Mail.Kind(mail.kind), (None, None))
    return about is not None
