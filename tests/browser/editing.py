"""What an editor has left behind in the scene: a draft with a screenshot, a second revision, reports."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw

from cases.models import User
from guides.domain.drafts import step_of, with_screenshot, with_step
from guides.models import Guide, HotlineReport, StepReport
from guides.services.editors import editor_add
from guides.services.guide_draft import draft_change, working_document
from guides.services.guide_publish import guide_publish
from guides.services.screenshots import screenshot_store

GUIDE, STEP = "taobao-step-in", "after-sale"


def screen_png() -> bytes:
    """Return something like a screenshot of a phone."""
    picture = Image.new("RGB", (540, 960), "#f1f1f1")
    drawer = ImageDraw.Draw(picture)
    drawer.rectangle((20, 80, 520, 260), fill="white")
    for at in (20, 190, 360):
        drawer.rounded_rectangle((at, 800, at + 150, 870), 30, fill="white", outline="#bbbbbb", width=3)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def studio_fill(*, editor: User, now: datetime) -> int:
    """Return the number of the screenshot in the draft of 淘宝 · 申请平台介入."""
    editor_add(user=editor)
    row = Guide.objects.select_related("published").get(pk=GUIDE)
    document = working_document(row) | {"lead_zh": "先要有一条被拒绝的售后申请。"}
    document["steps"] = [{**step, "stuck_zh": "往下翻。", "stuck_en": "Scroll."} for step in document["steps"]]
    revision = guide_publish(guide=row, document=document, now=now, by=editor, note="写短了")
    shot = screenshot_store(data=screen_png(), guide=row, by=editor, now=now)

    def change(draft: dict[str, object]) -> dict[str, object]:
        step = step_of(draft, STEP)
        assert step is not None
        return with_step(draft, with_screenshot(step, shot.pk, shot.width, shot.height))

    draft_change(slug=GUIDE, change=change, part=STEP, seen="", now=now, by=editor, force=True)
    StepReport.objects.create(guide=row, revision=revision, step=STEP, text="按钮改名了", at=now)
    HotlineReport.objects.create(platform="taobao", number="9510211", fault="no_answer", at=now)
    return shot.pk
