"""Devices by name, from what their browsers say of themselves."""

from __future__ import annotations

import pytest

from cases.domain.devices import browser_and_system


@pytest.mark.parametrize(
    ("user_agent", "named"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36", ("Chrome", "Windows")),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 MicroMessenger/8.0.50", ("WeChat", "iPhone")),
        ("Mozilla/5.0 (Linux; Android 15; 24031) Chrome/130.0 MiuiBrowser/19.0", ("Xiaomi Browser", "Android")),
        ("Mozilla/5.0 (Phone; OpenHarmony 5.0; HarmonyOS) HuaweiBrowser/5.0", ("Huawei Browser", "HarmonyOS")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14.0; rv:140.0) Firefox/140.0", ("Firefox", "macOS")),
        ("curl/8.0", ("", "")),
        ("", ("", "")),
    ],
)
def test_it_names_browser_and_system(user_agent, named):
    assert browser_and_system(user_agent) == named
