"""The further promises an exhibit shows. All of them run inside the caller's transaction and lock."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cases.models import AlsoProves, Evidence, Promise


def also_set(*, evidence: Evidence, promises: Collection[Promise] | None) -> None:
    """Let the exhibit show these promises beside its own, and no others; None leaves them, but for its own."""
    rows = AlsoProves.objects.filter(evidence=evidence)
    if promises is None:
        rows.filter(promise=evidence.promise_id).delete()
        return
    wanted = {one.pk for one in promises if one.pk != evidence.promise_id}
    rows.exclude(promise__in=wanted).delete()
    known = set(rows.values_list("promise_id", flat=True))
    AlsoProves.objects.bulk_create(AlsoProves(evidence=evidence, promise_id=pk) for pk in sorted(wanted - known))


def also_add(*, evidence: Evidence, promise: Promise, region: Sequence[float] | None = None) -> None:
    """Let the exhibit show one more promise. `region` is where its words stand, None leaves what is known of it."""
    row, _made = AlsoProves.objects.get_or_create(evidence=evidence, promise=promise)
    if region is not None and row.region != list(region):
        row.region = list(region)
        row.save(update_fields=["region"])


def also_carry(*, was: Evidence, comes: Evidence) -> None:
    """Hand the further promises to the file that takes an exhibit's place; where the words stand fits no other."""
    for one in list(AlsoProves.objects.filter(evidence=was).select_related("promise")):
        if one.promise_id != comes.promise_id:
            also_add(evidence=comes, promise=one.promise)
    AlsoProves.objects.filter(evidence=was).delete()
