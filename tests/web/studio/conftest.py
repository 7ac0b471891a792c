"""Grace edits guides; Bob is staff without that right. The studio as seen on Monday 23 November 2026 at 15:20."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw

from cases.models import User
from guides.models import Guide
from guides.services.editors import editor_add
from guides.services.guide_draft import part_print, working_document
from guides.services.knowledge import knowledge_load
from tests.factories import NOW, UserFactory

SLUG, STEP = "taobao-step-in", "after-sale"


@pytest.fixture(autouse=True)
def _monday_afternoon() -> Iterator[None]:
    """What ships grows old: half a year later the queue would hold all of it."""
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def grace(db: None) -> User:
    user = UserFactory(email="grace@example.com")
    editor_add(user=user)
    return user


@pytest.fixture
def as_grace(grace: User) -> Client:
    return signed_in(grace)


@pytest.fixture
def as_harry(db: None) -> Client:
    """A second editor."""
    user = UserFactory(email="harry@example.com")
    editor_add(user=user)
    return signed_in(user)


@pytest.fixture
def row(db: None) -> Guide:
    """The shipped guide 淘宝 · 申请平台介入."""
    knowledge_load(now=NOW)
    return Guide.objects.get(pk=SLUG)


@pytest.fixture
def typed(row: Guide) -> Callable[..., dict[str, Any]]:
    """Give typed(**changes): what the second step's form posts, as it was opened."""

    def post(**changes: Any) -> dict[str, Any]:
        document = working_document(Guide.objects.get(pk=SLUG))
        step = next(one for one in document["steps"] if one["slug"] == STEP)
        names = ("title", "text", "caption", "stuck")
        words = {f"{name}_{lang}": step[f"{name}_{lang}"] for name in names for lang in ("zh", "en")}
        picture = step.get("picture") or {}
        alts = {f"alt_{lang}": picture.get(f"alt_{lang}", "") for lang in ("zh", "en")}
        return words | alts | {"attach": step["attach"], "seen": part_print(document, STEP)} | changes

    return post


def draft_step(slug: str = STEP) -> dict[str, Any]:
    return next(one for one in working_document(Guide.objects.get(pk=SLUG))["steps"] if one["slug"] == slug)


def a_picture(kind: str = "PNG", size: tuple[int, int] = (600, 900), **options: Any) -> bytes:
    """Return a picture with a name written in its upper part."""
    picture = Image.new("RGB", size, "white")
    drawer = ImageDraw.Draw(picture)
    for at in range(0, size[0], 8):
        drawer.line((at, size[1] // 10, at + 4, size[1] // 5), fill="black", width=3)
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def a_file(content: bytes, name: str = "屏幕快照.png", content_type: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)
