"""The dossier as plain text by section, to be pasted where no file can be sent."""

from __future__ import annotations

from typing import Any

from cases.domain.dossier.said import claim_text, proof


def plain_sections(content: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return (name, heading, text) of every section that has something to say."""
    made = (
        ("summary", "情况摘要", "\n".join(claim_text(one) for one in content["summary"])),
        ("demand", "请求", _pairs(content["demand"]["rows"])),
        ("parties", "双方", "\n".join(_party(one) for one in content["parties"])),
        ("promises", "对方答应过什么", "\n".join(_promise(at, one) for at, one in enumerate(content["promises"], 1))),
        ("reasons", "对方的理由和我的说明", "\n".join(_reason(one) for one in content["reasons"])),
        ("timeline", "经过", "\n".join(_event(one) for one in content["timeline"])),
        ("filings", "提交过的材料", "\n\n".join(_filing(one) for one in content["filings"])),
        ("exhibits", "证据清单", "\n".join(_exhibit(one) for one in content["exhibits"])),
        ("comparisons", "真假比对", "\n".join(_comparison(one) for one in content.get("comparisons", []))),
        (
            "hashes",
            "附录：文件校验值（SHA-256），只用来核对文件有没有改过",
            "\n".join(_hash(one) for one in content["exhibits"]),
        ),
    )
    return [one for one in made if one[2]]


def plain_text(content: dict[str, Any]) -> str:
    """Return all sections as one text."""
    return "\n\n".join(f"【{heading}】\n{text}" for _name, heading, text in plain_sections(content)) + "\n"


def _pairs(rows: list[list[str]]) -> str:
    return "\n".join(f"{name}：{value}" for name, value in rows if value)


def _party(one: dict[str, Any]) -> str:
    known = _pairs(one["rows"]) or one["note"]
    return f"{one['heading']}\n{known}"


def _promise(at: int, one: dict[str, Any]) -> str:
    return (
        f"{at}. {one['heard']} {one['who']}，工号 {one['agent']}：“{one['words']}”；"
        f"应在 {one['due']}；{one['result']}（{proof(one['exhibits'])}）。"
    )


def _reason(one: dict[str, Any]) -> str:
    answer = f"我的说明：{one['answer']}（{proof(one['exhibits'])}）" if one["answer"] else "我的说明：未填写"
    return f"{one['at']} {one['who']}：“{one['words']}”（{proof(one['told_in'])}）\n{answer}"


def _event(one: dict[str, Any]) -> str:
    words = f"“{one['words']}”" if one["words"] else ""
    parts = [one["at"], one["who"], one["how"], one["title"], words, one["note"]]
    # That something was handed in is a claim of its own: it needs its proof whatever words stand with it.
    claims = one["words"] or one["exhibits"] or one["id"].startswith("filing-")
    shown = f"（{proof(one['exhibits'])}）" if claims else ""
    return " ".join(part for part in parts if part) + shown


def _filing(one: dict[str, Any]) -> str:
    numbers = f"，编号 {'、'.join(one['numbers'])}" if one["numbers"] else ""
    head = f"{one['at']} {one['head']}{numbers}"
    results = [f"结果：{result}" for result in one.get("results", [])]
    return "\n".join([head, *results, *([one["text"]] if one["text"] else [])])


def _comparison(one: dict[str, Any]) -> str:
    lines = [f"{at}. {line}" for at, line in enumerate(one["lines"], 1) if line]
    head = f"比对 {one['number']}：正品是证据 {one['genuine']}，收到的是证据 {one['suspect']}"
    return "\n".join([f"{head}；{one['caption']}" if one["caption"] else head, *lines])


def _hash(one: dict[str, Any]) -> str:
    return f"证据 {one['number']}：{one['sha256']}"


def _exhibit(one: dict[str, Any]) -> str:
    return (
        f"证据 {one['number']}：{one['name']}；来源：{one['source']}；形成时间：{one['formed']}；"
        f"证明：{one['proves']}；原件：{one['original']}"
        + "".join(f"；{name}：{value}" for name, value in one.get("details", []))
    )
