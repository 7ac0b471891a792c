"""The fonts that cards and dossiers are set in: which glyphs each must hold, and how to rebuild them (`make font`).

`press/fonts/` holds static subsets, so that a picture or a PDF comes out alike on every machine:

* Noto Sans SC, regular and bold: the 8,105 characters of the Table of General Standard Chinese Characters and GB2312,
  with all Latin, punctuation and signs of GBK that the source has. What nearly every name and sentence needs.
* Youju Rare: the other characters of GBK (龑, traditional forms), regular only, for names.
* Noto Emoji: one colour, for the faces shoppers and shops type.

`coverage.txt` lists what they hold together, so that nothing needs a font reader to know what would be a box.

The sources come from registries, the table from Unicode's own data (kTGH in Unihan), as Debian packages it.
"""

from __future__ import annotations

import bz2
import contextlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from press.glyphs import ranges

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "press" / "fonts"
SANS, EMOJI = "@expo-google-fonts/noto-sans-sc@0.4.3", "@expo-google-fonts/noto-emoji@0.4.7"
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
STANDARD = re.compile(r"^U\+([0-9A-F]+)\tkTGH\t", re.M)
FEATURES = ["kern", "liga", "vert", "locl", "ccmp", "mark", "mkmk", "halt", "palt"]
RARE_FAMILY = "Youju Rare"
# Besides GB2312: what people type for steps, ticks, money and temperature.
SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳✓¥￥€£©®™°℃→←↑↓•…—–‘’“”·×÷±≤≥≈"


def of_codec(name: str) -> set[int]:
    """Return every code point that a two-byte Chinese codec can write."""
    found: set[int] = set()
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            with contextlib.suppress(UnicodeDecodeError):
                found.add(ord(bytes((high, low)).decode(name)))
    return found


def standard_table() -> set[int]:
    """Return the 8,105 code points of the standard table. SystemExit when Unicode's data is not installed."""
    if not UNIHAN.exists():
        sys.exit(f"{UNIHAN} is missing: install Debian's unicode-data")
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        return {int(code, 16) for code in STANDARD.findall(lines.read())}


def is_han(code: int) -> bool:
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000


def core_glyphs() -> set[int]:
    """Return what regular and bold must hold."""
    latin = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180))
    signs = {code for code in of_codec("gbk") if not is_han(code)} | {ord(sign) for sign in SIGNS}
    return latin | signs | standard_table() | of_codec("gb2312")


def fetched(package: str, into: Path) -> Path:
    """Return the folder of an unpacked npm package."""
    npm = shutil.which("npm") or sys.exit("npm is missing: the font sources are npm packages")
    done = subprocess.run([npm, "pack", "--silent", package], cwd=into, check=True, capture_output=True, text=True)
    folder = into / package.rsplit("/", 1)[1]
    with tarfile.open(into / done.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def cut(source: Path, target: Path, glyphs: Iterable[int], family: str = "") -> int:
    """Write the subset and return its size in bytes; `family` renames it."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=["*"])
    # The same input gives the same bytes.
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(glyphs))
    cutter.subset(font)
    if family:
        rename(font, family)
    font.save(target)
    return target.stat().st_size


def rename(font: Any, family: str) -> None:
    """Give a font its own family name: a typesetter picks one file per family, whatever it lacks."""
    names = {1: family, 2: "Regular", 3: family, 4: family, 6: family.replace(" ", "")}
    table = font["name"]
    table.names = [row for row in table.names if row.nameID not in (*names, 16, 17)]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


def build() -> dict[str, int]:
    """Write all fonts into press/fonts and return their sizes."""
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory() as folder:
        sans, emoji = fetched(SANS, Path(folder)), fetched(EMOJI, Path(folder))
        regular, bold = sans / "400Regular/NotoSansSC_400Regular.ttf", sans / "700Bold/NotoSansSC_700Bold.ttf"
        faces = emoji / "400Regular/NotoEmoji_400Regular.ttf"
        core = core_glyphs()
        rare = {code for code in of_codec("gbk") - core if is_han(code)}
        with TTFont(faces) as font:
            pictures = set(font.getBestCmap()) - core
        sizes = {
            name: cut(source, FONTS / name, glyphs, family)
            for name, source, glyphs, family in (
                ("NotoSansSC-Regular.ttf", regular, core, ""),
                ("NotoSansSC-Bold.ttf", bold, core, ""),
                ("YoujuRare-Regular.ttf", regular, rare, RARE_FAMILY),
                ("NotoEmoji-Regular.ttf", faces, pictures, ""),
            )
        }
    (FONTS / "coverage.txt").write_text(ranges(set().union(*map(glyphs_of, sizes))), encoding="ascii")
    return sizes


def glyphs_of(name: str) -> set[int]:
    """Return the code points that one of the built fonts holds."""
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / name) as font:
        return set(font.getBestCmap())


if __name__ == "__main__":
    for name, size in build().items():
        sys.stdout.write(f"press/fonts/{name}: {size} bytes\n")
