"""How a composed message leaves the house: SMTP, or files under DATA_DIR/mail."""

from django.core.mail.backends.base import BaseEmailBackend


class EmlFileBackend(BaseEmailBackend):
    """Writes one .eml file per message under DATA_DIR/mail."""
