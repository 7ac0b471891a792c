"""proof.yaml: every item of every checklist says how it is got, from a place that is named."""

from __future__ import annotations

import pytest

from guides.adapters.knowledge_files import read_knowledge, read_sources
from guides.domain.proof import ProofFacts

PROOF = ProofFacts.of(read_knowledge().proof, read_sources())
ITEMS = sorted(
    {pair[0] for row in read_knowledge().problem_types for side in ("must", "helps") for pair in row[side]}
    | {row.text.zh for rows in PROOF.tiers.values() for row in rows}
)


@pytest.mark.parametrize("item", ITEMS)
def test_it_says_how_every_item_is_got(item):
    how = PROOF.how(item)
    assert how is not None
    assert how.text.zh
    assert how.text.en


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("聊天记录", "chat"),
        ("开箱视频", "unboxing"),
        ("使用异常的视频", "video"),
        ("品牌官方鉴定报告或回函", "report"),
        ("细节对比图", "compare"),
        ("店铺资质页", "licence"),
        ("订单截图", "order"),
        ("物流轨迹截图", "logistics"),
        ("缺陷近景和全景照", "photo"),
        ("商品页的“正品”承诺", "page"),
    ],
)
def test_it_finds_the_way_that_fits(item, name):
    how = PROOF.how(item)
    assert how is not None
    assert how.name == name


def test_it_names_a_source_for_what_a_tier_asks():
    for rows in PROOF.tiers.values():
        assert any(row.must for row in rows)
        for row in rows:
            assert row.source.id
            assert row.text.en
