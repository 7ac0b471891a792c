"""Letters as text that an editor can change: `written` shows a template, `read` makes one of the text.

    {problem}       a fact; the clause around it goes when it is not known
    {problem!}      a fact that must be there: unknown, it leaves a mark 【…】 and the letter cannot be sent
    [ … ]           a clause that may go alone;  [ … | … ]  the first of several that can be said
    [-…]  [--…]     goes first, goes next when the text must be short
    [?at_merchant …]  said only while that is so
    < … / … >       a sentence: what stands of its pieces, with a comma between and a full stop at the end;
                    <"；" "" … / … > with another joint and another end, "-。" is an end that goes when short
    \\[  \\n         the sign itself; a new line inside a clause

Every line is a clause of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cases.domain.messages.grammar import Choice, Clause, Fact, Node, Role, Sentence, Spare, Template

SPECIAL = "\\{}[]<>|/"
ROLES: Mapping[str, Role] = {"order_no": "order", "problem": "problem", "demand": "demand"}
# The joint and the end of a sentence that names none.
USUAL = {"zh": ("，", "。"), "en": (", ", ".")}
NAME = frozenset("abcdefghijklmnopqrstuvwxyz_")
DEEPEST = 8


class Unreadable(ValueError):
    """The text is not in the notation. `kind` says why: open, stray, name, empty, deep; `at` is what stands there."""

    def __init__(self, kind: str, at: str) -> None:
        super().__init__(f"{kind}: {at}")
        self.kind, self.at = kind, at


def read(text: str, tongue: str, gap: str = "") -> Template:
    """Return the template of a text in the notation. `gap` stands between its lines. Unreadable otherwise."""
    return Template(tuple(_Reader(line, tongue).whole() for line in text.splitlines() if line.strip()), gap)


def names_in(template: Template) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the facts a template says, those it marks when they are missing, and what it only asks about."""
    said: set[str] = set()
    marked: set[str] = set()
    asked: set[str] = set()
    for node in (each for sentence in template.sentences for each in _within(sentence)):
        if isinstance(node, Fact):
            (marked if node.required else said).add(node.name)
        elif isinstance(node, Clause):
            asked.update(node.needs)
    return frozenset(said), frozenset(marked), frozenset(asked)


def written(template: Template, tongue: str) -> str:
    """Return the text that reads as this template; what runs on without a gap shares a line up to its full stop."""
    writer, lines = _Writer(tongue), list[list[Node]]()
    for node in template.sentences:
        runs_on = lines and not template.gap and not writer.ends(lines[-1][-1])
        lines[-1].append(node) if runs_on else lines.append([node])
    return "\n".join(writer.line(nodes) for nodes in lines)


def _within(node: Node) -> Iterator[Node]:
    yield node
    parts = {Clause: "nodes", Choice: "options", Sentence: "clauses"}.get(type(node))
    for each in getattr(node, parts) if parts else ():
        yield from _within(each)


@dataclass(frozen=True, slots=True)
class _Writer:
    tongue: str

    def line(self, nodes: list[Node]) -> str:
        return self.piece(nodes[0]) if len(nodes) == 1 else _edges("".join(map(self._inner, nodes)))

    def ends(self, node: Node) -> bool:
        """Return whether the node closes a sentence, so that the next may stand on a line of its own."""
        said = self._inner(node)
        return said.endswith(">") or said.rstrip("]>").endswith(("。", "？", "."))

    def piece(self, node: Node) -> str:
        """Return what stands alone: a line, or a piece of a sentence. It is a clause without brackets."""
        if isinstance(node, Clause) and not node.needs and node.until is None and node.nodes:
            return _edges("".join(map(self._inner, node.nodes)))
        return _edges(self._inner(node))

    def _inner(self, node: Node) -> str:
        match node:
            case str():
                return _escaped(node)
            case Fact():
                return "{" + node.name + ("!" if node.required else "") + "}"
            case Choice():
                return "[" + "|".join(map(self._option, node.options)) + "]"
            case Sentence():
                return self._sentence(node)
            case _:
                return f"[{self._option(node)}]"

    def _option(self, node: Node) -> str:
        match node:
            case Spare():
                return "-" * node.level + _escaped(node.text)
            case Clause():
                body = "".join(map(self._inner, node.nodes))
                needs = "?" + ",".join(node.needs) + (" " if body else "") if node.needs else ""
                if not needs and body[:1] in ("-", "?"):
                    body = "\\" + body
                return "-" * (node.until or 0) + needs + body
            case _:
                return self._inner(node)

    def _sentence(self, node: Sentence) -> str:
        end = node.end if isinstance(node.end, str) else "-" * node.end.level + node.end.text
        joint = node.joint if len(node.clauses) > 1 else USUAL[self.tongue][0]
        head = "" if (joint, end) == USUAL[self.tongue] else f'"{joint}" "{end}" '
        body = head + " / ".join(map(self.piece, node.clauses))
        return f"[{'-' * node.until}<{body}>]" if node.until else f"<{body}>"


def _escaped(text: str) -> str:
    said = "".join("\\" + sign if sign in SPECIAL else sign for sign in text)
    return said.replace("\n", "\\n")


