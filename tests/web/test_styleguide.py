"""The style guide shows every component, in both languages, and every e-mail."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from config.font import missing_glyphs
from config.styleguide import emails

TEMPLATES = Path(__file__).parents[2] / "templates"
# Shown on every page, or only through another component.
EVERYWHERE = {"script_words", "messages", "language", "foot", "problem", "tabbar"}


@pytest.mark.parametrize(("lang", "words"), [("zh-hans", "下一步"), ("en", "Next step")])
def test_it_renders_every_component(client: Client, db: None, lang: str, words: str) -> None:
    html = client.get("/styleguide/", {"lang": lang}).content.decode()

    assert words in html


def test_it_sets_nothing_in_the_display_face_that_the_font_lacks(client: Client, db: None) -> None:
    assert not missing_glyphs(client.get("/styleguide/").content.decode(), "zh")


def test_it_leaves_no_component_out(client: Client, db: None) -> None:
    response = client.get("/styleguide/")
    shown = {template.name for template in response.templates}
    built = {f"components/{path.name}" for path in (TEMPLATES / "components").glob("*.html")}

    assert built - shown - {f"components/{name}.html" for name in EVERYWHERE} == set()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_takes_the_look_from_the_address(client: Client, db: None, look: str) -> None:
    html = client.get("/styleguide/", {"look": look}).content.decode()

    assert f'data-theme="{look}"' in html


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_it_shows_every_mail_in_both_parts(client: Client, db: None, lang: str) -> None:
    for mail in emails.samples(lang):
        for part in ("html", "text"):
            response = client.get(f"/styleguide/emails/{mail.name}/{part}/", {"lang": lang})
            assert response.status_code == 200, (mail.name, part)
            assert response.content.strip(), (mail.name, part)


def test_it_allows_inline_styles_to_a_mail_alone(client: Client, db: None) -> None:
    mail = client.get("/styleguide/emails/due/html/")
    page = client.get("/styleguide/")

    assert "'unsafe-inline'" in mail.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["nothing/html/", "due/picture/"])
def test_it_knows_no_mail_that_is_not_there(client: Client, db: None, address: str) -> None:
    assert client.get(f"/styleguide/emails/{address}").status_code == 404


def test_it_opens_every_component_with_its_variables() -> None:
    for path in (TEMPLATES / "components").glob("*.html"):
        assert path.read_text().startswith("{% comment %}\n"), path.name
