"""Every account mail as it leaves, both twins, both languages: compared with tests/golden/account_mails/.

A changed mail is a changed file: read the new text aloud before you replace the old one
(`python -m tests.golden.test_account_mails` rewrites them).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "account_mails"
LANGUAGES = ("zh-hans", "en")


def twins(language: str) -> dict[str, str]:
    """Return file name -> content for every sample."""
    from config.styleguide.account_emails import samples

    found: dict[str, str] = {}
    for one in samples(language):
        mail = one.composed()
        name = one.name.removeprefix("account-")
        found[f"{name}.{language}.txt"] = f"{mail.subject}\n\n{mail.text}"
        found[f"{name}.{language}.html"] = mail.html
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_writes_every_account_mail_as_the_golden_files_have_it(language):
    written = twins(language)
    assert sorted(written) == sorted(path.name for path in FOLDER.glob(f"*.{language}.*"))
    for name, text in written.items():
        assert text == (FOLDER / name).read_text(), name


def test_it_has_no_line_too_long_for_a_mail_server():
    for path in FOLDER.iterdir():
        assert max(len(line.encode()) for line in path.read_text().splitlines()) < 998, path.name


def rewrite() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    for language in LANGUAGES:
        for name, text in twins(language).items():
            (FOLDER / name).write_text(text)


if __name__ == "__main__":
    rewrite()
