"""The display font: which glyphs it must hold, and how to rebuild it (`make font`).

The Song serif is for clock numbers and for the titles of the doors: the first page, signing in and up, the
new case and the pages of the tabs. All other titles are sans, which keeps the font small. Only words known in
advance may be set in it: strings of the templates in both languages, and what DISPLAY_WORDS lists. What a
shopper typed never is.
"""

from __future__ import annotations

import gettext
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
FONTS = ROOT / "static" / "fonts"
# One small font for each language: a page loads only its own.
TARGETS = {"zh": FONTS / "youju-display.woff2", "en": FONTS / "youju-display-latin.woff2"}
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-SemiBold.ttc")
SOURCE_FAMILY = "Noto Serif CJK SC"
FEATURES = ["palt", "tnum", "lnum", "kern", "locl", "ccmp"]

# Shown in every language: the seal and the tiers.
SIGNS = "据壹贰叁"
# Made by Python, so no template shows them: clocks and queue values.
DISPLAY_WORDS = "天小时分钟不到后剩超时今明昨晚周一二三四五六日月已到点"
ASCII = "".join(chr(code) for code in range(0x20, 0x7F))
ALWAYS = {"zh": SIGNS + DISPLAY_WORDS + " -.0123456789:·。，、：？“”（）", "en": SIGNS + ASCII + "“”‘’–—…·"}

# The elements set in the display face, as components.css has them.
DISPLAY_CLASSES = {"display", "seal", "no", "v"}
BOLD_INSIDE = {"brand", "c", "d", "sum"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

TAG = re.compile(r"{%\s*(\w+)(.*?)%}", re.S)
QUOTED = re.compile(r'"([^"]*)"|\'([^\']*)\'')
BLOCK = re.compile(r"{%\s*block\s+(\w+)\s*%}(.*?){%\s*endblock", re.S)
TRANSLATED_ARGUMENT = re.compile(r'(\w+)=_\(\s*(?:"([^"]*)"|\'([^\']*)\')\s*\)')


class DisplayText(HTMLParser):
    """Collects the text inside elements that are set in the display face."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, set[str], bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        classes = set((dict(attrs).get("class") or "").split())
        around = self.open[-1] if self.open else ("", set(), False)
        shown = around[2] or bool(classes & DISPLAY_CLASSES) or (tag == "b" and bool(around[1] & BOLD_INSIDE))
        self.open.append((tag, classes, shown))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][2]:
            self.found.append(data)


def display_text(html: str) -> str:
    """Return all text of a rendered page that is set in the display face."""
    parser = DisplayText()
    parser.feed(html)
    return "".join(parser.found)


def catalogue_of(language: str) -> gettext.NullTranslations:
    """Return the language's compiled catalogue; the empty one for English, whose words are the msgids."""
    if language == "en":
        return gettext.NullTranslations()
    with CATALOGUE.open("rb") as file:
        return gettext.GNUTranslations(file)


def flattened(source: str, catalogue: gettext.NullTranslations) -> str:
    """Return a template with its tags gone: messages translated, ⟦name⟧ where a block or variable stands."""
    source = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", source, flags=re.S)
    source = re.sub(
        r"{%\s*blocktranslate(.*?)%}(.*?){%\s*endblocktranslate\s*%}",
        lambda m: catalogue.gettext(re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", m[2].strip())),
        source,
        flags=re.S,
    )

    def plain(match: re.Match[str]) -> str:
        name, rest = match[1], match[2]
        if name in ("translate", "trans") and " as " not in rest:
            quoted = QUOTED.search(rest)
            return catalogue.gettext(quoted[1] or quoted[2]) if quoted else ""
        return f"⟦{rest.split()[0]}⟧" if name == "block" and rest.split() else ""

    source = TAG.sub(plain, source)
    return re.sub(r"{{\s*(\w+)[^}]*}}", r"⟦\1⟧", source)


def template_display_text(language: str) -> str:
    """Return every static string that some template sets in the display face, in one language ("zh" or "en")."""
    catalogue = catalogue_of(language)
    sources = {path: path.read_text() for path in sorted(TEMPLATES.rglob("*.html")) if "emails" not in path.parts}
    text = "".join(display_text(flattened(source, catalogue)) for source in sources.values())
    # A display element often holds a block or a variable: then what fills it counts too.
    names = set(re.findall(r"⟦(\w+)⟧", text))
    for source in sources.values():
        blocks = BLOCK.findall(source)
        # layouts/form.html sets its heading in the face that the page asks for.
        asked = {"heading"} if ("heading_class", "display") in blocks else set()
        for name, content in blocks:
            if name in names | asked:
                text += re.sub(r"<[^>]*>", "", flattened(content, catalogue))
        for name, double, single in TRANSLATED_ARGUMENT.findall(source):
            if name in names:
                text += catalogue.gettext(double or single)
    return re.sub(r"⟦\w+⟧", "", text)


def needed_glyphs(language: str) -> set[str]:
    """Return every character the language's display font must hold."""
    return {char for char in template_display_text(language) + ALWAYS[language] if char.isprintable()}


def font_glyphs(language: str) -> set[str]:
    """Return every character the language's built font holds."""
    from fontTools.ttLib import TTFont

    with TTFont(TARGETS[language]) as font:
        return {chr(code) for code in font.getBestCmap()}


def missing_glyphs(html: str, language: str) -> set[str]:
    """Return what a rendered page sets in the display face and the language's font lacks; empty when all is well."""
    return {char for char in display_text(html) if char.isprintable()} - font_glyphs(language)


def build(language: str) -> int:
    """Write the language's subset and return its size in bytes. SystemExit when the source font is not installed."""
    from fontTools import subset
    from fontTools.ttLib import TTCollection

    if not SOURCE.exists():
        sys.exit(f"{SOURCE} is missing: install Debian's fonts-noto-cjk-extra")
    faces = TTCollection(SOURCE, lazy=True).fonts
    font = next(face for face in faces if face["name"].getDebugName(1).startswith(SOURCE_FAMILY))
    options = subset.Options(
        layout_features=FEATURES, hinting=False, desubroutinize=True, flavor="woff2", notdef_outline=True
    )
    options.name_IDs = [0, 1, 2, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(char) for char in needed_glyphs(language)])
    cutter.subset(font)
    subset.save_font(font, str(TARGETS[language]), options)
    return TARGETS[language].stat().st_size


if __name__ == "__main__":
    for each, target in TARGETS.items():
        size = build(each)
        sys.stdout.write(f"{target.relative_to(ROOT)}: {len(font_glyphs(each))} glyphs, {size} bytes\n")
