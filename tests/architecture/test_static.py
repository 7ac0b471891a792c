"""What the browser gets: two joined files, hashed names, and a first load small enough for a slow phone."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finder
from django.core.management import call_command
from django.test import override_settings

from config import bundles

ROOT = Path(__file__).parents[2]
HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Collect as production does, once: hashed, every url() resolved or the command fails."""
    target = tmp_path_factory.mktemp("static")
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": HASHED}}
    # Only what is ours: compressing the admin's hundreds of files would take most of a minute.
    finders = [name for name in settings.STATICFILES_FINDERS if "AppDirectories" not in name]
    with override_settings(STATIC_ROOT=target, STORAGES=storages, STATICFILES_FINDERS=finders):
        get_finder.cache_clear()
        call_command("collectstatic", verbosity=0, interactive=False)
        yield target


def test_it_collects_both_bundles_under_hashed_names(collected: Path) -> None:
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]

    for bundle in bundles.BUNDLES:
        assert re.search(r"\.[0-9a-f]{12}\.(css|js)$", names[bundle])
    assert names["fonts/youju-display.woff2"].split("/")[-1] in (collected / names["css/site.css"]).read_text()


def test_it_points_at_no_other_host() -> None:
    # SVG namespaces are names, not requests; licences name their homes in comments.
    text = "".join(bundles.bundle_text(name) for name in bundles.BUNDLES)
    text += (ROOT / "static" / "vendor" / "bootstrap.min.css").read_text()

    assert "sourceMappingURL" not in text
    assert not re.findall(r"url\(['\"]?(?:https?:)?//", text)


def test_it_keeps_the_first_load_small(collected: Path) -> None:
    def packed(*names: str) -> int:
        return sum(len(gzip.compress((collected / name).read_bytes())) for name in names)

    assert packed("vendor/bootstrap.min.css", "css/site.css") <= 45_000
    assert packed("vendor/htmx.min.js", "js/app.js", "js/js-flag.js") <= 25_000


def test_it_joins_the_parts_again_when_one_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path / "data")
    monkeypatch.setattr(bundles, "SOURCE", tmp_path)
    monkeypatch.setattr(bundles, "BUNDLES", {"all.css": ["one.css", "two.css"]})
    (tmp_path / "one.css").write_text("a{}")
    (tmp_path / "two.css").write_text("b{}\n")
    finder = bundles.BundleFinder()

    first = Path(str(finder.find("all.css"))).read_text()
    (tmp_path / "two.css").write_text("c{}")
    second = Path(str(finder.find("all.css"))).read_text()

    assert first == "a{}\nb{}\n"
    assert second == "a{}\nc{}\n"
    assert finder.find("one.css") == []


def test_it_names_version_and_licence_of_everything_vendored() -> None:
    vendor = ROOT / "static" / "vendor"
    listed = (vendor / "VERSIONS").read_text()

    for path in vendor.glob("*.*"):
        assert path.name in listed
    assert "Bootstrap  v5.3.8" in (vendor / "bootstrap.min.css").read_text()[:200]
    assert 'version:"2.0.11"' in (vendor / "htmx.min.js").read_text()
    for licence in ("bootstrap", "htmx", "lucide"):
        assert (vendor / "LICENSES" / f"{licence}.txt").stat().st_size > 400
    assert "SIL OPEN FONT LICENSE" in (ROOT / "static" / "fonts" / "OFL.txt").read_text()


def test_it_changes_nothing_but_colours_in_the_dark() -> None:
    """What is laid out, shown or hidden is the same by day and night; tests/browser/test_axe.py builds on it."""
    found = 0
    for path in sorted((Path(settings.BASE_DIR) / "static" / "css").glob("*.css")):
        for block in _dark_blocks(path.read_text()):
            found += 1
            for rule in re.findall(r"\{([^{}]*)\}", block):
                names = [each.split(":")[0].strip() for each in rule.split(";") if each.strip()]
                assert all(name.startswith("--") or name in ("color-scheme", "filter") for name in names), (path, names)
    assert found > 2, "there is no dark look to check"


def _dark_blocks(css: str) -> Iterator[str]:
    """Yield what stands in every media query and theme selector for the dark, braces and all."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for start in re.finditer(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*|[^{}]*data-theme=\"?dark[^{]*", css):
        depth, at = 0, start.end()
        for at in range(start.end(), len(css)):
            depth += {"{": 1, "}": -1}.get(css[at], 0)
            if not depth:
                break
        yield css[start.end() : at + 1]


def own_classes(text: str) -> set[str]:
    """Return the classes that a style sheet gives a look of their own, on every screen: `.name{…}` and nothing else."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    while (smaller := re.sub(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)) != text:
        text = smaller
    return set(re.findall(r"(?:^|\})\s*\.([\w-]+)\s*\{", text))


def test_it_gives_a_class_its_look_in_one_style_sheet() -> None:
    # Who loads two of them would see the later one win: the letter's legend once became a chart's box that way.
    met: dict[str, list[str]] = {}
    for sheet in sorted((ROOT / "static" / "css").glob("*.css")):
        for name in own_classes(sheet.read_text()):
            met.setdefault(name, []).append(sheet.name)

    assert {name: sheets for name, sheets in met.items() if len(sheets) > 1} == {}


def test_it_sees_a_class_that_is_on_every_screen() -> None:
    text = ".a{x:y}\n.b .c{x:y} .d{x:y}@media (min-width:1px){.e{x:y}.f{x:y}}.g,.h{x:y}.i{x:y}"

    assert own_classes(text) == {"a", "d", "i"}
