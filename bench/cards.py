"""How long a merchant's card takes: every card in every form, and the look beside the form.

`python -m bench.cards [--runs N]`. The yardstick is a bare typst compile of one line on a page as tall as a card,
to the same form with the same fonts. Each run sets another shop's name, so that nothing is answered from what the
typesetter kept.
"""

from __future__ import annotations

import argparse
import itertools
import os
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

import typst  # noqa: E402

from bench.measure import RUNS, interleaved, report, timed  # noqa: E402
from guides.adapters.typeset import FONTS  # noqa: E402
from guides.domain.cards import Card, Shop  # noqa: E402
from guides.selectors.cards import cards  # noqa: E402
from guides.services.card_make import FORMS, PPI, card_look, card_make  # noqa: E402

# The height that most cards have, in points.
BARE = '#set page(width: 360pt, height: 800pt)\n#set text(font: "Noto Sans SC")\n{name}'
numbers = itertools.count()


def shop() -> Shop:
    return Shop(f"云栖小镇手作第{next(numbers)}号店", "每天 9:00–21:00", "2 小时", "24 小时", "淘宝")


def bare(kind: str) -> Callable[[], Any]:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])

    def compile_one() -> None:
        source = BARE.format(name=shop().name).encode()
        typst.compile(source, font_paths=fonts, ignore_system_fonts=True, format=kind, ppi=PPI)

    return compile_one


def making(card: Card, form: Any) -> Callable[[], Any]:
    return lambda: card_make(card=card, shop=shop(), form=form)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    looks = {f"{card.slug}.look": (lambda card=card: card_look(card=card, shop=shop())) for card in cards()}
    for form in FORMS:
        kind = "png" if form == "long" else form
        calls = {"bare": bare(kind)} | {f"{card.slug}.{form}": making(card, form) for card in cards()}
        if form == "png":
            calls |= looks
        for call in calls.values():
            call()
        samples = interleaved({name: lambda call=call: timed(call) * 1000 for name, call in calls.items()}, given.runs)
        report("cards", "ms", samples, yardstick="bare", form=form)


if __name__ == "__main__":
    main()
