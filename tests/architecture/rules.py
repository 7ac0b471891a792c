"""The rules of the house that no linter knows. Each message says what to do instead.

`python -m tests.architecture.rules` prints every breach; test_rules.py runs them one by one.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("config", "cases", "guides", "press")
MODULE_LINES, FUNCTION_LINES, TEST_LINES = 400, 60, 400
PAGE_LINES, PARTIAL_LINES = 120, 60
WRITING_CALLS = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "update", "delete"}
QUERYSET_MARKS = {"objects", "filter", "exclude", "all", "select_for_update", "order_by"}
CLOCK_CALLS = {"now", "today", "utcnow"}


@dataclass(frozen=True)
class Breach:
    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: {self.message}"


Rule = Callable[[], Iterator[Breach]]
RULES: list[Rule] = []


def rule(check: Rule) -> Rule:
    RULES.append(check)
    return check


def python_files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def template_files() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.*"))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def calls_in(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def imports_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of every absolute import, `from a import b` as a.b."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def names_in_chain(node: ast.expr) -> set[str]:
    """Return the attribute and call names of `a.b(c).d` as {a, b, d}."""
    names: set[str] = set()
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
            node = node.value
        else:
            return names | ({node.id} if isinstance(node, ast.Name) else set())


def _layer(path: Path) -> str:
    """Return "services" for cases/services/x.py, "tasks" for cases/tasks.py."""
    return path.relative_to(ROOT).parts[1].removesuffix(".py")


@rule
def only_services_save() -> Iterator[Breach]:
    for path in python_files("cases", "guides"):
        if _layer(path) in ("services", "models", "domain"):
            continue
        for call in calls_in(path):
            if not isinstance(call.func, ast.Attribute):
                continue
            name, chain = call.func.attr, names_in_chain(call.func.value)
            writes = name in WRITING_CALLS and chain & QUERYSET_MARKS
            saves = name == "save" and _layer(path) not in ("adapters",) and "super" not in chain
            if writes or saves:
                yield Breach(path, call.lineno, f".{name}() belongs in a service: add or call one in services/")


@rule
def save_names_its_fields() -> Iterator[Breach]:
    for path in python_files("cases/services", "guides/services"):
        for call in calls_in(path):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "save":
                given = {keyword.arg for keyword in call.keywords}
                if not given & {"update_fields", "force_insert"}:
                    yield Breach(
                        path, call.lineno, "save(update_fields=[…]): a full save overwrites what others changed"
                    )


@rule
def the_clock_is_an_argument() -> Iterator[Breach]:
    for path in python_files("cases", "guides"):
        if _layer(path) not in ("domain", "services", "selectors", "models", "forms", "templatetags"):
            continue
        for call in calls_in(path):
            func = call.func
            named = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
            # How long something took is no moment: a stopwatch is fine outside the domain.
            timers = {"time.time", "time.monotonic"} if _layer(path) == "domain" else {"time.time"}
            if (named in CLOCK_CALLS and not call.args) or ast.unparse(func) in timers:
                yield Breach(
                    path, call.lineno, "take `now` as an argument: only views, tasks and commands read the clock"
                )


@rule
def domain_is_the_standard_library() -> Iterator[Breach]:
    for path in python_files("cases/domain", "guides/domain"):
        own = ".".join(path.relative_to(ROOT).parts[:2])
        for line, name in imports_in(path):
            top = name.split(".")[0]
            if top not in sys.stdlib_module_names and not name.startswith(own):
                yield Breach(path, line, f"the domain is pure: {name} is neither the standard library nor {own}")


@rule
def cases_asks_guides_through_selectors() -> Iterator[Breach]:
    for path in python_files("cases"):
        for line, name in imports_in(path):
            if not name.startswith("guides"):
                continue
            if _layer(path) != "selectors":
                yield Breach(path, line, "only cases/selectors may ask guides: add a selector")
            elif not name.startswith(("guides.selectors", "guides.domain")):
                yield Breach(path, line, "ask guides.selectors or guides.domain, nothing behind them")


@rule
def one_reader_of_the_environment() -> Iterator[Breach]:
    for path in python_files(*CODE):
        if path == ROOT / "config" / "env.py":
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv") and names_in_chain(node) & {"os"}:
                if "DJANGO_SETTINGS_MODULE" in path.read_text().splitlines()[node.lineno - 1]:
                    continue
                yield Breach(path, node.lineno, "config/env.py alone reads the environment: add the variable there")


@rule
def no_signals_for_what_a_service_does() -> Iterator[Breach]:
    for path in python_files("cases", "guides"):
        for line, name in imports_in(path):
            if name.startswith("django.db.models.signals"):
                yield Breach(path, line, "call the service instead: a signal hides who does what")


@rule
def no_inline_script_or_style() -> Iterator[Breach]:
    """Mails are the one place with inline styles; nothing has inline scripts."""
    script = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*[\"']|javascript:|\bhx-on\b|[\"']js:", re.I)
    style = re.compile(r"<style\b|\sstyle\s*=\s*[\"']", re.I)
    for path in template_files():
        mail = path.is_relative_to(ROOT / "templates" / "emails")
        for number, text in enumerate(path.read_text().splitlines(), 1):
            if script.search(text):
                yield Breach(path, number, "scripts live in static/js: the page's policy refuses inline ones")
            if style.search(text) and not mail:
                yield Breach(path, number, "styles live in static/css: the page's policy refuses inline ones")


@rule
def nothing_from_a_third_party() -> Iterator[Breach]:
    """A link a person may follow is fine; what the browser would fetch by itself is not."""
    fetched = re.compile(
        r"(?:\b(?:src|srcset|poster|action|hx-[a-z]+)|<(?:link|use|image)\b[^>]*\bhref)\s*=\s*[\"'](?:https?:)?//", re.I
    )
    for path in template_files():
        for number, text in enumerate(path.read_text().splitlines(), 1):
            if fetched.search(text):
                yield Breach(path, number, "vendor it under static/: the pages send no request elsewhere")
    address = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]{2,}", re.I)
    comment = re.compile(r"/\*.*?\*/", re.S)
    for path in sorted((ROOT / "static").rglob("*")):
        if path.suffix not in (".css", ".js", ".svg"):
            continue
        text = comment.sub(lambda match: "\n" * match[0].count("\n"), path.read_text())
        for number, line in enumerate(text.splitlines(), 1):
            if address.search(line) and not line.lstrip().startswith(("//", "<!--")):
                yield Breach(path, number, "no address of another site in what the browser loads")


HAN = r"[\u4e00-\u9fff]"
HALF_WIDTH = re.compile(rf"{HAN}[,:;?!]\s?{HAN}|{HAN}\([^)]*\)|\([^)]*{HAN}\)|{HAN}[,:;?!](?:$|\s*[\"<])")


def half_width_in(text: str) -> str | None:
    """Return the piece of Chinese text that uses half-width punctuation, or None."""
    found = HALF_WIDTH.search(text)
    return found[0] if found else None


@rule
def full_width_punctuation_in_templates() -> Iterator[Breach]:
    code = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{%.*?%}|{{.*?}}|{#.*?#}", re.S)
    for path in template_files():
        shown = code.sub(lambda match: "\n" * match[0].count("\n"), path.read_text())
        for number, text in enumerate(shown.splitlines(), 1):
            if piece := half_width_in(text):
                yield Breach(path, number, f"Chinese takes full-width punctuation: {piece!r}")


@rule
def full_width_punctuation_in_the_catalogue() -> Iterator[Breach]:
    import polib

    for path in sorted((ROOT / "locale").rglob("*.po")):
        for entry in polib.pofile(str(path)):
            for text in [entry.msgstr, *entry.msgstr_plural.values()]:
                if piece := half_width_in(re.sub(r"%\(\w+\)[sd]|{\w*}", "", text)):
                    yield Breach(path, entry.linenum, f"Chinese takes full-width punctuation: {piece!r}")


@rule
def files_keep_their_budget() -> Iterator[Breach]:
    limits = [(path, MODULE_LINES) for path in python_files(*CODE, "bench")]
    limits += [(path, TEST_LINES) for path in python_files("tests")]
    for path in template_files():
        partial = "partials" in path.parts or "components" in path.parts
        limits.append((path, PARTIAL_LINES if partial else PAGE_LINES))
    for path, limit in limits:
        length = len(path.read_text().splitlines())
        if length > limit:
            yield Breach(path, 1, f"{length} lines, the budget is {limit}: split it by noun")


@rule
def functions_keep_their_budget() -> Iterator[Breach]:
    for path in python_files(*CODE):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    yield Breach(
                        path, node.lineno, f"{node.name} has {length} lines: aim at 40, split at {FUNCTION_LINES}"
                    )


@rule
def files_are_named_for_a_noun() -> Iterator[Breach]:
    for path in python_files(*CODE, "tests", "bench"):
        if path.stem in ("utils", "helpers", "common", "misc"):
            yield Breach(path, 1, "name the file for what is in it")
    for app in ("cases", "guides"):
        if (ROOT / app / "__init__.py").read_text().strip():
            yield Breach(ROOT / app / "__init__.py", 1, "stays empty: importing the domain must not import the app")


@rule
def tests_are_collected_and_run() -> Iterator[Breach]:
    skips = {"skip", "skipif", "xfail", "importorskip"}
    for path in python_files("tests"):
        for node in ast.walk(tree_of(path)):
            named = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            if named and not node.name.startswith("test_it_"):
                yield Breach(path, node.lineno, f"{node.name}: pytest collects only test_it_… here")
            if isinstance(node, ast.Attribute) and node.attr in skips and "pytest" in names_in_chain(node):
                yield Breach(path, node.lineno, "nothing is skipped: make the test able to run")


def main() -> int:
    breaches = [breach for check in RULES for breach in check()]
    for breach in breaches:
        sys.stderr.write(f"{breach}\n")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