def _edges(text: str) -> str:
    """Return the piece with the blanks at its ends kept from being cut."""
    bare = text.strip(" ")
    if bare == text:
        return text
    ahead, behind = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return "\\ " * ahead + bare + "\\ " * behind


class _Reader:
    """Reads one line from left to right."""

    def __init__(self, line: str, tongue: str) -> None:
        self.line, self.tongue, self.at, self.deep = line, tongue, 0, 0

    def whole(self) -> Node:
        nodes = self._nodes("", cut=True)
        if self.at < len(self.line):
            raise Unreadable("stray", self._rest())
        return _clause(nodes)

    def _nodes(self, ends: str, *, cut: bool = False) -> tuple[Node, ...]:
        """Return what stands before the first of the `ends`. `cut`: blanks at both ends do not count."""
        nodes: list[Node] = []
        text, kept = "", 0
        if cut:
            self._skip_blanks()
        while self.at < len(self.line) and self.line[self.at] not in ends:
            sign = self.line[self.at]
            if sign in "{[<":
                if text:
                    nodes.append(text)
                    text, kept = "", 0
                nodes.append({"{": self._fact, "[": self._bracket, "<": self._sentence}[sign]())
                continue
            if sign in "}]>|" or (sign == "/" and "/" in ends):
                raise Unreadable("stray", self._rest())
            self.at += 1
            if sign == "\\":
                text += self._escape()
                kept = len(text)
            else:
                text += sign
        if cut:
            text = text[:kept] + text[kept:].rstrip(" ")
        if text:
            nodes.append(text)
        return tuple(nodes)

    def _escape(self) -> str:
        if self.at >= len(self.line):
            raise Unreadable("stray", "\\")
        sign = self.line[self.at]
        self.at += 1
        return "\n" if sign == "n" else sign

    def _fact(self) -> Fact:
        close = self.line.find("}", self.at)
        inner = self.line[self.at + 1 : close] if close > 0 else ""
        name = inner.removesuffix("!")
        if close < 0:
            raise Unreadable("open", self._rest())
        if not name or not set(name) <= NAME:
            raise Unreadable("name", "{" + inner + "}")
        self.at = close + 1
        return Fact(name, ROLES.get(name), required=inner.endswith("!"))

    def _bracket(self) -> Node:
        begun = self._open()
        options = [self._option()]
        while self.at < len(self.line) and self.line[self.at] == "|":
            self.at += 1
            options.append(self._option())
        self._close("]", begun)
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _option(self) -> Node:
        level = 0
        while self.line[self.at : self.at + 1] == "-" and level < 2:
            level, self.at = level + 1, self.at + 1
        needs: tuple[str, ...] = ()
        if self.line[self.at : self.at + 1] == "?":
            end = self.at + 1
            while end < len(self.line) and (self.line[end] in NAME or self.line[end] == ","):
                end += 1
            needs = tuple(self.line[self.at + 1 : end].split(","))
            if not all(needs):
                raise Unreadable("name", self._rest())
            self.at = end + (self.line[end : end + 1] == " ")
        nodes = self._nodes("|]")
        return Clause(nodes, needs, level) if level else Clause(nodes, needs) if needs else _clause(nodes)

    def _sentence(self) -> Sentence:
        begun = self._open()
        joint, end = self._head()
        pieces = [_clause(self._nodes("/>", cut=True))]
        while self.at < len(self.line) and self.line[self.at] == "/":
            self.at += 1
            pieces.append(_clause(self._nodes("/>", cut=True)))
        self._close(">", begun)
        level = len(end) - len(end.lstrip("-"))
        return Sentence(tuple(pieces), joint, Spare(end.lstrip("-"), level) if level else end)

    def _head(self) -> tuple[str, str]:
        """Return the joint and the end of the sentence that begins here."""
        found: list[str] = []
        while len(found) < 2 and self.line[self.at : self.at + 1] == '"':
            close = self.line.find('"', self.at + 1)
            if close < 0:
                raise Unreadable("open", self._rest())
            found.append(self.line[self.at + 1 : close])
            self.at = close + 1
            self._skip_blanks()
        joint, end = USUAL[self.tongue]
        return (found[0], found[1]) if len(found) == 2 else ((found[0], end) if found else (joint, end))

    def _open(self) -> str:
        begun = self._rest()
        self.at, self.deep = self.at + 1, self.deep + 1
        if self.deep > DEEPEST:
            raise Unreadable("deep", begun)
        return begun

    def _close(self, sign: str, begun: str) -> None:
        if self.line[self.at : self.at + 1] != sign:
            raise Unreadable("open", begun)
        self.at, self.deep = self.at + 1, self.deep - 1

    def _skip_blanks(self) -> None:
        while self.line[self.at : self.at + 1] == " ":
            self.at += 1

    def _rest(self) -> str:
        return self.line[self.at : self.at + 20]


def _clause(nodes: tuple[Node, ...]) -> Node:
    """Return the nodes as one: alone when there is one that falls alone anyway."""
    return nodes[0] if len(nodes) == 1 and not isinstance(nodes[0], Fact) else Clause(nodes)
