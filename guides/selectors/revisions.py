"""Revisions named so that another installation can find the same one: guide, number, and a hash of what it says."""

from __future__ import annotations

from collections.abc import Iterable

from guides.models import GuideRevision

Name = tuple[str, int, str]


def revision_names(ids: Iterable[int]) -> dict[int, Name]:
    """Return {id: (guide, number, hash of the content)} of these revisions."""
    rows = GuideRevision.objects.filter(pk__in=set(ids)).values_list("pk", "guide_id", "number", "content_hash")
    return {pk: (guide, number, said) for pk, guide, number, said in rows}


def revision_ids(names: Iterable[Name]) -> dict[Name, int]:
    """Return {name: id} of those that are here and say the same; what is not here, or says something else, is not."""
    wanted = set(names)
    rows = GuideRevision.objects.filter(guide__in={one[0] for one in wanted})
    found = {
        (guide, number, said): pk
        for pk, (guide, number, said) in revision_names(rows.values_list("pk", flat=True)).items()
    }
    return {name: found[name] for name in wanted if name in found}
