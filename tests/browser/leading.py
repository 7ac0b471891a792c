"""Presses what leads to another page, or to the same one anew."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def lead(tab: Page, button: Locator) -> None:
    """Press it and wait for the page it leads to: what the press did is done by then, and may be read or left."""
    with tab.expect_navigation():
        button.click()
