"""Texts in Django's templates that nobody can translate: outside of the translate tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.template.base import Lexer, Token, TokenType

from .html import HOLE, is_prose, read

_LITERAL = re.compile(r"""(_\()?(?P<quote>["'])(?P<text>.*?)(?P=quote)""")
# Tags whose literals are names, not words.
_NAMING = re.compile(r"(extends|load|static|url|csrf_token|get_current_language|language)\b")
_DATE = re.compile(r"\|date:\s*[\"'][^\"']*[\"']")


def bare(source: str, *, is_text: bool = False) -> list[tuple[int, str]]:
    """(line, text) of each; `is_text`: a mail's plain text, not HTML."""
    kept: list[str] = []
    found: list[tuple[int, str]] = []
    until = ""
    for token in Lexer(source).tokenize():
        if until:
            until = "" if token.token_type == TokenType.BLOCK and token.contents == until else until
            kept.append("\n" * token.contents.count("\n"))
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        elif token.token_type != TokenType.COMMENT:
            name = token.split_contents()[0] if token.contents else ""
            until = {"blocktranslate": "endblocktranslate", "comment": "endcomment"}.get(name, "")
            # Within a tag a block stands between attributes.
            kept.append(HOLE if token.token_type == TokenType.VAR else f" {HOLE} ")
            found.extend(_literals(token))
    text = "".join(kept)
    if is_text:
        lines = enumerate(text.splitlines(), 1)
        return found + [(number, line.strip()) for number, line in lines if is_prose(line.replace(HOLE, " "))]
    return found + read(text)


def _literals(token: Token) -> Iterator[tuple[int, str]]:
    """A tag's literals that look like words: with a capital letter in front, and not inside `_()`."""
    if _NAMING.match(token.contents) or token.contents.startswith("translate "):
        return
    for match in _LITERAL.finditer(_DATE.sub("", token.contents)):
        text = match["text"]
        if not match[1] and re.match(r"[A-Z][a-z]", text) and is_prose(text):
            yield token.lineno, text
