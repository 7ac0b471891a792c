"""A device as people call it, from what its browser says of itself."""

from __future__ import annotations

# The first that is found names it: every browser also claims to be several others.
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Xiaomi Browser"),
    ("UCBrowser", "UC"),
    ("MQQBrowser", "QQ"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def in_wechat(user_agent: str) -> bool:
    """Return whether the page is shown inside WeChat, whose browser saves no file and opens no calendar."""
    return browser_and_system(user_agent)[0] == "WeChat"


def browser_and_system(user_agent: str) -> tuple[str, str]:
    """Return ("Chrome", "Windows"); "" for what is not known. Never the raw text: anyone can write anything there."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return browser, system
