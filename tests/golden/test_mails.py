"""Every reminder mail as it leaves, both twins, both languages: compared with tests/golden/mails/.

A changed mail is a changed file: read the new text aloud before you replace the old one
(`python -m tests.golden.test_mails` rewrites them).
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "mails"
LANGUAGES = ("zh-hans", "en")
TOKEN = re.compile(r"/r/[\w-]+\.(\w)\.[\w-]+\.[\w-]+/")
ANSWERS = {
    "r": "resolved",
    "p": "partial",
    "f": "refused",
    "n": "no-reply",
    "s": "snooze",
    "m": "mute",
    "u": "unsubscribe",
}


def twins(language: str) -> dict[str, str]:
    """Return file name -> content for every sample; the signature in a link is replaced by what the link says."""
    from config.styleguide.emails import samples

    found: dict[str, str] = {}
    for one in samples(language):
        mail = one.composed()
        found[f"{one.name}.{language}.txt"] = _readable(f"{mail.subject}\n\n{mail.text}")
        found[f"{one.name}.{language}.html"] = _readable(mail.html)
    return found


def _readable(text: str) -> str:
    return TOKEN.sub(lambda match: f"/r/<{ANSWERS[match[1]]}>/", text)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_writes_every_mail_as_the_golden_files_have_it(language):
    written = twins(language)
    assert sorted(written) == sorted(path.name for path in FOLDER.glob(f"*.{language}.*"))
    for name, text in written.items():
        assert text == (FOLDER / name).read_text(), name


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.zh-hans.*")), ids=lambda path: path.name)
def test_it_is_chinese_without_half_width_marks_between_characters(path):
    words = re.sub(r"<[^>]+>|https?://\S+", " ", path.read_text())
    assert not re.search(r"[\u3400-\u9fff][,:;?!()][\u3400-\u9fff]", words)
    assert "!" not in re.sub(r"!(important|doctype)", "", path.read_text())
    assert "！" not in words


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_it_says_nothing_of_shop_item_problem_or_full_number(path):
    text = path.read_text()
    assert not re.search(r"声野|耳机|左耳|1182|6640", text)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.en.*")), ids=lambda path: path.name)
def test_it_marks_chinese_inside_an_english_mail(path):
    """The letter to send and the quoted promise are theirs; nothing else in an English mail is Chinese."""
    text = path.read_text()
    if path.suffix == ".html":
        text = re.sub(r'<td[^>]* lang="zh-Hans"[^>]*>[^<]*</td>', "", text)
        text = re.sub(r"“[^”]*”|font-family:[^;]*", "", text)
        assert not re.search(r"[\u3400-\u9fff]", re.sub(r"Your note.*?</table>", "", text, flags=re.S))


def test_it_has_no_line_too_long_for_a_mail_server():
    for path in FOLDER.glob("*.html"):
        assert max(len(line.encode()) for line in path.read_text().splitlines()) < 998, path.name


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for lang in LANGUAGES:
        for file, content in twins(lang).items():
            (FOLDER / file).write_text(content)
