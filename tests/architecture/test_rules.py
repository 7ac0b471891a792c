"""The tree keeps our rules, and each rule really catches what it names."""

from __future__ import annotations

import pytest

from tests.architecture import rules

BY_NAME = {check.__name__: check for check in rules.RULES}


@pytest.mark.parametrize("name", BY_NAME)
def test_it_keeps_the_rule(name):
    breaches = [str(breach) for breach in BY_NAME[name]()]
    assert not breaches, "\n" + "\n".join(breaches)


BROKEN = [
    ("only_services_save", "cases/views/a.py", "case.save(update_fields=['x'])"),
    ("only_services_save", "cases/views/a.py", "Case.objects.filter(pk=1).update(x=2)"),
    ("save_names_its_fields", "cases/services/a.py", "case.save()"),
    ("the_clock_is_an_argument", "cases/domain/a.py", "datetime.now()"),
    ("the_clock_is_an_argument", "cases/services/a.py", "timezone.now()"),
    ("the_clock_is_an_argument", "cases/domain/a.py", "time.time()"),
    ("domain_is_the_standard_library", "cases/domain/a.py", "import yaml"),
    ("cases_asks_guides_through_selectors", "cases/views/a.py", "from guides.selectors import rules"),
    ("cases_asks_guides_through_selectors", "cases/selectors/a.py", "from guides.models import Platform"),
    ("one_reader_of_the_environment", "config/a.py", "import os\nos.environ['DEBUG']"),
    ("no_signals_for_what_a_service_does", "cases/a.py", "from django.db.models.signals import post_save"),
    ("no_inline_script_or_style", "templates/a.html", '<p style="color:red">'),
    ("no_inline_script_or_style", "templates/a.html", "<script>go()</script>"),
    ("no_inline_script_or_style", "templates/a.html", '<a onclick="go()">'),
    ("nothing_from_a_third_party", "templates/a.html", '<img src="https://example.com/a.png">'),
    ("nothing_from_a_third_party", "static/a.css", "@import url(//example.com/a.css);"),
    ("full_width_punctuation_in_templates", "templates/a.html", "<p>你好,世界</p>"),
    ("full_width_punctuation_in_the_catalogue", "locale/a.po", 'msgid "a"\nmsgstr "好吗?好"'),
    ("files_keep_their_budget", "cases/views/a.py", "x = 1\n" * 401),
    ("files_keep_their_budget", "templates/components/a.html", "<p>\n" * 61),
    ("functions_keep_their_budget", "cases/views/a.py", "def f():\n" + "    x = 1\n" * 61),
    ("files_are_named_for_a_noun", "cases/utils.py", ""),
    ("tests_are_collected_and_run", "tests/test_a.py", "def test_this(): ..."),
    ("tests_are_collected_and_run", "tests/test_a.py", "import pytest\npytest.skip('later')"),
]


@pytest.mark.parametrize(("name", "path", "text"), BROKEN)
def test_it_catches_a_breach(name, path, text, tmp_path, monkeypatch):
    for app in ("cases", "guides"):
        (tmp_path / app).mkdir()
        (tmp_path / app / "__init__.py").touch()
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text)
    monkeypatch.setattr(rules, "ROOT", tmp_path)
    assert list(BY_NAME[name]())


def test_it_has_a_breach_to_catch_for_every_rule():
    assert {name for name, _, _ in BROKEN} == set(BY_NAME)


@pytest.mark.parametrize(
    "text", ["你好，世界。", "3 个工作日 (3 working days)", "周三 15:20 到点", "卷0007：超时", "Hello, 有据"]
)
def test_it_lets_good_chinese_pass(text):
    assert rules.half_width_in(text) is None


@pytest.mark.parametrize("text", ["你好,世界", "真的吗?", "(订单)", "说明:", "淘宝(天猫)"])
def test_it_finds_half_width_punctuation_in_chinese(text):
    assert rules.half_width_in(text)
