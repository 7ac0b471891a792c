"""What a program shows instead of a password. Only its hash is kept: it is shown once, when it is made."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    class Scope(models.TextChoices):
        READ = "read", _("Read")
        WRITE = "write", _("Read, log contacts and add evidence")

    owner = models.ForeignKey("cases.User", models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=5, choices=Scope, default=Scope.READ)
    made_at = models.DateTimeField()
    # To the minute: a program that asks often costs no write each time.
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-made_at"], name="api_token_of_owner")]

    def __str__(self) -> str:
        return f"api token {self.pk}"
