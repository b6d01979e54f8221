"""The tokenizer and the chat layout: byte-level BPE in which every digit and every sign is one token.

Digits are plain: a small network learns soonest to copy a number that looks the same wherever it stands.

A conversation is ``<|role|>content<|end|>`` for each turn, without separators, then ``<|assistant|>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from reasoning.seedling.problem import Turn

PAD, SYSTEM, USER, ASSISTANT, END = "<|pad|>", "<|system|>", "<|user|>", "<|assistant|>", "<|end|>"
SPECIAL = (PAD, SYSTEM, USER, ASSISTANT, END)  # ids 0 to 4
THINK = ("<think>", "</think>")  # ordinary tokens, so that servers show them
VOCABULARY = 2048
# Words take the space before them; digits, signs and line ends stand alone; runs of spaces (indentation) are one.
PIECES = r" ?\p{L}+|\p{N}|\n|[^\S\n]+|[^\p{L}\p{N}\s]"
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|' + message['role'] + '|>' + message['content'] + '<|end|>' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)


def build(texts: Iterable[str], vocabulary: int = VOCABULARY) -> Tokenizer:
    """A tokenizer of `vocabulary` pieces trained on the texts; any Unicode encodes, byte by byte where need be."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PIECES), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary - len(THINK),
        special_tokens=[AddedToken(token, special=True, normalized=False) for token in SPECIAL],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.add_tokens([AddedToken(token, special=False, normalized=False) for token in THINK])
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
