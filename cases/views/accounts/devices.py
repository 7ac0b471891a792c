"""A device as people call it, from what its browser says of itself."""

from __future__ import annotations

from django.utils.translation import gettext

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


def device_name(user_agent: str) -> str:
    """Return "Chrome, Windows" or as much of it as is known; never the raw text, which anyone can forge."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser == "WeChat":
        browser = gettext("WeChat")
    if browser and system:
        return gettext("%(browser)s, %(system)s") % {"browser": browser, "system": system}
    return browser or system or gettext("unknown device")
