"""Takes the files of a form straight into the storage while they arrive: nothing of any size is held in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from cases.adapters import parts
from cases.adapters.storage import Intake, StorageFull
from cases.domain.exhibit_names import shown_name
from cases.domain.media import Found, Refused
from cases.domain.media.sniff import family_of
from cases.domain.media.types import VIDEO

MB = 1024 * 1024
FIELD = "files"


def largest_request() -> int:
    """Return the bytes above which a request is refused unread: one video, or eight files, and the form around them."""
    return int(max(settings.VIDEO_MAX_MB, 8 * settings.UPLOAD_MAX_MB) * MB) + MB


def size_reason(size: int, head: bytes) -> str:
    """Return why so many bytes that begin like this are too many; "" when they are not."""
    if size <= settings.UPLOAD_MAX_MB * MB:
        return ""
    video = family_of(head) == VIDEO
    if video and size <= settings.VIDEO_MAX_MB * MB:
        return ""
    return "video_large" if video else "large"


@dataclass(frozen=True)
class Arrived:
    """One file of a form. `reason` says why it is not taken (nothing of it is left); "" for one that lies ready."""

    shown_name: str
    media_type: str = ""
    reason: str = ""
    intake: Intake | None = None


class IntakeHandler(FileUploadHandler):
    """Streams every file of the field `files`. What came of each is in `arrived`, in the order of the form."""

    chunk_size = 256 * 1024

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.arrived: list[Arrived] = []
        self._intake: Intake | None = None
        self._name = ""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._name = shown_name(self.file_name or "")
        if self.field_name != FIELD:
            raise SkipFile
        if len(self.arrived) >= settings.UPLOAD_MAX_FILES:
            self._refuse("many")
        try:
            self._intake = Intake()
        except StorageFull:
            self._refuse("disk")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        intake = self._intake
        assert intake is not None
        try:
            intake.write(raw_data)
        except StorageFull:
            self._refuse("disk")
        if reason := size_reason(intake.size, intake.head):
            self._refuse(reason)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        intake, self._intake = self._intake, None
        if intake is None:
            return None
        found = intake.sniffed()
        reason = found.reason if isinstance(found, Refused) else ""
        if isinstance(found, Found) and found.type.family != VIDEO and intake.size > settings.UPLOAD_MAX_MB * MB:
            reason = "large"  # what begins like a film, and is a recording
        if reason or isinstance(found, Refused):
            intake.discard()
            self.arrived.append(Arrived(self._name, reason=reason))
            return None
        try:
            intake.finish()
        except StorageFull:
            self.arrived.append(Arrived(self._name, reason="disk"))
            return None
        self.arrived.append(Arrived(self._name, media_type=found.type.name, intake=intake))
        return None

    def add_part(self, *, owner: int | None, key: str, name: str, size: str) -> None:
        """Add the file that came in pieces under that key before this form; nothing when there is none.

        `size` is what the form says of it: what has not come whole stays where it is, to be gone on with.
        """
        if owner is None or not key:
            return
        self._name = shown_name(name)
        if (come := parts.has_come(owner, key)) and str(come) != size:
            self.arrived.append(Arrived(self._name, reason="cut"))
            return
        try:
            intake = parts.taken_over(owner, key)
        except StorageFull:
            self.arrived.append(Arrived(self._name, reason="disk"))
            return
        if intake is None:
            return
        self._intake = intake
        reason = size_reason(intake.size, intake.head)
        if reason:
            intake.discard()
            self._intake = None
            self.arrived.append(Arrived(self._name, reason=reason))
        else:
            self.file_complete(intake.size)

    def upload_interrupted(self) -> None:
        """The file under way is lost; Django says this of a last file that was skipped as well, so the others stay."""
        if self._intake is not None:
            self._intake.discard()
            self._intake = None

    def discard(self) -> None:
        """Remove everything that was not kept: call it when the request is over, whatever came of it."""
        if self._intake is not None:
            self._intake.discard()
            self._intake = None
        for one in self.arrived:
            if one.intake is not None:
                one.intake.discard()

    def _refuse(self, reason: str) -> None:
        if self._intake is not None:
            self._intake.discard()
            self._intake = None
        self.arrived.append(Arrived(self._name, reason=reason))
        raise SkipFile
