"""What belongs to a shopper: every table on a path to the account, in the order a bundle is read back.

A model that leads to User and stands in neither TABLES nor LEFT_OUT fails tests/integration/test_belongings.py. Every
column of a table is in the bundle but those that `omitted` names; a new column needs nothing, a new table one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, Q, QuerySet

from cases import models
from cases.models import User

Ids = Mapping[str, "str | Ids"]


@dataclass(frozen=True)
class Table:
    """One table of the bundle. `owner` is the path to the account; rows are numbered from 1 in the order `by`."""

    name: str
    model: type[Model]
    owner: str
    # Column -> why it is not in the bundle.
    omitted: dict[str, str] = field(default_factory=dict)
    by: tuple[str, ...] = ("pk",)
    only: Q = field(default_factory=Q)
    # The path to the case, for a bundle of one case alone.
    of_case: str = "case"
    # Ids inside JSON columns: column -> {key: table}. The value is one id or a list of them; under a key that holds a
    # list of rows stands {key: table} once more. An id of a table that is not in the bundle is left out.
    ids_in: dict[str, Ids] = field(default_factory=dict)

    def rows(self, user: User, case: models.Case | None = None) -> QuerySet[Any]:
        """Return this account's rows of the table, or those of one case, in the order they are numbered in."""
        rows = self.model._base_manager.filter(self.only, **{self.owner: user}).order_by(*self.by)
        return rows if case is None else rows.filter(**{self.of_case: case.pk}).distinct()

    @property
    def fields(self) -> list[Field[Any, Any]]:
        """The columns in the bundle, without the row's own number."""
        return [
            one
            for one in self.model._meta.concrete_fields
            if not one.primary_key and one.name not in self.omitted and one.related_model is not User
        ]


NEW = "the other installation gives its own"
WORKER = "says what the worker was doing"
# The id is text that says what it is of: contact-12.
NAMED = "*"
NAMES = {"contact": "contacts", "promise": "promises", "filing": "filings", "mark": "events"}
DERIVED = "made again from the other columns"
NO_LINK = "a link opens the installation that made it; the note of it comes along as ended"

TABLES: tuple[Table, ...] = (
    Table("orders", models.Order, "owner", of_case="cases"),
    Table("agents", models.Agent, "owner", of_case="contacts__case"),
    Table(
        "cases",
        models.Case,
        "owner",
        {
            "ref": NEW,
            "version": NEW,
            "exhibits": DERIVED,
            "answers_waiting": "counted again",
            "mailed_helpers": "who helps is settled anew",
            "files_told_at": "said again, a week before at least, on the installation that will delete",
        },
        of_case="pk",
    ),
    Table("contacts", models.Contact, "case__owner", {"version": NEW}),
    Table("promises", models.Promise, "case__owner"),
    Table("deadlines", models.Deadline, "case__owner"),
    Table("filings", models.Filing, "case__owner", ids_in={"before": {"windows": "deadlines"}}),
    Table("filing_results", models.FilingResult, "filing__case__owner", of_case="filing__case"),
    Table("references", models.Reference, "owner"),
    Table("ascents", models.Ascent, "case__owner"),
    Table("sellers", models.Seller, "case__owner"),
    Table("elsewhere", models.Elsewhere, "case__owner"),
    Table("rebuttals", models.Rebuttal, "contact__case__owner", of_case="contact__case"),
    Table("letters", models.Letter, "case__owner"),
    Table("calls", models.Call, "case__owner"),
    Table("human_tries", models.HumanTries, "case__owner"),
    Table("guides_shown", models.GuideShown, "case__owner"),
    Table("reminders", models.Reminder, "case__owner"),
    Table("pages", models.PageCapture, "case__owner"),
    Table(
        "evidence",
        models.Evidence,
        "owner",
        {
            "ref": NEW,
            "name": NEW,
            "version": NEW,
            **dict.fromkeys(("state", "reason", "act_at", "tries"), WORKER),
            **dict.fromkeys(("width", "height", "milliseconds", "pages"), "read from the file again"),
        },
    ),
    Table("also_proven", models.AlsoProves, "evidence__owner", of_case="evidence__case"),
    Table("appraisals", models.Appraisal, "evidence__owner", of_case="evidence__case"),
    Table("comparisons", models.Comparison, "case__owner", {"version": NEW}),
    Table(
        "mails",
        models.Mail,
        "user",
        {
            "key": "named after rows of one installation",
            "html": "kept for account mail only",
            "to_address": "kept for account mail only",
            **dict.fromkeys(
                ("lease_until", "claim_token", "attempts", "refusals", "failing_since", "last_code", "last_error"),
                "says what the sender was doing",
            ),
        },
        by=("created_at", "kind", "stage", "due_at", "pk"),
        # Codes and security notices are of no use elsewhere; a waiting digest is gathered anew.
        only=~Q(kind="account") & ~Q(kind="digest", state="pending"),
    ),
    Table(
        "events",
        models.CaseEvent,
        "case__owner",
        ids_in={
            "data": {
                "promise": "promises",
                "deadline": "deadlines",
                "reminder": "reminders",
                "filing": "filings",
                "mail": "mails",
                "helper": "helpers",
                "waiting": "promises",
                "clocks": "deadlines",
            }
        },
    ),
    Table(
        "packs",
        models.Pack,
        "case__owner",
        ids_in={
            "content": {
                "promises": {"id": "promises"},
                "reasons": {"id": "contacts"},
                "filings": {"id": "filings"},
                "timeline": {"id": NAMED},
                "summary": {"id": NAMED},
            }
        },
    ),
    Table(
        "pack_variants",
        models.PackVariant,
        "pack__case__owner",
        {
            **dict.fromkeys(("state", "reason", "done", "act_at", "tries"), WORKER),
            **dict.fromkeys(("pages", "left_out", "ready_at"), "about files that are made again when asked for"),
        },
        of_case="pack__case",
    ),
    Table("packs_given", models.PackGiven, "variant__pack__case__owner", of_case="variant__pack__case"),
    Table(
        "shares",
        models.Share,
        "pack__case__owner",
        {"token_hash": NO_LINK, "revoked_at": NO_LINK},
        of_case="pack__case",
    ),
    Table("share_answers", models.ShareAnswer, "share__pack__case__owner", of_case="share__pack__case"),
)

