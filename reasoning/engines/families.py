"""What is known of families of models by their names: how to sample them, how they think.

Pure. Where the table is wrong about a server, the probe (probe.py) has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ..types import THINK_CLOSE, THINK_OPEN, Turn

# never: it sets no thinking apart; switch: a field of the request says whether it does; always: it cannot be asked
# not to.
Thinking = Literal["never", "switch", "always"]

ALWAYS_THINKS = "This model always thinks before it answers, so that Fast takes longer with it."


@dataclass(frozen=True, slots=True)
class Sampling:
    """How tokens are drawn. `top_k` 0 sets no limit."""

    temperature: float
    top_p: float = 1.0
    top_k: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """Models that behave alike; `pattern` is searched in a name in lower case.

    `think` is the sampling of a path of the thinking mode, `fast` that of a plain answer. `switch` are the request's
    fields that ask for thinking, and those that ask for none. `opens` says that the prompt itself opens the
    thinking, so that the reply begins without a tag. With `system` False there is no system turn: its text goes into
    the first user turn. `continues` says that a reply can be rendered as raw text and continued; `context` is in
    tokens, as the smallest of the family has.
    """

    name: str
    pattern: str
    thinking: Thinking
    think: Sampling
    fast: Sampling
    context: int
    switch: tuple[dict[str, Any], dict[str, Any]] = field(default_factory=lambda: ({}, {}))
    tags: tuple[str, str] = (THINK_OPEN, THINK_CLOSE)
    opens: bool = False
    system: bool = True
    continues: bool = True
    follows: bool = True

    def does_think(self, asked: bool) -> bool:
        """Whether it thinks in a reply for which that was `asked`, or not."""
        return self.thinking == "always" or (asked and self.thinking == "switch")

    @property
    def label(self) -> str:
        """What people who choose the mode Fast should know of this model, or nothing."""
        return ALWAYS_THINKS if self.thinking == "always" else ""


def _template(variable: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A switch that the chat template reads: a field of vLLM, SGLang and others."""
    return {"chat_template_kwargs": {variable: True}}, {"chat_template_kwargs": {variable: False}}


_SWITCH = _template("enable_thinking")
SWITCHES = (_SWITCH, _template("thinking"))  # those that chat templates commonly have
_EFFORT: tuple[dict[str, Any], dict[str, Any]] = ({"reasoning_effort": "high"}, {"reasoning_effort": "low"})
_QWEN_FAST = Sampling(0.7, 0.8, 20)
_R1 = Sampling(0.6, 0.95)
# Votes need paths that differ. Where a model's card only knows one sampling, for answers that nobody compares, and it
# is a colder one, paths are drawn at what Self-Consistency (arXiv 2203.11171) found to work.
_PATHS = 0.7

