"""Running text from elsewhere made fit for the bank's Markdown: what is ours by grammar only
(`[@…]`, `@q:…`), what the checks refuse (raw HTML, links to nowhere) and what CommonMark does not
see as its writer meant it (`**注意：**这里`)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from bankbook.importers.pictures import Gallery
from bankbook.importers.printable import CODE, TEXT, printable
from bankbook.markup.link import OUTSIDE
from bankbook.said import say

#: A paragraph of more is data; patterns are held to a length so that none takes quadratic time.
LONGEST = 50_000
DEST = r"<[^<>\n]{0,2000}>|(?:[^\s()<>]|\([^\s()]{0,500}\)){0,2000}"
LABEL = r"(?:[^\[\]\\]|\\.|\[[^\[\]]{0,500}\]){0,1000}"
QUOTED = r"\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}')"

TOKEN = re.compile(
    rf"""
    (?P<index>[\w.]{{0,80}}(?:\\?\[(?!@)[^\[\]\n\\]{{1,200}}\\?\]){{2,20}})
  | (?P<note>\\?\[\^[^\]\s\\]{{1,100}}\\?\])
  | (?P<escape>\\[!-/:-@\[-`{{-~])
  | (?P<code>(?P<ticks>`+)(?!`)(?P<inner>.{{1,2000}}?)(?<!`)(?P=ticks)(?!`))
  | (?P<math>\$\$(?P<display>[^$]{{1,2000}}?)\$\$
      |\$(?![\s$])(?P<tex>(?:\\.|[^$\\\n]){{1,500}}?)(?<!\s)\$(?!\d))
  | (?P<image>!\[(?P<alt>{LABEL})\]\(\s*(?P<src>{DEST})(?P<caption>{QUOTED})?\s*\))
  | (?P<link>\[(?P<words>{LABEL})\]\(\s*(?P<href>{DEST})(?P<tip>{QUOTED})?\s*\))
  | (?P<strong>\*\*(?![\s*])(?P<bold>[^*\n`]{{1,500}}?)(?<!\s)\*\*(?!\*))
  | (?P<autolink><(?:https?|mailto):[^\s<>]{{1,2000}}>)
  | (?P<comment><!--.{{0,2000}}?-->)
  | (?P<break><br\s*/?>\n?)
  | (?P<script><(?P<su>su[bp])>(?P<exponent>[\w+\-]{{1,20}})</(?P=su)>)
  | (?P<pair><(?P<how>b|strong|i|em|code|del)>(?![\s*`])(?P<what>[^<>*`\n]{{1,500}}?)(?<!\s)</(?P=how)>)
  | (?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9-]{{0,40}})(?P<rest>[^<>]{{0,2000}})>|<[!?][^<>]{{0,2000}}>)
  | (?P<angle><)
  | (?P<cite>\[(?=@[^\[\]\n]{{1,200}}\]))
  | (?P<reference>@(?=(?P<target>(?:q|fig|tbl|eq):[a-z][a-z0-9-]*)))
  | (?P<label>\{{\#tbl:(?P<table>[^{{}}\s]{{1,100}})\}})
  | (?P<stray>\*{{2,}}|~~+)
    """,
    re.VERBOSE | re.DOTALL,
)
#: Tags that only say how text looks; their text stays.
PRESENTATION = {
    "span",
    "font",
    "u",
    "center",
    "div",
    "p",
    "big",
    "small",
    "section",
    "details",
    "summary",
}
ATTRIBUTE = re.compile(r"\b([a-z-]{1,40})\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "del": "~~"}
QUESTION_FILE = re.compile(r"(?:[^\s#?:]*/)?\d*-?(?P<id>[a-z][a-z0-9-]*)\.md")
#: A formula holds no Chinese sentence, and no sum of money is one.
NO_TEX = re.compile(r"[，。；？！]|^[,.;]|(?<![\\{a-zA-Z])[a-zA-Z]{2,} [a-zA-Z]{2,}")


@dataclass(slots=True)
class Scope:
    """What a run of text may refer to, what its pictures are called, and what was changed in it."""

    gallery: Gallery
    sources: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    labels: dict[str, object] = field(default_factory=dict)
    alt: str = ""
    files: dict[str, str] = field(default_factory=dict)  # of questions, from a chapter, by id


@dataclass(slots=True)
class Pass:
    """One block's way through `adapt`. `careful` gives up what a check may not like."""

    scope: Scope
    owner: object
    careful: bool
    table: bool = False
    plainly: bool = False
    figures: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    def plain(self, text: str) -> str:
        return printable(text, TEXT, self.changes.append)

    def code(self, text: str) -> str:
        """The text as code in the line, whatever is in it."""
        text = " ".join(printable(text, CODE, self.changes.append).split()) or " "
        longest = max(map(len, re.findall("`+", text)), default=0)
        ticks = "`" * (longest + 1)
        if self.table:
            text = re.sub(r"(?<!\\)\|", r"\\|", text)
        pad = " " if longest else ""
        return f"{ticks}{pad}{text}{pad}{ticks}"

    def adapt(self, text: str) -> str:
        """The text in the bank's Markdown. Figures are collected, and referred to where they stood.

        A table's line is told by `table`, a place where no line may be broken by `plainly`.
        """
        result, end = [], 0
        for match in TOKEN.finditer(text):
            result.append(self.plain(text[end : match.start()]))
            kind = next(name for name in KINDS if match[name] is not None)
            result.append(str(getattr(self, f"_{kind}")(match)))
            end = match.end()
        result.append(self.plain(text[end:]))
        return "".join(result)

    def _index(self, match: re.Match[str]) -> str:
        """`x[0][1]`, which would be a link to a definition that is not there."""
        label = match[0].rsplit("[", 1)[1].strip("]\\")
        if label.casefold() in self.scope.notes and not self.careful:
            return self.plain(match[0])
        return self.code(match[0].replace("\\", ""))

    def _note(self, match: re.Match[str]) -> str:
        name = match[0].strip("\\[]^")
        if f"^{name}".casefold() in self.scope.notes and not self.careful:
            return match[0]
        return self.code(f"[^{name}]")

    def _escape(self, match: re.Match[str]) -> str:
        return match[0]

    def _code(self, match: re.Match[str]) -> str:
        return f"{match['ticks']}{printable(match['inner'], CODE, self.changes.append)}{match['ticks']}"

    def _math(self, match: re.Match[str]) -> str:
        tex = match["display"] or match["tex"]
        if self.careful:
            return self.code(match[0])
        if match["tex"] and NO_TEX.search(tex):
            return f"\\${self.adapt(tex)}\\$"
        # A displayed formula is a block of its own: in a line it is one of the line.
        tex = " ".join(tex.split())
        return f"${self.plain(tex)}$" if tex and not tex.endswith("\\") else self.code(match[0])

    def _image(self, match: re.Match[str]) -> str:
        caption = (match["caption"] or "").strip()[1:-1]
        return self.picture(match["src"].strip("<>"), match["alt"], caption)

    def picture(self, source: str, alt: str, caption: str = "") -> str:
        """A reference to the figure that the picture becomes, or what can be said of it in words."""
        alt = " ".join(alt.split())
        name = (
            None
            if self.careful
            else self.scope.gallery.place(source, (self.owner, source, len(self.pictures)))
        )
        if name is None:
            if OUTSIDE.match(source) and not self.careful and " " not in source:
                self.changes.append(
                    say("the picture {source} is not fetched: it became a link", source=source[:80])
                )
                return f"[{self.adapt(alt) or self.code(source)}](<{source}>)"
            self.changes.append(
                say(
                    "the picture {source} {why}",
                    source=source[:80],
                    why=self.scope.gallery.why(source),
                )
            )
            return f"{self.adapt(alt)} {self.code(source[:150])}".strip()
        shown = re.sub(r"([\[\]\\`*_<>!$])", r"\\\1", alt or self.scope.alt)
        told = re.sub(r"([\[\]\\`*_<>!$\"@])", r"\\\1", self.plain(" ".join(caption.split())))
        title = f' "{told}"' if told else ""
        self.figures.append(f"![{shown}](figures/{name}{title})")
        self.pictures.append(name)
        return f"@fig:{name.rsplit('.', 1)[0]}"

    def _link(self, match: re.Match[str]) -> str:
        href = match["href"].strip("<>")
        if OUTSIDE.match(href) and not self.careful:
            return f"[{self.adapt(match['words'])}]({match['href']}{match['tip'] or ''})"
        words = self.adapt(match["words"])
        target = QUESTION_FILE.fullmatch(href)
        if target and target["id"] in self.scope.files and not self.careful:
            return f"[{words}]({self.scope.files[target['id']]})"
        return f"{words} ({self.code(href)}{self.adapt(match['tip'] or '')})"

    def _strong(self, match: re.Match[str]) -> str:
        """Punctuation at an end of the emphasis goes outside where CommonMark would else see none."""
        text, bold = match.string, match["bold"]
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        head = tail = ""
        if not _edge(before):
            while bold and _punctuation(bold[0]):
                head, bold = head + bold[0], bold[1:]
        if not _edge(after):
            while bold and _punctuation(bold[-1]):
                tail, bold = bold[-1] + tail, bold[:-1]
        if not bold.strip() or bold != bold.strip():
            return self.code(match[0])
        return f"{self.plain(head)}**{self.adapt(bold)}**{self.plain(tail)}"

    def _autolink(self, match: re.Match[str]) -> str:
        return match[0]

    def _comment(self, match: re.Match[str]) -> str:
        return self.code(match[0])

    def _break(self, match: re.Match[str]) -> str:
        return " " if self.plainly else "  \n"

    def _script(self, match: re.Match[str]) -> str:
        if self.careful:
            return match[0].replace("<", "\\<")
        return f"${'_' if match['su'] == 'sub' else '^'}{{{match['exponent']}}}$"

    def _pair(self, match: re.Match[str]) -> str:
        mark, what = MARKS[match["how"]], match["what"]
        if self.careful:
            return match[0].replace("<", "\\<")
        return f"{mark}{printable(what, CODE, self.changes.append) if mark == '`' else self.adapt(what)}{mark}"

    def _tag(self, match: re.Match[str]) -> str:
        name = (match["name"] or "").lower()
        attributes = ATTRIBUTE.findall(match["rest"] or "")
        rest = {key.lower(): value.strip("\"'") for key, value in attributes}
        proper = not ATTRIBUTE.sub("", match["rest"] or "").strip(" /\n")
        if name == "img" and rest.get("src") and not self.careful:
            return self.picture(rest["src"], rest.get("alt", ""))
        if name in PRESENTATION and proper and not self.careful:
            return ""
        return f"\\<{self.adapt(match[0][1:])}"

    def _angle(self, match: re.Match[str]) -> str:
        return "\\<" if self.careful else "<"

    def _cite(self, match: re.Match[str]) -> str:
        inside = match.string[match.end() : match.string.index("]", match.end())]
        keys = re.findall(r"@([A-Za-z0-9][A-Za-z0-9_.:/-]*)", inside)
        known = keys and all(key in self.scope.sources for key in keys)
        return "[" if known and not self.careful else "\\["

    def _reference(self, match: re.Match[str]) -> str:
        known = match["target"].rstrip("-") in self.scope.targets
        return "@" if known and not self.careful else "\\@"

    def _label(self, match: re.Match[str]) -> str:
        """A table's name, which a book has once."""
        owner = self.scope.labels.setdefault(f"tbl:{match['table']}", self.owner)
        if owner == self.owner and not self.careful:
            return match[0]
        self.changes.append(
            say("the name {text} was left out, which the book has already", text=match[0])
        )
        return ""

    def _stray(self, match: re.Match[str]) -> str:
        return self.code(match[0]) if self.careful else match[0]


KINDS = (
    *("index", "note", "escape", "code", "math", "image", "link", "strong", "autolink", "comment"),
    *("break", "script", "pair", "tag", "angle", "cite", "reference", "label", "stray"),
)


def _punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def _edge(sign: str) -> bool:
    return sign.isspace() or _punctuation(sign)
