"""Which bureau has to do with a shop (R121 arts 13, 28): worked out from what is known of it."""

from __future__ import annotations

import re

# 浙江省杭州市余杭区 of 浙江省杭州市余杭区文一西路 969 号: up to the county level, where an address names one.
COUNTY = re.compile(r"^(?:.{2,8}?(?:省|自治区))?.{2,16}?(?:自治县|自治旗|新区|[区县旗])(?!域|划)")
CITY = re.compile(r"^(?:.{2,8}?(?:省|自治区))?.{2,16}?(?:自治州|[市盟])")


def jurisdiction_of(*, self_run: bool, disclosed: str, address: str) -> str:
    """Return self_run, disclosed, undisclosed or unknown: the row of the rule that holds."""
    if self_run:
        return "self_run"
    if disclosed in ("no", "dead"):
        return "undisclosed"
    return "disclosed" if disclosed == "yes" and address.strip() else "unknown"


def county_of(address: str) -> str:
    """Return the county or district an address lies in, as far as it can be read from it; "" for none."""
    bare = "".join(address.split())
    found = COUNTY.match(bare) or CITY.match(bare)
    return found[0] if found else ""
