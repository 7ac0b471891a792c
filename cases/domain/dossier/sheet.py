"""The data of the typeset dossier: the content with its frame, and what stands on each exhibit's pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

TITLE, AUTHOR = "消费争议材料", "有据"
VARIANTS = {"covered": "打码版", "full": "完整版"}
VARIANT_NOTES = {
    "covered": "打码版：图片是副本，遮盖过的用遮盖后的；文字里的电话、证件号、卡号、邮箱已隐去",
    "full": "完整版：图片和文字都没有遮盖，只交给有权处理的机构",
}
SMALL = (
    "本册由本人的记录编成。每句话后面写明证据编号，没有证据的写明“无证据”；标“自动记录”的由应用当时记下，"
    "标“事后自动推算”的由应用事后按记录算出，标“补记”的是事后补上的。时间是北京时间。"
)
SMALL_EXHIBITS = "证据清单写明每份证据的原件在哪，附录的文件校验值只用来核对文件有没有改过。"
HASHES = (
    "只在要核对文件有没有改过时才用，看内容可以跳过。"
    "以下是各份证据原始文件的 SHA-256，收存时算出，之后没有改过文件。"
    "压缩包里的 verify.html 可以离线核对包内的每个文件；"
    "打码版里的图片是副本，副本的校验值在 manifest.json。"
)
OPS = {"added": "新增", "changed": "改动", "gone": "去掉"}
PARTS = {
    "cover": "基本情况",
    "summary": "情况摘要",
    "demand": "请求",
    "promises": "对方的答应",
    "reasons": "理由和说明",
    "timeline": "经过",
    "filings": "提交过的材料",
    "exhibits": "证据",
    "comparisons": "真假比对",
}
WHY_MISSING = {
    "deleted": "这份证据在制作本册前已由本人删去，编号保留。",
    "uncovered": "遮盖后的副本还没有做好，本册没有放入这份证据。",
    "changed": "存着的文件和收存时不一致，本册没有放入。",
    "broken": "这份文件打不开，本册没有放入画面。",
    "uncopied": "遮盖后的副本没有做成，本册没有放入这份证据。",
    "rejected": "这份文件打不开，本册没有放入；存着的文件没有改动。",
    "undrawn": "这张图片画不出来，打码版没有放入；原件在完整版里。",
    "uncompared": "这张比对在制作本册前已由本人删去，或其中一份证据已删去。",
    "unpictured": "其中一份证据的图片还没有做好，本册没有放入这张比对。",
}
# By the reason the worker found.
WHY_REJECTED = {
    "damaged": "文件损坏，打不开",
    "locked": "文件有密码，打不开",
    "pixels": "图片自称的尺寸太大，打不开",
    "time": "打开用的时间太长，没有打开",
    "memory": "打开要的内存太多，没有打开",
    "crash": "打开太费力，没有打开",
}
MOST_TEXT = 6000


@dataclass(frozen=True, slots=True)
class Plate:
    """What the worker made of one exhibit: pictures beside the sheet, a note, or the text of a text file."""

    number: int
    images: Sequence[Mapping[str, Any]] = field(default=())
    note: str = ""
    text: str = ""
    # What of its pages is not here, for the list; "" where all of them are.
    pages: str = ""
    # Why nothing of it is put in, for the list; "" where the list says so already, or it is there.
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class ComparedPlate:
    """The page of one comparison: its picture beside the sheet, or why there is none."""

    number: int
    image: Mapping[str, Any] | None = None
    note: str = ""


def sheet_data(
    content: Mapping[str, Any],
    *,
    version: int,
    variant: str,
    plates: Sequence[Plate],
    changes: Sequence[Mapping[str, str]],
    compared: Sequence[ComparedPlate] = (),
) -> dict[str, Any]:
    """Return what `dossier.typ` reads. `content` is already covered where the variant is."""
    rows = {one["number"]: one for one in content["exhibits"]}
    item = next((value for name, value in content["cover"] if name == "商品"), "")
    return {
        "content": listed(content, plates),
        "title": TITLE,
        "subtitle": f"{item}：{content['demand']['fact']}",
        "description": f"卷{content['file_no']} 第 {version} 版，{VARIANTS[variant]}",
        "author": AUTHOR,
        "running": f"{TITLE} · 卷{content['file_no']} 第 {version} 版",
        "variant": VARIANTS[variant],
        "about": [
            ["案卷", f"卷{content['file_no']}"],
            ["版本", f"第 {version} 版（v{version}）"],
            ["制作时间", content["made_on"]],
            ["证据", f"{len(rows)} 份" if rows else "还没有"],
            ["类别", VARIANT_NOTES[variant]],
        ],
        "small": SMALL + (SMALL_EXHIBITS if rows else ""),
        "changes_title": f"和第 {version - 1} 版比，改了什么" if version > 1 else "",
        "changes": [change_words(one) for one in changes],
        "plates": [_plate(one, rows[one.number]) for one in plates],
        "compared": [
            _compared(plate, one) for plate, one in zip(compared, content.get("comparisons", []), strict=True)
        ],
        "hashes_note": HASHES,
    }


def listed(content: Mapping[str, Any], plates: Sequence[Plate]) -> dict[str, Any]:
    """Return the content with what only the worker knows in its list of exhibits: what is not in it."""
    said = {one.number: ["页数", one.pages] for one in plates if one.pages}
    said |= {one.number: ["没有放入", one.left_out] for one in plates if one.left_out}
    rows = [
        row | {"details": [*row.get("details", []), said[row["number"]]]} if row["number"] in said else row
        for row in content["exhibits"]
    ]
    return dict(content) | {"exhibits": rows}


def change_words(one: Mapping[str, str]) -> str:
    return f"{OPS[one['op']]}　{PARTS[one['part']]}：{one['text']}"


def _plate(plate: Plate, row: Mapping[str, Any]) -> dict[str, Any]:
    caption = [f"证明：{row['proves']}", f"来源：{row['source']}", f"形成时间：{row['formed']}"]
    if row["length"]:
        caption.append(f"长度：{row['length']}")
    caption += [f"{name}：{value}" for name, value in row.get("details", [])]
    total = len(plate.images)
    alt = f"证据 {plate.number}，{row['kind']}：{row['name']}"
    return {
        "number": plate.number,
        "name": row["name"],
        "caption": "　".join(caption),
        "note": plate.note,
        "text": plate.text[:MOST_TEXT],
        "images": [
            dict(one) | {"alt": alt if total == 1 else f"{alt}（第 {at} 页，共 {total} 页）"}
            for at, one in enumerate(plate.images, 1)
        ],
    }


def _compared(plate: ComparedPlate, row: Mapping[str, Any]) -> dict[str, Any]:
    exhibits = f"正品是证据 {row['genuine']}，收到的是证据 {row['suspect']}"
    lines = "；".join(f"{at}. {line}" for at, line in enumerate(row["lines"], 1) if line)
    return {
        "number": plate.number,
        "name": row["caption"],
        "exhibits": exhibits,
        "image": dict(plate.image) | {"alt": f"比对 {plate.number}，{exhibits}。{lines}"} if plate.image else None,
        "note": plate.note,
    }
