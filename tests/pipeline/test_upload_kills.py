"""`kill -9` of web server and worker during uploads: what was acknowledged is there, whole, once; nothing half is."""

from __future__ import annotations

import hashlib
import http.client
import os
import random
import secrets
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from tests.exhibits import picture
from tests.pipeline.harness import ANSWER_SECONDS, House, Probe
from tests.pipeline.test_web_kills import CSRF, NoRedirect

SHOPPERS, EACH = 4, 8


def body_of(content: bytes, key: str) -> bytes:
    def field(name: str, value: str) -> bytes:
        return f'--line\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()

    head = b'--line\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
    return field("csrfmiddlewaretoken", CSRF) + field("key", key) + head + content + b"\r\n--line--\r\n"


def upload(port: int, browser: dict[str, str], content: bytes) -> str:
    """Send the file until the server says it has it, as the page does; return its hash."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/c/{browser['ref']}/evidence/add/",
        data=body_of(content, secrets.token_hex(10)),
        headers={
            "Cookie": f"sessionid={browser['session']}; csrftoken={CSRF}",
            "Content-Type": "multipart/form-data; boundary=line",
        },
    )
    opener = urllib.request.build_opener(NoRedirect)
    for _ in range(200):
        try:
            opener.open(request, timeout=ANSWER_SECONDS)
        except urllib.error.HTTPError as answer:
            if answer.code == 302:
                return hashlib.sha256(content).hexdigest()
            raise AssertionError(f"{answer.code}: {answer.read().decode()[-2000:]}") from None
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
    raise AssertionError("never acknowledged")


def test_it_keeps_every_acknowledged_upload_whole_and_leaves_nothing_half(house: House, probe: Probe, rounds: int):
    for number in range(max(1, rounds // 5)):
        browsers = probe.signed_in(tag=f"up{number}", number=SHOPPERS)
        sending = []
        with ThreadPoolExecutor(SHOPPERS) as people:
            for turn in range(EACH):
                for browser in browsers:
                    # A picture with its own bytes behind it, large enough to be killed in the middle.
                    content = picture(color=(turn, 9, 9)) + os.urandom(400_000)
                    sending.append((browser["ref"], people.submit(upload, house.port, browser, content)))
            for _ in range(3):
                time.sleep(random.uniform(0.1, 0.5))
                for name in ("web", "worker"):
                    house.kill(name)
                    house.start(name)
            acknowledged = sorted((ref, one.result()) for ref, one in sending)
        assert probe.exhibits(tag=f"up{number}") == [list(one) for one in acknowledged]
        # What it is just making of them is half made rightly.
        house.stop("worker", 120)
        probe.tick()
        assert probe.evidence_faults() == []
        assert probe.unfinished_files() == []
        house.start("worker")
