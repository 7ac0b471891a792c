"""GET and POST /api/v1/cases/<ref>/evidence/, one exhibit and its file."""

from __future__ import annotations

import pytest

from cases.adapters import storage
from cases.models import Evidence
from cases.services.case_state import case_close
from cases.services.evidence_replace import evidence_replace
from tests.case_acts import again, heard
from tests.exhibits import picture, receive
from tests.factories import NOW
from tests.web.evidence.sending import named, part, raw

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(case) -> str:
    return f"cases/{case.ref}/evidence/"


def test_it_takes_a_file_and_gives_back_the_same_bytes(program, path, case):
    raw = picture()
    answer = program.send(path, named(raw), kind="chat")
    assert answer.status_code == 201
    said = answer.json()["evidence"][0]
    assert (said["number"], said["kind"], said["media_type"]) == (1, "chat", "image/png")
    file = program.client.get(said["file"], headers={"Authorization": f"Bearer {program.token}"})
    assert b"".join(file.streaming_content) == raw
    assert "attachment" in file["Content-Disposition"]
    assert program.get(f"{path}1/").json() == said
    assert program.get(path).json() == {"evidence": [said]}


def test_it_ties_it_to_the_contact_it_proves(program, path, case):
    contact = heard(case, NOW, hours=24)
    said = program.send(path, named(picture()), contact=contact.pk).json()
    assert said["evidence"][0]["contact"] == contact.pk
    assert Evidence.objects.get().contact == contact


def test_it_knows_no_contact_of_another_case(program, path, charlie):
    from tests.case_acts import opened

    other = heard(opened(charlie, now=NOW), NOW)
    assert program.send(path, named(picture()), contact=other.pk).status_code == 404
    assert not Evidence.objects.exists()
    assert list(storage.lying()) == []


def test_it_keeps_a_file_once(program, path):
    first = program.send(path, named(picture()), key="same-key-1")
    repeated = program.send(path, named(picture()), key="same-key-1")
    assert (first.status_code, repeated.status_code) == (201, 200)
    assert first.json()["evidence"] == repeated.json()["evidence"]
    assert Evidence.objects.count() == 1
    assert len(list(storage.lying())) == 1


def test_it_says_why_a_file_is_not_taken_and_keeps_the_others(program, path):
    evil = named(b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "x.svg")
    answer = program.send(path, evil)
    assert (answer.status_code, len(answer.json()["error"]["fields"]["files"])) == (422, 1)
    both = program.send(path, named(picture()), named(b"MZ" + b"0" * 200, "x.exe"), key="key-0002")
    assert (both.status_code, len(both.json()["evidence"]), len(both.json()["refused"])) == (201, 1, 1)


def test_it_refuses_nothing_a_wrong_kind_and_too_much(program, path, settings):
    assert list(program.send(path).json()["error"]["fields"]) == ["files"]
    assert list(program.send(path, named(picture()), kind="magic").json()["error"]["fields"]) == ["kind"]
    settings.UPLOAD_MAX_MB = settings.VIDEO_MAX_MB = 0
    answer = program.send(path, named(b"0" * 2_000_000))
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
    assert list(storage.lying()) == []


def test_it_leaves_a_closed_case_alone(program, path, case):
    case_close(case=again(case), outcome="withdrawn", now=NOW)
    assert program.send(path, named(picture())).json()["error"]["code"] == "closed"


def test_it_hands_out_no_other_bytes(program, path):
    program.send(path, named(picture()))
    storage.remove(Evidence.objects.get().name)
    assert program.get(f"{path}1/file/").json()["error"]["code"] == "gone"


def test_it_says_what_took_the_place_of_an_exhibit(program, path, case):
    first, second = (receive(case, picture(color=(n, n, n)), NOW).made[0] for n in (10, 200))
    evidence_replace(case=again(case), old=first, new=second, now=NOW)
    said = program.get(path).json()["evidence"]
    assert [(one["number"], one["replaced_by"]) for one in said] == [(1, 2), (2, None)]
    assert program.get(f"{path}1/").json()["replaced_by"] == 2


def test_it_says_that_a_file_could_not_be_opened(program, path, case):
    row = receive(case, picture(), NOW).made[0]
    Evidence.objects.filter(pk=row.pk).update(state="rejected", reason="broken", act_at=None)
    assert program.get(f"{path}1/").json()["state"] == "rejected"


def test_it_says_that_a_name_is_too_long_to_be_read(program, path):
    body = part("files", picture(), "长" * 4096 + ".png") + b"--line--\r\n"
    headers = {"Authorization": f"Bearer {program.token}", "Idempotency-Key": "key-0001"}
    answer = raw(program.client, f"/api/v1/{path}", body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "no_file")
    assert "文件名太长" in answer.json()["error"]["message"]
