"""The calls: cases, contacts and evidence, read and added to. What each takes and says: schema.py."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NoReturn

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cases.domain.lifecycle import IllegalMove
from cases.forms.api import NAMES, ApiContactForm, ApiEvidenceForm
from cases.models import Case, Contact, Evidence
from cases.selectors.access import case_for, contact_for, evidence_for
from cases.selectors.api import ROWS, cases_page, contact_rows, promises_by_contact
from cases.services.contact_log import contact_log
from cases.services.evidence_file import evidence_file
from cases.services.evidence_receive import Received, evidence_receive
from cases.services.submission import submission_result
from cases.views.api.frame import Problem, answer, api
from cases.views.api.shapes import case_shape, contact_shape, exhibit_shape
from cases.views.evidence_serve import exhibit_original
from cases.views.evidence_words import refusal_words
from cases.views.intake import arrived_files, takes_files
from cases.views.log_sheet import entry_of

BODY_MOST = 64 * 1024
KEY_LENGTH = range(8, 101)


@api("GET", "HEAD")
def cases(request: HttpRequest) -> HttpResponseBase:
    rows, more = cases_page(request.user, _cursor(request))
    return answer({"cases": [case_shape(row) for row in rows], "next": rows[-1].file_no if more else None})


@api("GET", "HEAD")
def case(request: HttpRequest, ref: str) -> HttpResponseBase:
    return answer(case_shape(case_for(request.user, ref)))


@api("GET", "HEAD", "POST")
def contacts(request: HttpRequest, ref: str) -> HttpResponseBase:
    found = case_for(request.user, ref)
    if request.method == "POST":
        return _log(request, found)
    rows, more = contact_rows(found, _cursor(request))
    promises = promises_by_contact(rows)
    said = [contact_shape(row, promises.get(row.pk, [])) for row in rows]
    return answer({"contacts": said, "next": rows[-1].pk if more else None})


@api("GET", "HEAD")
def contact(request: HttpRequest, ref: str, number: int) -> HttpResponseBase:
    return answer(_shown(contact_for(case_for(request.user, ref), number)))


def _shown(row: Contact) -> dict[str, Any]:
    return contact_shape(row, promises_by_contact([row]).get(row.pk, []))


def _log(request: HttpRequest, found: Case) -> HttpResponseBase:
    """Log one contact. The same Idempotency-Key again returns the contact it made, and makes none."""
    key = _key(request)
    known = submission_result(owner=found.owner, key=key)
    if known:
        return answer(_shown(contact_for(found, int(known))))
    now = timezone.now()
    form = ApiContactForm(_body(request, set(NAMES)), tier=found.tier, now=now)
    if not form.is_valid():
        raise Problem(422, "invalid", _("Some values do not fit. Nothing was saved."), form.named_errors())
    try:
        made = contact_log(case=found, entry=entry_of(form), now=now, key=key)
    except IllegalMove as error:
        raise _closed() from error
    return answer(_shown(made), 201)


@api("GET", "HEAD", "POST")
def evidence(request: HttpRequest, ref: str) -> HttpResponseBase:
    found = case_for(request.user, ref)
    if request.method == "POST":
        if not found.is_open:
            raise _closed()
        return _taking(request, found)
    rows = list(Evidence.objects.kept().filter(case=found).select_related("replaced_by").order_by("number")[:ROWS])
    return answer({"evidence": [exhibit_shape(found, row) for row in rows]})


def _taking(request: HttpRequest, found: Case) -> HttpResponseBase:
    """Take the files, with every refusal turned into JSON."""
    response = _take(request, found)
    if response.status_code == 413:
        raise Problem(413, "too_large", refusal_words("large"))
    if response.status_code == 400:
        raise Problem(400, "cut_off", _("The request ended before all of it had come. Send it again."))
    return response


def _take(request: HttpRequest, found: Case) -> HttpResponseBase:
    taking = takes_files(csrf_exempt(_add), unread=_unread)
    response: HttpResponseBase = taking(request, found)
    return response


def _unread(_request: HttpRequest, reason: str) -> NoReturn:
    raise Problem(422, "no_file", refusal_words(reason))


def _add(request: HttpRequest, found: Case) -> HttpResponseBase:
    key = _key(request)
    form = ApiEvidenceForm(request.POST)
    if not form.is_valid():
        fields = {name: [str(one) for one in errors] for name, errors in form.errors.items()}
        raise Problem(422, "invalid", _("Some values do not fit. Nothing was saved."), fields)
    tied = contact_for(found, form.cleaned_data["contact"]) if form.cleaned_data["contact"] else None
    if tied is not None and tied.voided_at is not None:
        raise Http404
    now, files = timezone.now(), arrived_files(request)
    kind = form.cleaned_data["kind"]
    try:
        received = evidence_receive(owner=found.owner, case=found, files=files, now=now, key=key, kind=kind)
        if tied is not None and received.items:
            evidence_file(case=found, items=received.items, now=now, contact=tied)
    except IllegalMove as error:
        raise _closed() from error
    if not received.items:
        raise Problem(422, "no_file", _("No file was taken."), {"files": _refusals(received)})
    for row in received.items:
        row.refresh_from_db()
    said = {"evidence": [exhibit_shape(found, row) for row in received.items], "refused": _refusals(received)}
    return answer(said, 201 if received.made else 200)


def _refusals(received: Received) -> list[str]:
    said = [
        f"{name}: {text}" if name else text
        for name, text in ((name, refusal_words(reason, received.room)) for name, reason in received.refused)
    ]
    return said or ([] if received.items else [refusal_words("empty")])


@api("GET", "HEAD")
def exhibit(request: HttpRequest, ref: str, number: int) -> HttpResponseBase:
    found = case_for(request.user, ref)
    return answer(exhibit_shape(found, evidence_for(found, number)))


@api("GET", "HEAD")
def exhibit_file(request: HttpRequest, ref: str, number: int) -> HttpResponseBase:
    """The original, byte for byte."""
    response = exhibit_original(request, evidence_for(case_for(request.user, ref), number))
    if response.status_code == 410:
        raise Problem(410, "gone", _("The stored file is missing or was changed. We do not hand out anything else."))
    return response


def _closed() -> Problem:
    return Problem(409, "closed", _("This case is closed. Reopen it on its page first."))


def _cursor(request: HttpRequest) -> int | None:
    said = request.GET.get("after", "")
    if not said:
        return None
    if not said.isdecimal() or len(said) > 18:
        raise Problem(422, "invalid", _("Some values do not fit. Nothing was saved."), {"after": [_("A number.")]})
    return int(said)


def _key(request: HttpRequest) -> str:
    """Return the key this account's submissions know it by. 422 without one: a repeated call must not act twice."""
    said = request.headers.get("Idempotency-Key", "")
    if len(said) not in KEY_LENGTH:
        text = _("Send an Idempotency-Key of 8 to 100 characters, another one for every new entry.")
        raise Problem(422, "no_key", text, {"Idempotency-Key": [text]})
    return f"api:{hashlib.sha256(f'{request.path}:{said}'.encode()).hexdigest()[:36]}"


def _body(request: HttpRequest, names: set[str]) -> dict[str, Any]:
    """Return the JSON object that was sent. Unknown names are refused: a slip of the pen would be lost silently."""
    if request.content_type != "application/json":
        raise Problem(415, "not_json", _("Send JSON, as application/json."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > BODY_MOST:
        raise Problem(413, "too_large", _("The request is too large."))
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Problem(422, "not_json", _("This is no JSON.")) from error
    if not isinstance(said, dict):
        raise Problem(422, "not_json", _("Send one JSON object."))
    unknown = {name: [_("This name is not known here.")] for name in set(said) - names}
    wrong = {
        name: [_("A text, please.")]
        for name, value in said.items()
        if name in names and not (value is None or (isinstance(value, str) and "\x00" not in value))
    }
    if unknown or wrong:
        raise Problem(422, "invalid", _("Some values do not fit. Nothing was saved."), unknown | wrong)
    return said
