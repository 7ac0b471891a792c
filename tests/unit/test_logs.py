"""Log lines hold no address that is a permission by itself."""

from __future__ import annotations

import logging

import pytest

from config.logs import ScrubbingFormatter, without_secrets


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Gone: /r/AbC-9.r.1xV.sig_x/", "Gone: /r/…/"),
        ('"GET /cal/T0ken-43.ics HTTP/1.1" 200', '"GET /cal/… HTTP/1.1" 200'),
        ("/en/s/abc?x=1 and /h/def", "/en/s/…?x=1 and /h/…"),
        ("GET /u/WzcsMTc2M10:1vN2aB:q0/ 200", "GET /u/…/ 200"),
        ("/accounts/password/reset/key/1-set-abc/", "/accounts/password/reset/key/…/"),
        ("/c/demo000000000007/log/ stays", "/c/demo000000000007/log/ stays"),
    ],
)
def test_it_leaves_out_what_is_a_permission(line, kept):
    assert without_secrets(line) == kept


def test_it_scrubs_tracebacks_too():
    try:
        raise ValueError("/r/secret/")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "Gone: %s", ("/r/other/",), info)
    text = ScrubbingFormatter("{message}", style="{").format(record)
    assert "secret" not in text.split("raise ValueError")[-1].splitlines()[-1]
    assert "other" not in text
