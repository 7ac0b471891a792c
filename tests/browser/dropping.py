"""Drops files on a page as a hand with a mouse does."""

from __future__ import annotations

import base64

from playwright.sync_api import Page

DROP = """(sent) => {
  const transfer = new DataTransfer();
  for (const [data, name] of sent) {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type: "image/png" }));
  }
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def drop(tab: Page, **files: bytes) -> None:
    """Drop these files, by name, anywhere on the page."""
    sent = [[base64.b64encode(content).decode(), name] for name, content in files.items()]
    tab.evaluate(DROP, sent)
