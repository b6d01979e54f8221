"""The tokenizer and the chat layout: byte-level BPE; every digit and punctuation mark is one token.

A digit's token also tells its place in the number: the 3 of 37 (tens) and the 3 of 73 (ones) are two tokens. So the
model sees at once which digits of two numbers belong together, which it would otherwise have to count out. A
normaliser of tokenizer.json marks the places and its decoder removes the marks; any user of the file gets both.

A conversation is ``<|role|>content<|end|>`` for each turn, without separators, then ``<|assistant|>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

PAD, SYSTEM, USER, ASSISTANT, END = "<|pad|>", "<|system|>", "<|user|>", "<|assistant|>", "<|end|>"
SPECIAL = (PAD, SYSTEM, USER, ASSISTANT, END)  # ids 0 to 4
THINK = ("<think>", "</think>")  # ordinary tokens, so that servers show them
VOCABULARY = 1024
# Digits, punctuation and spaces stand alone; letters keep the space before them.
PIECES = r"\p{N}| ?[\p{L}\p{M}]+|\s|[^\s\p{L}\p{M}\p{N}]"
PLACES = 5  # tens to hundred thousands are marked; ones, and digits further left, are plain
# A marked digit is one private-use character: 0xF0000 + 16 * place + digit.
MARKED = {
    (place, digit): chr(0xF0000 + 16 * place + digit) for place in range(PLACES, 0, -1) for digit in range(10)
}
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|' + message['role'] + '|>' + message['content'] + '<|end|>' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)
Turn = tuple[str, str]  # role (system, user or assistant) and content


def build(texts: Iterable[str]) -> Tokenizer:
    """A tokenizer trained on the texts; any Unicode input encodes, byte by byte where need be."""
    tokenizer = Tokenizer(models.BPE())
    # Highest place first: what decides a digit's place, the digits to its right, is then still unmarked.
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(rf"{digit}(?=[0-9]{{{place}}}(?![0-9]))"), mark)
            for (place, digit), mark in MARKED.items()
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PIECES), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    unmark = [decoders.Replace(mark, str(digit)) for (_, digit), mark in MARKED.items()]
    tokenizer.decoder = decoders.Sequence([*unmark, decoders.ByteLevel()])
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY - len(THINK) - len(MARKED),
        special_tokens=[AddedToken(token, special=True, normalized=False) for token in SPECIAL],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.add_tokens([AddedToken(token, special=False, normalized=False) for token in THINK])
    tokenizer.add_tokens([AddedToken(mark, special=False, normalized=True) for mark in MARKED.values()])
    return tokenizer


class ChatTokenizer:
    """Turns conversations into token ids and ids into text."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        # A role token typed by a user stays text and cannot open a turn.
        self._tokenizer.encode_special_tokens = True
        self._ids = {token: self._id(token) for token in SPECIAL}
        self.end = self._ids[END]
        self.pad = self._ids[PAD]

    @classmethod
    def load(cls, path: Path) -> ChatTokenizer:
        """Reads tokenizer.json. Raises an error of the tokenizers library when it is missing or broken."""
        return cls(Tokenizer.from_file(str(path)))

    def encode(self, text: str) -> list[int]:
        """Token ids of plain text, without any role or end token."""
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def prompt(self, turns: Sequence[Turn], prefix: str = "") -> list[int]:
        """Ids of the turns and of an opened assistant turn that continues after `prefix`."""
        ids: list[int] = []
        for role, content in turns:
            ids += [self._ids[f"<|{role}|>"], *self.encode(content), self.end]
        return [*ids, self._ids[ASSISTANT], *self.encode(prefix)]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of the ids; role, pad and end tokens are left out."""
        text: str = self._tokenizer.decode(list(ids), skip_special_tokens=True)
        return text

    def tokens(self, ids: Sequence[int]) -> list[str]:
        """The vocabulary strings of the ids, which is what CTranslate2 takes and gives."""
        return [self._token(number) for number in ids]

    def ids(self, tokens: Sequence[str]) -> list[int]:
        """The ids of vocabulary strings."""
        return [self._id(token) for token in tokens]

    def vocabulary(self) -> list[str]:
        """All vocabulary strings in the order of their ids."""
        return self.tokens(range(self._tokenizer.get_vocab_size()))

    def save(self, path: Path) -> None:
        """Writes tokenizer.json."""
        self._tokenizer.save(str(path))

    def _id(self, token: str) -> int:
        number: int | None = self._tokenizer.token_to_id(token)
        if number is None:
            raise KeyError(token)
        return number

    def _token(self, number: int) -> str:
        token: str | None = self._tokenizer.id_to_token(number)
        if token is None:
            raise KeyError(number)
        return token
