"""The names that sources give to the parts of a question, in Chinese and English, and what their
values mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bankbook.importers.material import Item, Remnant
from bankbook.importers.slugs import is_slug
from bankbook.model import KINDS

#: What a field may be called. Names are compared small, without spaces, `_` and `-`.
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "slug", "标识"),
    "title": ("title", "标题", "题名"),
    "question": (
        *("question", "questions", "q", "stem", "front", "prompt", "text", "problem"),
        *("问题", "题目", "题干", "面试题", "问", "正面", "题面", "内容"),
    ),
    "answer": (
        *("answer", "answers", "a", "response", "back", "solution", "referenceanswer", "output"),
        *("答案", "参考答案", "回答", "答", "背面", "正确答案", "标准答案", "解答"),
    ),
    "analysis": (
        *("analysis", "explanation", "detail", "details", "extra", "backextra"),
        *("解析", "详解", "答案解析", "详细解析", "解释", "补充"),
    ),
    "points": ("points", "keypoints", "要点", "答题要点", "关键点", "考点"),
    "hint": ("hint", "hints", "提示", "线索"),
    "followups": ("followups", "followup", "追问", "延伸", "拓展"),
    "chapter": (
        *("chapter", "category", "section", "topic", "deck", "module", "subject"),
        *("章", "章节", "分类", "类别", "模块", "主题", "专题", "所属章节"),
    ),
    "difficulty": ("difficulty", "level", "难度", "难易", "难易度", "难度等级", "等级"),
    "kind": ("kind", "type", "questiontype", "题型", "类型", "题目类型"),
    "tags": ("tags", "tag", "keywords", "keyword", "labels", "标签", "关键词", "知识点"),
    "sources": ("sources", "来源文献"),
    "number": ("no", "no.", "number", "index", "#", "序号", "编号", "题号", "no、"),
}
FIELD = {name: field for field, names in NAMES.items() for name in names}
OPTION = re.compile(r"(?:选项|option|choice)?\s*([A-Ha-h])")

EASY = ("1", "easy", "basic", "beginner", "low", "简单", "容易", "易", "基础", "初级", "低", "入门")
MIDDLING = ("2", "medium", "middle", "intermediate", "normal", "中等", "中", "中级", "一般", "进阶")
HARD = ("3", "hard", "difficult", "advanced", "high", "困难", "难", "高级", "高", "较难", "深入")
LEVELS = {word: level for level, words in enumerate((EASY, MIDDLING, HARD), 1) for word in words}
KIND_NAMES: dict[str, tuple[str, ...]] = {
    "concept": ("概念", "概念题", "简答", "简答题", "问答", "问答题"),
    "compare": ("比较", "比较题", "对比", "comparison"),
    "derive": ("推导", "推导题", "证明", "证明题", "derivation", "proof"),
    "compute": ("计算", "计算题", "computation"),
    "code": ("代码", "代码题", "编程", "编程题", "coding"),
    "design": ("设计", "设计题", "系统设计"),
    "choice": ("选择", "选择题", "单选", "单选题", "多选", "多选题", "multiplechoice"),
}
KIND_WORDS = {name: form for form in KINDS for name in (form, *KIND_NAMES[form])}


def field(name: str) -> str:
    """What a field's name means, or nothing."""
    small = unicodedata.normalize("NFKC", name).lower()
    return FIELD.get(re.sub(r"[\s_\-：:]+", "", small), "")


def difficulty(value: str) -> int:
    """1 to 3 from a number, a word or stars; 0 where it says none of these."""
    word = value.strip().lower()
    stars = word.count("★") or word.count("⭐") or word.count("●")
    return LEVELS.get(word) or (stars if stars <= 3 else 0)


def kind(value: str) -> str:
    return KIND_WORDS.get(value.strip().lower().replace(" ", ""), "")


def words(value: str) -> tuple[str, ...]:
    """A list written in one text: `a, b`, `a；b`, `a|b`."""
    parts = re.split(r"[,，;；、|\n]+", value.strip().strip("[]"))
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


@dataclass(frozen=True, slots=True)
class Record:
    """A question made of named fields, its chapter, and the fields that have no place."""

    item: Item
    chapter: str
    remnants: tuple[Remnant, ...]


def record(values: Mapping[str, str], place: int) -> Record:
    """A question from fields by the names that the source uses. Of two fields of one meaning the
    second follows the first; what means nothing here is a remnant."""
    found: dict[str, str] = {}
    options: dict[str, str] = {}
    remnants: list[Remnant] = []

    def unplaced(name: str, value: str, reason: str) -> None:
        remnants.append(Remnant(place, f"{name}: {value}", reason))

    lettered = options_of(values)
    for name, value in values.items():
        meaning = field(name)
        if not value.strip():
            continue
        if name in lettered:
            options[lettered[name]] = value
        elif not meaning:
            unplaced(name, value, f"no part of a question is called “{name}”")
        elif meaning == "number" and value.strip().isdigit():
            continue  # the order of the questions, which stays
        elif meaning == "number" or (meaning == "difficulty" and not difficulty(value)):
            unplaced(name, value, "it is no number or level that a question can have")
        elif meaning == "kind" and not kind(value):
            unplaced(name, value, f"a question's kind is one of {', '.join(KINDS)}")
        elif meaning == "id" and not is_slug(value.strip()):
            unplaced(name, value, "ids are small letters a–z, digits and single hyphens")
        elif meaning in found:
            found[meaning] += f"\n\n{value}"
        else:
            found[meaning] = value
    question = found.get("question", "")
    if options:
        listed = "\n".join(f"- {letter}. {_indented(text)}" for letter, text in options.items())
        question = f"{question}\n\n{listed}"
    item = Item(
        place,
        question,
        found.get("answer", ""),
        title=found.get("title", ""),
        hint=found.get("hint", ""),
        points=found.get("points", ""),
        analysis=found.get("analysis", ""),
        followups=found.get("followups", ""),
        id=found.get("id", "").strip(),
        difficulty=difficulty(found.get("difficulty", "")),
        kind=kind(found.get("kind", "")) or ("choice" if options else ""),
        tags=words(found.get("tags", "")),
        sources=words(found.get("sources", "")),
    )
    return Record(item, " ".join(found.get("chapter", "").split()), tuple(remnants))


def options_of(names: Iterable[str]) -> dict[str, str]:
    """The fields that hold a choice's options, by letter: only where there are A and B."""
    found = {name: match[1].upper() for name in names if (match := OPTION.fullmatch(name.strip()))}
    return found if {"A", "B"} <= set(found.values()) else {}


def _indented(text: str) -> str:
    return "\n  ".join(text.strip().split("\n"))
