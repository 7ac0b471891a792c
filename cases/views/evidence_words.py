"""The sentences about files: why one is not taken and what to do, what was found wrong with one, how large it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.models import Case, Contact, Evidence
from cases.services.evidence_receive import MB, Received, quota_left
from cases.views.wording import moment_words


def refusal_words(reason: str, left: int = 0) -> str:
    """Return why a file is not taken, and what to do instead. `left` are the bytes this shopper may still put here."""
    if reason == "quota" and left > 0:
        said = _(
            "It needs more than the %(left)s that are left to you. Delete what you no longer need, then add it again."
        )
        return said % {"left": size_words(left)}
    limits = {"upload": settings.UPLOAD_MAX_MB, "video": settings.VIDEO_MAX_MB, "most": settings.UPLOAD_MAX_FILES}
    return {
        "empty": _("There is nothing in this file. Choose it again, or take the screenshot again."),
        "svg": _("An SVG can carry a program and is not taken. Take a screenshot of it and add that."),
        "html": _("This is a web page or code, not a picture. Take a screenshot of the page and add that."),
        "script": _("This is a web page or code, not a picture. Take a screenshot of the page and add that."),
        "archive": _("An archive is not taken. Unpack it and add the pictures in it."),
        "office": _("Office documents are not taken. Save it as a PDF, or take a screenshot."),
        "program": _("Programs are not taken. If you meant a screenshot or a video, choose that file."),
        "playlist": _("This only points to a video. Save the video itself and add that."),
        "large": _("Larger than %(upload)d MB. Send the original in parts, or a smaller copy of it.") % limits,
        "video_large": _("Videos may have %(video)d MB. Cut it into parts and add each of them.") % limits,
        "many": _("Up to %(most)d files at once. Add the rest afterwards.") % limits,
        "name": _("A file name is too long to be read, so nothing was taken. Shorten it and choose the file again."),
        "quota": _("Your space is full. Delete what you no longer need, then add it again."),
        "cut": _("Only a part of this file has come. Choose it again: it goes on where it stopped."),
        "disk": _("It could not be stored just now, and nothing of it was kept. Try again in a few minutes."),
    }.get(reason, _("This kind of file is not known here. Add a picture, a PDF, a video, a recording or plain text."))


def rejection_words(reason: str) -> str:
    """Return what the closer look has found wrong."""
    return {
        "pixels": _("It claims to be larger than any picture we could open. The file is kept as it came."),
        "locked": _("It is locked by a password. Add a copy without one."),
        "time": _("It took too long to open. Take a screenshot of it and add that."),
        "crash": _(
            "It took too much to open. Take screenshots of its pages, or of what counts in it, and upload those."
        ),
        "memory": _("It needs more memory than a picture should. Take a screenshot of it and add that."),
    }.get(reason, _("It is damaged and cannot be opened. If you have it elsewhere, add it again from there."))


def limits_words(user: Any, left: int | None = None) -> str:
    """Return what may be added, said before the upload. `left` are the bytes that are left, when they are known."""
    left = quota_left(owner=user) if left is None else left
    limits = {"upload": settings.UPLOAD_MAX_MB, "video": settings.VIDEO_MAX_MB, "most": settings.UPLOAD_MAX_FILES}
    said = _(
        "Pictures, PDF, recordings and text up to %(upload)d MB each, videos up to %(video)d MB; up to %(most)d files"
        " at once. %(left)s left."
    )
    return said % (limits | {"left": size_words(left)})


def size_words(size: int) -> str:
    """Return 830 KB, 4.2 MB, 1.9 GB."""
    if size < MB:
        return f"{max(size // 1024, 1) if size else 0} KB"
    return f"{size / MB:.1f} MB" if size < 1024 * MB else f"{size / 1024 / MB:.1f} GB"


def length_words(milliseconds: int) -> str:
    """Return 0:23 or 1:02:05."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def received_words(received: Received) -> str:
    """Return what came of the files in one sentence: 已收下 2 个，1 个已经在这里了。"""
    parts = []
    if received.made:
        parts.append(ngettext("%(n)d file kept.", "%(n)d files kept.", len(received.made)) % {"n": len(received.made)})
    if received.known:
        count = len(received.known)
        parts.append(ngettext("%(n)d was here already.", "%(n)d were here already.", count) % {"n": count})
    return " ".join(parts)


def kept_words(received: Received) -> str:
    """Return that with names and what each became: 已收下 2 个文件：一.png（证据 1）、二.png（证据 2）。"""
    if len(received.came) < 2 and not received.refused:
        return received_words(received)
    made = [row.pk for row in received.made]
    new = [_became(name, row) for name, row in received.came if row.pk in made]
    known = [_became(name, row) for name, row in received.came if row.pk not in made]
    between, parts = pgettext("between file names", ", "), []
    if new:
        said = ngettext("%(n)d file kept: %(names)s.", "%(n)d files kept: %(names)s.", len(new))
        parts.append(said % {"n": len(new), "names": between.join(new)})
    if known:
        said = ngettext("%(n)d was here already: %(names)s.", "%(n)d were here already: %(names)s.", len(known))
        parts.append(said % {"n": len(known), "names": between.join(known)})
    return " ".join(parts)


def _became(name: str, row: Evidence) -> str:
    name = name or _("A file without a name")
    if row.number is None:
        return name
    return pgettext("a file and what it became", "%(name)s (%(exhibit)s)") % {
        "name": name,
        "exhibit": exhibit_label(row),
    }


def came_rows(received: Received, case: Case | None) -> list[dict[str, str]]:
    """Return each file that was kept, or was here already, by the name it was sent by; its exhibit is said beside."""
    made = [row.pk for row in received.made]
    return [
        {
            "name": name or _("A file without a name"),
            "text": pgettext("a file", "Kept") if row.pk in made else pgettext("a file", "Was here already"),
            "label": exhibit_label(row) if row.number else "",
            "url": reverse("exhibit", args=[case.ref, row.number]) if case else "",
        }
        for name, row in received.came
    ]


def refused_rows(received: Received) -> list[dict[str, str]]:
    """Return the refused files with their sentences."""
    return [
        {"name": name or _("A file without a name"), "text": refusal_words(reason, received.room)}
        for name, reason in received.refused
    ]


def exhibit_label(evidence: Evidence) -> str:
    """Return 证据 3, as pages and filings call it."""
    return _("Exhibit %(number)d") % {"number": evidence.number} if evidence.number else _("Not sorted yet")


def contact_words(contact: Contact, now: datetime) -> str:
    """Return a contact as a list of choices names it: when, and how it begins."""
    said = contact.words[:40] or contact.get_channel_display()
    return _("Contact %(at)s: %(said)s") % {"at": moment_words(contact.at, now), "said": said}
