"""How letters are written, for the guides' admin (settings.LETTER_WORKSHOP): guides itself has never heard of cases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from cases.domain.messages import example
from cases.domain.messages.generic import FLAGS, NAMES, UNSAID
from cases.domain.messages.grammar import Template
from cases.domain.messages.letter import LIMIT_CHAT, MARKS, TEMPLATES, Letter, compose, shortest
from cases.domain.messages.notation import Unreadable, names_in, read, written
from cases.domain.pitfalls import Hit
from cases.selectors.lint import lint_text
from guides.domain.claims import CLAIM
from guides.domain.words import Words

UNFILLED = re.compile(r"【[^】]*】|\{\{|\$\{|%\(|_{3,}|[xX]{3,}")
TELL = {
    "open": Words("“%s”没有收尾：每个 { [ < 都要有对应的 } ] >。", "“%s” is never closed: each { [ < needs its } ] >."),
    "stray": Words(
        "“%s”多出一个符号；要原样写出来，前面加 \\。", "“%s” has a sign too many; put \\ before one meant as it is."
    ),
    "name": Words("“%s”不是变量名。", "“%s” is no name of a variable."),
    "deep": Words("“%s”套得太深。", "“%s” is nested too deeply."),
}
# Sent as one message of a chat.
CHAT = frozenset({"T1", "T1b", "T2", "T3", "T3b", "T4", "T5", "T5b", "T6", "T6b", "T7", "T15"})
# Whoever reads the preview sees each of these cases.
SAMPLES = (
    (Words("记录齐全", "Every record there"), example.KNOWN, 0),
    (Words("记录齐全，最短", "Every record there, shortest"), example.KNOWN, 2),
    (Words("刚建案", "A case just opened"), example.BEGUN, 0),
)


@lru_cache(maxsize=1)
def shipped_texts() -> dict[str, tuple[str, str]]:
    """Return {code: (Chinese, English)} of the words that ship, in the notation. Do not change what it returns."""
    zh, en = ({code: written(one, tongue) for code, one in TEMPLATES[tongue].items()} for tongue in ("zh", "en"))
    return {code: (zh[code], en[code]) for code in zh}


def shipped_faults(codes: Collection[str]) -> list[str]:
    """Return what is wrong with the letters that ship, each tried on the made-up shoppers. `codes`: those listed."""
    faults = [f"letter {code}: it is written but not listed" for code in shipped_texts() if code not in codes]
    for code, texts in shipped_texts().items():
        for tongue, text in zip(("zh", "en"), texts, strict=True):
            faults += [f"letter {code} {tongue}: {one.en}" for one in text_faults(code, tongue, text)]
    return faults


def signs(tongue: str) -> list[tuple[str, Words]]:
    """Return the variables an editor may write, each with what it stands for; `!` where one leaves a mark."""
    facts = [("{" + name + "}", Words(*said)) for name, said in (NAMES | UNSAID).items()]
    marks = [
        (
            "{" + name + "!}",
            Words(f"必填，缺了就留【{MARKS['zh'][name]}】", f"needed, else it leaves 【{MARKS['en'][name]}】"),
        )
        for name in MARKS[tongue]
    ]
    return facts + marks + [(f"[?{name} …]", Words(*said)) for name, said in FLAGS.items()]


def text_faults(code: str, tongue: str, text: str) -> list[Words]:
    """Return why a text cannot stand for the letter, none when it can."""
    if code not in TEMPLATES[tongue]:
        return [Words("这份文字在商家卡片或自动回复里改。", "Its words are a merchant’s card’s or automatic answer’s.")]
    try:
        template = read(text, tongue, TEMPLATES[tongue][code].gap)
    except Unreadable as problem:
        say = TELL[problem.kind]
        return [Words(say.zh % problem.at, say.en % problem.at)]
    if strange := list(_strange_names(template, tongue)):
        return strange
    return [
        *_lost_marks(template, tongue, code),
        *_wording(code, tongue, text, template),
    ]


def text_samples(code: str, tongue: str, text: str) -> list[tuple[Words, str, tuple[str, ...]]]:
    """Return (case, the letter as it would be sent, the names of what is missing); none for what cannot be read."""
    try:
        own = {(tongue, code): read(text, tongue, TEMPLATES[tongue][code].gap)}
    except (Unreadable, KeyError):
        return []
    found = []
    for name, facts, level in SAMPLES:
        made = (shortest if level else compose)(code, facts, "en" if tongue == "en" else "zh-hans", own)
        found.append((name, made.text, tuple(MARKS[tongue][each] for each in made.missing)))
    return found


def _strange_names(template: Template, tongue: str) -> Iterator[Words]:
    said, marked, asked = names_in(template)
    for name in sorted((said - set(NAMES) - set(UNSAID)) | (asked - set(NAMES) - set(UNSAID) - set(FLAGS))):
        why = "只能用在 [?…] 里" if name in FLAGS else "没有这个变量"
        yield Words(
            f"{{{name}}}：{why}。",
            f"{{{name}}}: " + ("only asked about, as [?…]." if name in FLAGS else "there is no such variable."),
        )
    for name in sorted(marked - set(MARKS[tongue])):
        yield Words(
            f"{{{name}!}}：缺了没有标记可留，请去掉感叹号，放进 [ ]。",
            f"{{{name}!}}: it has no mark to leave; take the ! away and put it into [ ].",
        )


def _lost_marks(template: Template, tongue: str, code: str) -> Iterator[Words]:
    """What the law or the form requires stays required, and a letter says something in every case."""
    _said, marked, _asked = names_in(template)
    _all, wanted, _none = names_in(TEMPLATES[tongue][code])
    for name in sorted(wanted - marked):
        yield Words(
            f"少了 {{{name}!}}：没有“{MARKS['zh'][name]}”，这份文字不能发。",
            f"{{{name}!}} is missing: without “{MARKS['en'][name]}” this letter cannot be sent.",
        )


def _wording(code: str, tongue: str, text: str, template: Template) -> Iterator[Words]:
    if found := UNFILLED.search(text):
        yield Words(
            f"“{found[0]}”会原样发出去；会变的内容写成 {{变量}}。",
            f"“{found[0]}” would be sent as it is; write a {{variable}} for what changes.",
        )
    letters = [_said(code, tongue, template, level) for level in (0, 2)]
    if tongue == "zh" and (claim := CLAIM.search(_bare(code, tongue, template))):
        yield Words(
            f"“{claim[0]}”在没有记录时也会说出去：放进 [ ]，里面写上有记录才有的变量，或用 [?evidence_list …]。",
            f"“{claim[0]}” would be said without any record: put it into [ ] with a variable of the record.",
        )
    if not letters[0].text:
        yield Words("这份文字什么都没有说。", "This letter says nothing.")
    if tongue == "zh":
        shipped = {hit.word for hit in _harmful(_said(code, tongue, TEMPLATES[tongue][code], 0).text)}
        for hit in _harmful(letters[0].text):
            if hit.word not in shipped:
                yield Words(f"“{hit.said}”：{hit.suggest_zh}", f"“{hit.said}”: {hit.suggest_en}")
        if code in CHAT and letters[1].length > LIMIT_CHAT:
            yield Words(
                f"最短也有 {letters[1].length} 个字，聊天框只放得下 {LIMIT_CHAT} 个：用 [-…] 标出可以先去掉的话。",
                f"Even the shortest form has {letters[1].length} characters, a chat takes {LIMIT_CHAT}: "
                "mark what may go with [-…].",
            )


def _said(code: str, tongue: str, template: Template, level: int) -> Letter:
    write = shortest if level else compose
    return write(code, example.KNOWN, "en" if tongue == "en" else "zh-hans", {(tongue, code): template})


def _bare(code: str, tongue: str, template: Template) -> str:
    """Return the letter of a case that has no record yet."""
    return compose(code, example.BEGUN, "zh-hans", {(tongue, code): template}).text


def _harmful(text: str) -> list[Hit]:
    result = lint_text(text)
    return [*result.private_deal, *result.threat]
