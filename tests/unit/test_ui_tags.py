"""Icons, the ruler and the choices: what the template tags put into a page."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from cases.templatetags import ui

START = datetime.fromisoformat("2026-11-21T10:12:00+08:00")
DUE = START + timedelta(hours=48)


@pytest.mark.parametrize(
    ("hours", "filled", "mark"),
    [
        (0, 0, 100),
        (-5, 0, 100),
        (24, 50, 100),
        (48, 100, 100),
        (96, 100, 50),
        (48.1, 100, 97),
        (4800, 100, 30),
    ],
)
def test_it_places_the_due_mark(hours: float, filled: float, mark: float) -> None:
    assert ui.ruler_marks(START, DUE, START + timedelta(hours=hours)) == (filled, mark)


def test_it_survives_a_promise_that_is_due_at_once() -> None:
    assert ui.ruler_marks(START, START, START + timedelta(seconds=2))[1] < 100


def test_it_draws_the_ruler_without_a_style() -> None:
    late = ui.ruler(START, DUE, DUE + timedelta(hours=5))
    soon = ui.ruler(START, DUE, DUE - timedelta(hours=5), "soon")

    assert "style" not in late + soon
    assert 'class="over"' in late
    assert 'class="over"' not in soon
    assert 'class="soon"' in soon
    assert 'aria-hidden="true"' in late


def test_it_keeps_a_closed_window_of_ones_own_neutral():
    closed = ui.ruler(START, DUE, DUE + timedelta(days=3), "calm")
    assert "over" not in closed
    assert 'class="base"' in closed
    assert 'class="over"' in ui.ruler(START, DUE, DUE + timedelta(days=3), "late")


def test_it_inlines_an_icon_that_nobody_reads_aloud() -> None:
    svg = ui.icon("copy", "big")

    assert svg.startswith('<svg class="ico big"')
    assert 'aria-hidden="true"' in svg
    assert "<rect" in svg


def test_it_refuses_an_unknown_icon() -> None:
    with pytest.raises(KeyError):
        ui.icon("no-such-icon")


def test_it_names_the_language_as_html_wants_it() -> None:
    with translation.override("zh-hans"):
        assert ui.html_lang() == "zh-Hans"
    with translation.override("en"):
        assert ui.html_lang() == "en"


def test_it_links_to_the_same_page_in_the_other_language() -> None:
    request = RequestFactory().get("/accounts/login/?next=/c/")
    with translation.override("zh-hans"):
        there = ui.other_language_url(Context({"request": request}), "en")

    assert there == "/en/accounts/login/?next=/c/"


def test_it_links_to_the_first_page_when_this_one_has_no_other_language() -> None:
    request = RequestFactory().get("/no/such/page")
    with translation.override("zh-hans"):
        assert ui.other_language_url(Context({"request": request}), "en") == "/en/"


class Choices(forms.Form):
    kind = forms.ChoiceField(
        widget=forms.RadioSelect(attrs={"data-fold": "2"}), choices=[("a", "A"), ("b", "B"), ("c", "C")]
    )


@pytest.mark.parametrize(("chosen", "is_open"), [("a", False), ("c", True)])
def test_it_folds_the_rarer_choices_unless_one_is_chosen(chosen: str, is_open: bool) -> None:
    groups = ui.choice_groups(Choices(initial={"kind": chosen})["kind"])

    assert [len(groups["first"]), len(groups["rest"])] == [2, 1]
    assert groups["open"] is is_open


def test_it_shows_label_hint_error_and_input_in_that_order() -> None:
    class One(forms.Form):
        problem = forms.CharField(label="LABEL", help_text="HINT", error_messages={"required": "ERROR"})

    html = Template('{% include "components/field.html" with field=form.problem %}').render(Context({"form": One({})}))

    places = [html.index(word) for word in ("LABEL", "HINT", "ERROR", "<input")]
    assert places == sorted(places)
    assert 'aria-describedby="id_problem_helptext id_problem_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_problem_error"' in html


def test_it_escapes_what_people_typed() -> None:
    letter = '{% include "components/letter_text.html" with parts=parts %}'
    html = Template(letter).render(Context({"parts": [("problem", "<img src=x onerror=1>"), ("", "&")]}))

    assert "<img" not in html
    assert "&lt;img src=x onerror=1&gt;</span>&amp;</div>" in html


def test_it_copies_only_when_the_action_says_so() -> None:
    # A dict has methods a template can reach: no key of an action may be named like one.
    action = '{% include "components/action.html" with action=action only %}'
    plain = Template(action).render(Context({"action": {"label": "L", "url": "/u/"}}))
    copying = Template(action).render(Context({"action": {"label": "L", "url": "#say", "copy_from": "#letter"}}))

    assert "data-copy" not in plain
    assert 'data-copy="#letter"' in copying
