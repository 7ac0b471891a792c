"""The display fonts hold every glyph the pages set in them; a new title needs `make font`."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import font

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_every_glyph_of_the_titles_and_clocks(language: str) -> None:
    missing = font.needed_glyphs(language) - font.font_glyphs(language)

    assert not missing, f"run `make font`: {''.join(sorted(missing))}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_stays_small_enough_for_the_first_page(language: str) -> None:
    assert font.TARGETS[language].stat().st_size <= 30_000


def test_it_notices_a_glyph_the_font_lacks() -> None:
    assert font.missing_glyphs('<h1 class="display h-page">今天龘</h1><p>龘</p>', "zh") == {"龘"}


def test_it_reads_only_what_is_set_in_the_display_face() -> None:
    html = (
        '<h1 class="display">甲<br>乙</h1><p>丙</p><p class="clock"><span class="k">丁</span><span class="v">5<small>戊'
        '</small></span></p><li class="queue"><span class="c"><b>己</b><span>庚</span></span></li>'
    )

    assert font.display_text(html) == "甲乙5戊己"


def test_it_follows_a_title_into_blocks_and_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font, "TEMPLATES", tmp_path)
    layout = '<h1 class="{% block heading_class %}{% endblock %}">{% block heading %}{% endblock %}</h1>{{ other }}'
    door = "{% block heading_class %}display{% endblock %}{% block heading %}甲{% translate 'Cases' %}{% endblock %}"
    (tmp_path / "layout.html").write_text(layout)
    (tmp_path / "door.html").write_text(door)
    (tmp_path / "room.html").write_text("{% block heading %}乙{% endblock %}")
    (tmp_path / "part.html").write_text('<b class="display">{{ title }}{# 丙 #}</b>')
    (tmp_path / "use.html").write_text('{% include "part.html" with title=_("Guides") text=_("Me") %}')

    assert font.template_display_text("zh") == "甲案件攻略"
    assert font.template_display_text("en") == "甲CasesGuides"


def test_it_knows_the_titles_of_the_doors() -> None:
    words = font.template_display_text("zh")

    assert "今天要做什么" in words
    assert "三句话建一个案件" in words