# Model or app -> why nothing of it is in a bundle. All of it goes with the account all the same.
LEFT_OUT: dict[str, str] = {
    "cases.rendition": "pictures made of originals: made again on arrival",
    "cases.picturetext": "read off the pictures again on arrival",
    "cases.packfile": "made again of the frozen version when asked for",
    "cases.helper": "permissions are given anew on each installation; the record keeps who acted by name",
    "cases.submission": "keys of forms already handled, gone after a month",
    "cases.handoff": "hashes of codes that live ten minutes",
    "cases.export": "the bundle itself",
    "cases.deletion": "about the account here, not about its cases",
    "cases.apitoken": "permissions are given anew on each installation",
    "account.emailaddress": "the addresses stand under `account`; proving them is each installation's own affair",
    "account.emailconfirmation": "a code on its way",
    "mfa.authenticator": "secrets of sign-in, bound to one installation",
    "usersessions.usersession": "where somebody is signed in",
    "admin.logentry": "what staff did in the administration",
    "cases.user_groups": "rights of staff",
    "cases.user_user_permissions": "rights of staff",
    "guides": "public knowledge; what leads to an account there is an editor's act",
}

# Settings that move with the account.
ACCOUNT = ("language", "look", "large_type", "mail_mode", "quiet_hours", "files_months")


@cache
def table_of(model: type[Model]) -> Table | None:
    """Return the model's table in the bundle; None when it has none."""
    return next((one for one in TABLES if one.model is model), None)


def belonging() -> Iterator[type[Model]]:
    """Yield every model with a path of foreign keys to the account, automatic ones too."""
    every = [one for one in apps.get_models(include_auto_created=True) if not one._meta.proxy]
    found: set[type[Model]] = {User}
    grown = True
    while grown:
        grown = False
        for model in every:
            if model not in found and any(one.related_model in found for one in _keys(model)):
                found.add(model)
                grown = True
    yield from sorted(found - {User}, key=lambda one: one._meta.label_lower)


def _keys(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    return [one for one in model._meta.concrete_fields if isinstance(one, ForeignKey)]


def why_left_out(model: type[Model]) -> str:
    """Return why a bundle holds nothing of this model; "" for one nobody has decided about."""
    meta = model._meta
    return LEFT_OUT.get(meta.label_lower) or LEFT_OUT.get(meta.app_label, "")
