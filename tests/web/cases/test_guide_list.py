"""/c/<ref>/guides/: what there is to read for this case."""

from __future__ import annotations

import pytest

from cases.selectors.guides import guides_of_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("platform", ["taobao", "jd", "pdd", "douyin", "dewu"])
@pytest.mark.parametrize("tier", ["merchant", "platform"])
def test_it_lists_no_general_guide_beside_the_platforms_own(case, platform, tier):
    case.order.platform = platform
    rows = guides_of_case(case, tier)
    titles = [one.title.zh for one in rows]
    assert len(titles) == len(set(titles))
    own = {one.use for one in rows if one.platform == platform}
    assert not own & {one.use for one in rows if one.platform == "any"}


def test_it_keeps_the_general_guides_where_the_platform_has_none(case):
    case.order.platform = "dewu"
    assert any(one.platform == "any" for one in guides_of_case(case, "platform"))
