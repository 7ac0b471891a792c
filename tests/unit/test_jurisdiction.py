"""Which bureau: a table of what is known of a shop, and the county an address lies in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.jurisdiction import county_of, jurisdiction_of


@pytest.mark.parametrize(
    ("self_run", "disclosed", "address", "rule"),
    [
        (False, "yes", "某市某区某路 1 号", "disclosed"),
        (False, "yes", "  ", "unknown"),
        (False, "", "某市某区某路 1 号", "unknown"),
        (False, "no", "", "undisclosed"),
        (False, "no", "某市某区", "undisclosed"),
        (False, "dead", "某市某区某路 1 号", "undisclosed"),
        (True, "yes", "某市某区某路 1 号", "self_run"),
        (True, "no", "", "self_run"),
    ],
)
def test_it_follows_article_13(self_run: bool, disclosed: str, address: str, rule: str) -> None:
    assert jurisdiction_of(self_run=self_run, disclosed=disclosed, address=address) == rule


@pytest.mark.parametrize(
    ("address", "county"),
    [
        ("浙江省杭州市余杭区文一西路 969 号", "浙江省杭州市余杭区"),
        ("北京市朝阳区示例大厦 3 层", "北京市朝阳区"),
        ("广东省 东莞市 长安镇示例路", "广东省东莞市"),
        ("河北省石家庄市正定县示例村", "河北省石家庄市正定县"),
        ("上海市浦东新区示例路 1 号", "上海市浦东新区"),
        ("内蒙古自治区鄂尔多斯市达拉特旗", "内蒙古自治区鄂尔多斯市达拉特旗"),
        ("湖南省吉首市示例街", "湖南省吉首市"),
        ("示例路 1 号", ""),
        ("", ""),
    ],
)
def test_it_reads_the_county_off_an_address(address: str, county: str) -> None:
    assert county_of(address) == county


@given(st.text(max_size=60))
def test_it_never_invents_a_county(address: str) -> None:
    assert county_of(address) in "".join(address.split())
