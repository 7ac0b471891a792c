"""The one row that says which knowledge is loaded. Whoever keeps facts in memory asks it whether they still hold."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class KnowledgeStamp(models.Model):
    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    # Changes with every load that changed something and with every admin's edit.
    version = models.CharField(max_length=64)
    # Fingerprint of the files last loaded: the same again means there is nothing to do.
    files_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="knowledge_stamp_is_single", condition=Q(id=1))]

    def __str__(self) -> str:
        return self.version
