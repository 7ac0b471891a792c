"""Who may edit guides."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

GROUP = "Editors"
PERMISSIONS = ("view_guide", "change_guide")


@transaction.atomic
def editor_add(*, user: Any) -> None:
    """Let somebody edit guides: staff, in the group of editors, with nothing of any shopper's."""
    group = editors_ensure()
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.groups.add(group)


@transaction.atomic
def editors_ensure() -> Group:
    """Return the group of editors, made if need be, with exactly its permissions."""
    group, _made = Group.objects.get_or_create(name=GROUP)
    kind, _made = ContentType.objects.get_or_create(app_label="guides", model="guide")
    rights = [
        Permission.objects.get_or_create(content_type=kind, codename=name, defaults={"name": f"Can {name}"})[0]
        for name in PERMISSIONS
    ]
    group.permissions.set(rights)
    return group
