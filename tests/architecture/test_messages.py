"""Every sentence has its Chinese: nothing missing, nothing fuzzy, and the compiled catalogue is the current one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import polib
import pytest

from tests.architecture.rules import ROOT

CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
SOURCES = ("config", "cases", "guides", "templates")


def keys_of(catalogue: polib.POFile) -> set[tuple[str | None, str]]:
    return {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> polib.POFile:
    """What makemessages finds in the code as it is now, in a copy, so the tree stays untouched."""
    copy = tmp_path_factory.mktemp("messages")
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "locale").mkdir()
    shutil.copy(ROOT / "manage.py", copy)
    arguments = ["makemessages", "--locale", "zh_Hans", "--no-location", "--verbosity", "0"]
    ran = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=copy, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return polib.pofile(str(copy / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"))


@pytest.fixture(scope="module")
def shipped() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_it_translates_every_sentence_of_the_code(collected, shipped):
    translated = {(entry.msgctxt, entry.msgid) for entry in shipped.translated_entries()}
    missing = sorted(text for context, text in keys_of(collected) - translated)
    assert not missing, f"{len(missing)} without Chinese:\n" + "\n".join(missing)
    assert len(keys_of(collected)) > 20


def test_it_keeps_no_sentence_the_code_has_dropped(collected, shipped):
    left = sorted(text for context, text in keys_of(shipped) - keys_of(collected))
    assert not left, f"{len(left)} in the catalogue only:\n" + "\n".join(left)


def test_it_has_nothing_fuzzy_and_nothing_empty(shipped):
    assert not [entry.msgid for entry in shipped if entry.fuzzy or not entry.translated()]


# Read by whoever got a link from the shopper: strangers.
TO_STRANGERS = frozenset(
    {
        "Your answer",
        "A case, shared with you",
        "It has ended or was taken back. Ask whoever sent it for a new one.",
    }
)


def test_it_calls_the_shopper_by_one_word(shipped):
    """你 on the shopper's own pages and in their mails; 您 is for the other side and for strangers."""
    polite = {entry.msgid for entry in shipped if "您" in entry.msgstr}
    assert polite <= TO_STRANGERS, sorted(polite - TO_STRANGERS)


def test_it_keeps_the_placeholders_of_every_sentence(shipped):
    pattern = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
    for entry in shipped:
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                allowed = set(pattern.findall(entry.msgid)) | set(pattern.findall(entry.msgid_plural or ""))
                assert set(pattern.findall(text)) <= allowed, entry.msgid
        if entry.msgstr:
            assert set(pattern.findall(entry.msgstr)) == set(pattern.findall(entry.msgid)), entry.msgid


def test_it_ships_the_compiled_catalogue_of_the_current_text(shipped):
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    text_of = {(entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural for entry in compiled}
    for entry in shipped.translated_entries():
        assert text_of.get((entry.msgctxt, entry.msgid)) == (entry.msgstr or entry.msgstr_plural), entry.msgid


def test_it_writes_msgids_in_english(shipped):
    han = re.compile(r"[\u4e00-\u9fff]")
    # A few ids quote a Chinese button or word on purpose; those say so by quotation marks.
    quoted = re.compile(r"[“「][^”」]*[”」]")
    assert not [entry.msgid for entry in shipped if han.search(quoted.sub("", entry.msgid))]
