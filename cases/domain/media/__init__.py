"""What a file is, decided by its bytes and by nothing else: not its name, not what the browser said."""

from cases.domain.media.sniff import Found, Refused, sniff, sniff_whole
from cases.domain.media.types import MEDIA, MediaType, media_type

__all__ = ["MEDIA", "Found", "MediaType", "Refused", "media_type", "sniff", "sniff_whole"]
