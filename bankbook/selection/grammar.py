"""The text of a selection, read.

    either     = both { "or" both }
    both       = negation { "and" negation }
    negation   = "not" negation | "(" either ")" | test
    test       = ("tags" | "kind" | "chapter") ":" words
               | "difficulty" ("=" | "!=" | "<" | "<=" | ">" | ">=") digit
    words      = word | "[" word { "," word } "]"

A word in brackets may have spaces; one with commas, colons or brackets stands in quotes.
Full-width punctuation is read as its half-width form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bankbook.model import Selection
from bankbook.notices import BuildError, Notice, did_you_mean
from bankbook.said import say
from bankbook.selection.conditions import COMPARISONS, All, Any, Condition, Difficulty, Not, Words

KEYS = ("tags", "kind", "chapter", "difficulty")
JOINS = ("and", "or", "not")
EXAMPLE = say("such as `tags: [inference, memory] and difficulty >= 2`")
#: Deeper parentheses are not what somebody wrote.
DEEPEST = 30

HALF_WIDTH = str.maketrans("：，、（）［］【】＞＜＝！", ":,,()[][]><=!")
TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<comparison>>=|<=|!=|==|[<>=≥≤≠])
    |(?P<sign>[:,()\[\]])
    |"(?P<double>[^"]*)"|'(?P<single>[^']*)'
    |(?P<word>[^\s:,()\[\]<>=!≥≤≠"']+)
    |(?P<stray>.)""",
    re.VERBOSE | re.DOTALL,
)
WRITTEN = {"≥": ">=", "≤": "<=", "≠": "!="}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is comparison, sign, quoted, word, stray or end."""

    kind: str
    text: str
    offset: int
    end: int


def _tokens(text: str) -> list[Token]:
    found = []
    for match in TOKEN.finditer(text.translate(HALF_WIDTH)):
        kind = match.lastgroup or "stray"
        value = text[match.start() : match.end()]
        if kind in ("double", "single"):
            kind, value = "quoted", value[1:-1]
        elif kind in ("comparison", "sign"):
            value = match[0]
        if kind != "space":
            found.append(Token(kind, WRITTEN.get(value, value), match.start(), match.end()))
    return [*found, Token("end", "", len(text), len(text))]


def parse(selection: Selection) -> Condition:
    """What a selection says. Raises BuildError with the place where it cannot be read."""
    return _Parser(selection).whole()


class _Parser:
    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.tokens = _tokens(selection.text)
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def wrong(self, message: str, hint: str = "", at: Token | None = None) -> BuildError:
        span = self.selection.place((at or self.token).offset)
        return BuildError([Notice("select-syntax", span, message, hint)])

    def shown(self) -> str:
        return say("`{text}`", text=self.token.text) if self.token.kind != "end" else say("the end")

    def take(self, kind: str, *texts: str) -> Token | None:
        """The next token, if it is of this kind and one of these."""
        token = self.token
        if token.kind != kind or (texts and token.text not in texts):
            return None
        self.position += 1
        return token

    def whole(self) -> Condition:
        if self.token.kind == "end":
            raise self.wrong(
                say("the selection is empty"),
                say("say which questions, {example}", example=EXAMPLE),
            )
        condition = self.either()
        if self.token.kind != "end":
            hint = say("join tests by `and` or `or`")
            if self.token.kind == "word":
                hint = did_you_mean(self.token.text, ("and", "or")) or hint
            elif self.token.text == ")":
                hint = say("no parenthesis is open here")
            raise self.wrong(say("the selection goes on with {shown}", shown=self.shown()), hint)
        return condition

    def either(self) -> Condition:
        parts = [self.both()]
        while self.take("word", "or"):
            parts.append(self.both())
        return Any(tuple(parts)) if parts[1:] else parts[0]

    def both(self) -> Condition:
        parts = [self.negation()]
        while self.take("word", "and"):
            parts.append(self.negation())
        return All(tuple(parts)) if parts[1:] else parts[0]

    def negation(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong(
                say("the selection is nested too deeply"), say("write it with fewer parentheses")
            )
        if self.take("word", "not"):
            inner: Condition = Not(self.negation())
        elif opening := self.take("sign", "("):
            inner = self.either()
            if not self.take("sign", ")"):
                if self.token.kind == "end":
                    raise self.wrong(
                        say("the parenthesis is not closed"), say("add a `)`"), at=opening
                    )
                raise self.wrong(
                    say("`)` is expected, not {shown}", shown=self.shown()),
                    say("join tests by `and`, `or`"),
                )
        else:
            inner = self.test()
        self.depth -= 1
        return inner

    def test(self) -> Condition:
        key = self.token
        if key.kind != "word" or key.text not in KEYS:
            message = say("a test is expected, not {shown}", shown=self.shown())
            near = did_you_mean(key.text, KEYS) if key.kind == "word" else ""
            raise self.wrong(message, near or say("a test is `key: …`, {example}", example=EXAMPLE))
        self.position += 1
        if key.text == "difficulty":
            return self.difficulty()
        if not self.take("sign", ":"):
            message = say(
                "after `{text}` comes `:`, not {shown}", text=key.text, shown=self.shown()
            )
            raise self.wrong(message, say("write `{text}: [one, another]`", text=key.text))
        return Words(key.text, self.words(key.text))

    def difficulty(self) -> Difficulty:
        token = self.take("comparison") or self.take("sign", ":")
        if token is None:
            message = say("after `difficulty` comes a comparison, not {shown}", shown=self.shown())
            raise self.wrong(message, say("one of {names}", names=" ".join(COMPARISONS)))
        comparison = "==" if token.text == ":" else token.text
        number = self.take("word", "1", "2", "3")
        if number is None:
            raise self.wrong(say("a difficulty is 1, 2 or 3, not {shown}", shown=self.shown()))
        return Difficulty(comparison, int(number.text))

    def words(self, key: str) -> tuple[tuple[str, int], ...]:
        opening = self.take("sign", "[")
        found = [self.word(key, opening is not None)]
        while opening and self.take("sign", ","):
            found.append(self.word(key, True))
        if opening and not self.take("sign", "]"):
            if self.token.kind == "end":
                raise self.wrong(say("the list is not closed"), say("add a `]`"), at=opening)
            raise self.wrong(say("`,` or `]` is expected, not {shown}", shown=self.shown()))
        if not opening and self.token.text == "," and self.token.kind == "sign":
            raise self.wrong(
                say("several words need brackets"), say("write `{key}: [one, another]`", key=key)
            )
        return tuple(found)

    def word(self, key: str, listed: bool) -> tuple[str, int]:
        first = self.take("quoted")
        if first:
            return first.text, first.offset
        first = last = self.take("word")
        if first is None or last is None or (not listed and first.text in JOINS):
            self.position -= first is not None
            raise self.wrong(
                say("a word is expected after `{key}:`, not {shown}", key=key, shown=self.shown())
            )
        while listed and (more := self.take("word")):
            last = more
        return " ".join(self.selection.text[first.offset : last.end].split()), first.offset