# The first that fits. Sources are the model cards of the named models and their generation_config.json.
FAMILIES: tuple[Family, ...] = (
    # reasoning/seedling/weights/MODEL_CARD.md
    Family("seedling", r"\bseedling\b", "never", Sampling(0.8), Sampling(0.0), 1024, follows=False),
    # deepseek-ai/DeepSeek-R1-0528: system prompts are supported from here on.
    Family("deepseek-r1-0528", r"deepseek-r1-0528", "always", _R1, _R1, 131_072, opens=True),
    # deepseek-ai/DeepSeek-R1, "Usage Recommendations": 0.5 to 0.7, no system prompt. The template opens the thinking.
    # The distilled models are the same.
    Family("deepseek-r1", r"deepseek-r1|r1-distill", "always", _R1, _R1, 131_072, opens=True, system=False),
    # deepseek-ai/DeepSeek-V3.2: 1.0 and 0.95. Off unless asked for (vLLM, "Reasoning Outputs").
    Family("deepseek-v3.2", r"deepseek-v3\.2", "switch", Sampling(1.0, 0.95), Sampling(1.0, 0.95), 131_072,
           switch=_template("thinking"), opens=True),
    # deepseek-ai/DeepSeek-V3.1, generation_config.json
    Family("deepseek-v3.1", r"deepseek-v3\.1", "switch", Sampling(0.6, 0.95), Sampling(0.6, 0.95), 131_072,
           switch=_template("thinking"), opens=True),
    # Qwen/QwQ-32B, "Usage Guidelines": 0.6, 0.95, 20 to 40, never greedy. The template opens the thinking.
    Family("qwq", r"\bqwq", "always", Sampling(0.6, 0.95, 20), Sampling(0.6, 0.95, 20), 32_768, opens=True),
    # Qwen/Qwen3.5-35B-A3B and Qwen/Qwen3.6-27B, "Best Practices"
    Family("qwen3.5", r"qwen-?3\.[5-9]", "switch", Sampling(1.0, 0.95, 20), _QWEN_FAST, 262_144,
           switch=_SWITCH, opens=True),
    # Qwen/Qwen3-30B-A3B-Thinking-2507: thinks always, its output has no opening tag.
    Family("qwen3-thinking", r"qwen-?3.*thinking", "always", Sampling(0.6, 0.95, 20), Sampling(0.6, 0.95, 20),
           262_144, opens=True),
    # Qwen/Qwen3-30B-A3B-Instruct-2507 and Qwen/Qwen3-Coder-30B-A3B-Instruct: never think.
    Family("qwen3-instruct", r"qwen-?3.*(?:instruct|coder)", "never", _QWEN_FAST, _QWEN_FAST, 262_144),
    # Qwen/Qwen3-8B, "Best Practices": thinking 0.6, 0.95, 20 and never greedy; otherwise 0.7, 0.8, 20.
    Family("qwen3", r"qwen-?3", "switch", Sampling(0.6, 0.95, 20), _QWEN_FAST, 32_768, switch=_SWITCH),
    # Qwen/Qwen2.5-7B-Instruct, generation_config.json
    Family("qwen2.5", r"qwen-?2\.5", "never", _QWEN_FAST, _QWEN_FAST, 32_768),
    # openai/gpt-oss-120b: 1.0 and 1.0; the effort can be low, but not none. Its channels are special tokens, which raw
    # completions leave out.
    Family("gpt-oss", r"gpt-oss", "always", Sampling(1.0), Sampling(1.0), 131_072, switch=_EFFORT,
           continues=False),
    # meta-llama/Llama-3.1-8B-Instruct and Llama-4-Scout, generation_config.json: 0.6 and 0.9
    Family("llama", r"llama-?(?:3\.|4)", "never", Sampling(_PATHS, 0.9), Sampling(0.6, 0.9), 131_072),
    # meta-llama/Meta-Llama-3-8B-Instruct, generation_config.json
    Family("llama3", r"llama-?3", "never", Sampling(_PATHS, 0.9), Sampling(0.6, 0.9), 8192),
    # mistralai/Magistral-Small-2506: tags in plain text; 40k tokens of its 128k are recommended.
    Family("magistral-2506", r"magistral.*2506", "always", Sampling(0.7, 0.95), Sampling(0.7, 0.95), 40_960),
    # mistralai/Magistral-Small-2509, mistralai/Ministral-3-14B-Reasoning-2512: tags are special tokens.
    Family("magistral", r"magistral|ministral.*reasoning", "always", Sampling(0.7, 0.95), Sampling(0.7, 0.95), 40_960,
           tags=("[THINK]", "[/THINK]"), continues=False),
    # mistralai/Mistral-Small-3.2-24B-Instruct-2506: 0.15
    Family("mistral", r"mi(?:ni)?stral|mixtral|devstral|codestral", "never", Sampling(_PATHS), Sampling(0.15), 32_768),
    # google/gemma-4-E4B-it and ai.google.dev/gemma/docs/capabilities/thinking: 1.0, 0.95, 64; off unless asked for.
    # Its channels are special tokens: the server's reasoning parser has to set them apart.
    Family("gemma4", r"gemma-?4", "switch", Sampling(1.0, 0.95, 64), Sampling(1.0, 0.95, 64), 131_072,
           continues=False, switch=_SWITCH),
    # google/gemma-3-12b-it: 1.0, 0.95, 64; ai.google.dev/gemma/docs/core/prompt-structure: no system role.
    Family("gemma", r"gemma", "never", Sampling(1.0, 0.95, 64), Sampling(1.0, 0.95, 64), 8192, system=False),
    # zai-org/GLM-4.6, docs.bigmodel.cn: 1.0 and 0.95
    Family("glm", r"glm-?(?:4\.[5-9]|[5-9])", "switch", Sampling(1.0, 0.95), Sampling(1.0, 0.95), 131_072,
           switch=_SWITCH),
)  # fmt: skip
# Names of models that look at pictures: vision is often one size or one release of a family, not all of it.
_SEEING = re.compile(
    r"\bvl\b|[-_.]vl[-_.\d]|vision|llava|pixtral|internvl|minicpm-v|moondream|smolvlm|idefics|multimodal|omni"
    r"|gpt-4o|gpt-4\.1|gpt-5|llama-?4|gemma-?3-(?:4|12|27)b|gemma-?3n|gemma-?4|qwen-?3\.[5-9]"
    r"|mistral-small-3\.[12]|mistral-medium-3|magistral-small-2509|ministral-3|glm-?4\.\dv|claude|gemini"
)
UNKNOWN = Family("unknown", "", "never", Sampling(0.8), Sampling(0.0), 8192)


def family_of(model: str) -> Family:
    """The family of the model called `model`: a hub's name, a folder, or what a server calls it."""
    name = model.lower()
    return next((family for family in FAMILIES if re.search(family.pattern, name)), UNKNOWN)


def sees(model: str) -> bool:
    """Whether a model of this name is known to look at pictures."""
    return bool(_SEEING.search(model.lower()))


def sampling(family: Family, *, thinks: bool, temperature: float, top_p: float = 1.0) -> Sampling:
    """How to draw tokens for a request that wants `temperature` and `top_p`.

    Who thinks is sampled as it was made for, and never greedily: it repeats itself without an end otherwise. Where it
    does not think the request decides; at a temperature above 0 the family's cuts are added.
    """
    if family.does_think(thinks):
        return family.think
    if temperature <= 0:
        return Sampling(0.0)
    usual = family.fast
    return Sampling(temperature, min(top_p, usual.top_p), usual.top_k)


def arrange(family: Family, turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """`turns` as the family wants them: without a system turn where it knows none."""
    if family.system or not turns or turns[0].role != "system":
        return tuple(turns)
    system, *rest = turns
    if rest and rest[0].role == "user":
        return (replace(rest[0], text=f"{system.text}\n\n{rest[0].text}"), *rest[1:])
    return (Turn("user", system.text), *rest)
