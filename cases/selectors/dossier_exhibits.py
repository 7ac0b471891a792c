"""The exhibits of a case as the facts a dossier is composed from, with reports, pages, comparisons and the seller.

Called by `dossier_facts`, which switches to Chinese before.
"""

from __future__ import annotations

from collections.abc import Iterable

from cases.domain.dossier.facts import ComparisonFact, ExhibitFact
from cases.domain.dossier.said import stamp
from cases.domain.dossier.sheet import WHY_REJECTED
from cases.domain.media import media_type
from cases.models import Appraisal, Case, Comparison, Evidence, PageCapture, Seller

Details = tuple[tuple[str, str], ...]


def exhibits_of(case: Case) -> tuple[ExhibitFact, ...]:
    """Return what is there; of what could not be opened that it is left out, and why."""
    rows = (
        Evidence.objects.kept()
        .filter(case=case)
        .select_related("appraisal", "page")
        .prefetch_related("also")
        .order_by("number")
    )
    found = list(rows)
    instead = {one.replaced_by_id: one.number for one in found if one.replaced_by_id}
    numbers = {one.pk: one.number or 0 for one in found}
    return tuple(_exhibit(one, instead.get(one.pk), numbers.get(one.replaced_by_id or 0, 0)) for one in found)


def comparisons_of(case: Case) -> tuple[ComparisonFact, ...]:
    """Return the comparisons whose exhibits are both still there, in the order they were made."""
    rows = Comparison.objects.filter(case=case, genuine__deleted_at=None, suspect__deleted_at=None)
    return tuple(
        ComparisonFact(
            one.pk,
            one.genuine.number or 0,
            one.suspect.number or 0,
            one.caption,
            tuple({side: pair[side] for side in ("genuine", "suspect")} for pair in one.pairs),
            tuple(str(pair["words"]) for pair in one.pairs),
        )
        for one in rows.select_related("genuine", "suspect").order_by("made_at", "pk")
    )


def seller_of(case: Case) -> Details:
    """Return who stands behind the shop, as far as the shopper has noted it."""
    one = Seller.objects.filter(case=case).first()
    if one is None:
        return ()
    rows = _said((("经营者名称", one.legal_name), ("统一社会信用代码", one.credit_code), ("地址", one.address)))
    if one.disclosed in (Seller.Disclosed.NO, Seller.Disclosed.DEAD):
        return (*rows, ("平台公示", str(one.get_disclosed_display())))
    return rows


def _exhibit(one: Evidence, instead: int | None, replaced: int) -> ExhibitFact:
    return ExhibitFact(
        number=one.number or 0,
        kind=one.kind,
        kind_words=str(Evidence.Kind(one.kind).label),
        caption=one.caption,
        proves=one.proves,
        formed_at=one.formed_at,
        formed_confirmed=one.formed_source == Evidence.Formed.CONFIRMED,
        original_where=one.original_where,
        sha256=one.sha256,
        size=one.size,
        media_type=one.media_type,
        ending=media_type(one.media_type).ending,
        received_at=one.received_at,
        covered=bool(one.covers),
        promise=one.promise_id or 0,
        contact=one.contact_id or 0,
        also=tuple(sorted(also.promise_id for also in one.also.all())),
        pages=one.pages or 0,
        milliseconds=one.milliseconds or 0,
        details=_details(one, instead, replaced),
        marks=tuple(one.marks),
        replaced=replaced,
        left_out=one.state == Evidence.State.REJECTED,
    )


def _details(one: Evidence, instead: int | None, replaced: int) -> Details:
    rows: list[tuple[str, str]] = []
    if one.state == Evidence.State.REJECTED:
        rows.append(("没有放入", WHY_REJECTED.get(one.reason, WHY_REJECTED["damaged"])))
    report = getattr(one, "appraisal", None)
    if report is not None:
        rows += _report(report)
    if one.page is not None:
        rows += _page(one.page)
    if replaced:
        rows.append(("替换", f"已由证据 {replaced} 代替，本份保留"))
    if instead is not None:
        rows.append(("替换", f"代替证据 {instead}"))
    return tuple(rows)


def _report(one: Appraisal) -> Details:
    issuer = one.issuer
    if one.whose:
        whose = str(one.get_whose_display())
        issuer = f"{issuer}（{whose}）" if issuer else whose
    asked = str(one.get_asked_by_display()) if one.asked_by else ""
    conclusion = str(one.get_conclusion_display()) if one.conclusion else ""
    dated = f"{one.dated:%Y-%m-%d}" if one.dated else ""
    named = (("出具方", issuer), ("报告编号", one.number), ("报告日期", dated), ("结论", conclusion), ("委托方", asked))
    return _said(named)


def _page(one: PageCapture) -> Details:
    return _said((("网址", one.address), ("看到的时间", stamp(one.seen_at)), ("页面校验值", one.sha256)))


def _said(rows: Iterable[tuple[str, str]]) -> Details:
    return tuple(row for row in rows if row[1])
