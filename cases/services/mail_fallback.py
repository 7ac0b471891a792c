"""The plain text that goes out when a mail's own text cannot be written: late words beat no words."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _

from cases.models import Mail
from cases.services.mail_links import page_url


@dataclass(frozen=True)
class PlainMail:
    """A composed mail without a picture of itself."""

    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def mail_fallback(mail: Mail) -> PlainMail:
    """Return two sentences and a link in the owner's language, from nothing a person has typed."""
    language = mail.user.language
    with translation.override(language):
        if mail.case is None:
            link = page_url(language, "inbox/")
            subject = _("You have a reminder")
        else:
            link = page_url(language, f"c/{mail.case.ref}/")
            subject = _("File %(number)s has a reminder") % {"number": mail.case.file_label}
        text = _("A reminder is waiting for you. Open it here:\n%(link)s") % {"link": link}
    return PlainMail(subject, text)
