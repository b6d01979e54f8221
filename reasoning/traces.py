"""Training examples from finished runs, as folds over their logs. Pure.

What is right or wrong here is only what was executed (checks of answers) or recomputed (arithmetic): a vote, a
likelihood or a judge's opinion labels nothing. The forms are those of the Hugging Face trainers (TRL, "Dataset formats
and types"): prompt-completion, preference, and stepwise supervision.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .answers import canonical
from .asking.revising import correction
from .events import Entry, encode
from .state import Path, State, Step
from .types import Turn
from .verifiers import Outcome

PAIRS = 8  # preference pairs of one run, at most
RIGHT, WRONG, UNKNOWN = 1, 0, -100  # -100 is what trainers leave out of the loss


@dataclass(frozen=True, slots=True)
class Trace:
    """A run that has ended: what was asked (`turns`, the question last), its log and what that folds to, with the
    answer that was read. `made_by` says what wrote it, one entry for each model or version that had a hand in it.
    """

    turns: tuple[Turn, ...]
    entries: tuple[Entry, ...]
    state: State
    made_by: tuple[Mapping[str, Any], ...] = ()

    @property
    def question(self) -> str:
        return self.turns[-1].text


@dataclass(frozen=True, slots=True)
class Example:
    """One line of a data set. Examples with the same `key` say the same."""

    key: str
    record: dict[str, Any]


def same(question: str, *answers: str) -> str:
    """A key that is equal where the question is the same but for case, spaces and the last sign, and the answers come
    to the same. 64 hex digits; it does not tell what was asked.
    """
    return _key(question, *(canonical(answer) or answer for answer in answers))


def outcome(path: Path) -> Outcome:
    """What the executed checks say of a path's answer; where they disagree, it is unknown."""
    found = {check.outcome for check in path.checks} - {"unknown"}
    return found.pop() if len(found) == 1 else "unknown"


def slip(step: Step) -> str | None:
    """The critique of a step with a wrong equation; None where arithmetic found none."""
    for score in step.scores:
        if "arithmetic" in score.scorer.split("+") and score.score == 0:
            return score.critique
    return None


def first_slip(path: Path) -> int | None:
    """The number of the first step with a wrong equation, from 0."""
    return next((number for number, step in enumerate(path.steps) if slip(step) is not None), None)


def sft(trace: Trace) -> Iterator[Example]:
    """The conversation and the winning path, of a run whose answer was verified and whose steps have no slip."""
    winner = _winner(trace.state)
    if (
        winner
        and trace.state.verdict == "verified"
        and outcome(winner) == "passed"
        and first_slip(winner) is None
    ):
        record = {"prompt": _messages(trace), "completion": [_reply(trace, winner)], **_facts(trace, winner)}
        yield Example(same(trace.question, winner.answer or winner.text), record)


def dpo(trace: Trace) -> Iterator[Example]:
    """Pairs: the path that won against those that came to another answer and were refuted, by a failed check or a
    wrong equation. Then pairs of one step, from paths that were revised: the wrong step, its critique, the fix.
    """
    yield from _pairs(trace)
    for path in trace.state.paths:
        if path.parent is not None and path.note and outcome(path) != "failed":
            yield from _correction(trace, path)


def prm(trace: Trace) -> Iterator[Example]:
    """Steps with labels. In a path whose answer has passed, each step is right unless its arithmetic is wrong. Of
    another path the first slip is wrong, and what follows it is left out; without one, a failed answer makes the
    last step wrong. Everything else is unknown, and a path of which nothing is known gives no example.
    """
    for path in trace.state.paths:
        labels = _labels(path)
        if any(label != UNKNOWN for label in labels):
            texts = [step.text for step in path.steps[: len(labels)]]
            record = {
                "prompt": _prompt_text(trace.turns),
                "completions": texts,
                "labels": labels,
                "critiques": [slip(step) or "" for step in path.steps[: len(labels)]],
                "outcome": outcome(path),
                **_facts(trace, path),
            }
            yield Example(_key(trace.question, *texts), record)


def raw(trace: Trace) -> Iterator[Example]:
    """The question, the answer and the whole log. Its times are seconds since the run began."""
    if not trace.entries:
        return
    began = trace.entries[0].at
    log = [
        {"a": entry.attempt, "s": entry.seq, "at": round(entry.at - began, 3), "e": encode(entry.event)}
        for entry in trace.entries
    ]
    state = trace.state
    record = {
        "prompt": _messages(trace),
        "answer": state.answer,
        "status": state.status,
        "verdict": state.verdict,
        "confidence": state.confidence,
        "made_by": list(trace.made_by),
        "log": log,
    }
    yield Example(same(trace.question, state.answer), record)


FORMATS: dict[str, Callable[[Trace], Iterator[Example]]] = {"sft": sft, "dpo": dpo, "prm": prm, "raw": raw}


def _pairs(trace: Trace) -> Iterator[Example]:
    state, winner = trace.state, _winner(trace.state)
    if (
        winner is None
        or winner.answer is None
        or outcome(winner) == "failed"
        or first_slip(winner) is not None
    ):
        return
    told = {winner.answer}
    for path in state.paths:
        refuted = outcome(path) == "failed" or (outcome(path) != "passed" and first_slip(path) is not None)
        if path.status != "finished" or path.answer is None or path.answer in told or not refuted:
            continue
        told.add(path.answer)
        record = {
            "prompt": _messages(trace),
            "chosen": [_reply(trace, winner)],
            "rejected": [_reply(trace, path)],
            "refuted_by": _refuted_by(path),
            **_facts(trace, winner),
        }
        yield Example(same(trace.question, winner.answer, path.answer), record)
        if len(told) > PAIRS:
            return


def _correction(trace: Trace, path: Path) -> Iterator[Example]:
    parent = next((p for p in trace.state.paths if p.id == path.parent), None)
    found = correction(parent, path) if parent else None
    if found is None:
        return
    before = "".join(found.before)
    record = {
        "prompt": _messages(trace),
        "chosen": [{"role": "assistant", "content": before + found.right}],
        "rejected": [{"role": "assistant", "content": before + found.wrong}],
        "step": {
            "number": len(found.before),
            "wrong": found.wrong,
            "critique": found.critique,
            "fix": found.right,
        },
        **_facts(trace, path),
    }
    yield Example(_key(trace.question, found.wrong, found.right), record)


def _labels(path: Path) -> list[int]:
    known, at = outcome(path), first_slip(path)
    if path.status != "finished" or not path.steps:
        return []
    if known == "passed":
        return [RIGHT if slip(step) is None else WRONG for step in path.steps]
    last = len(path.steps) - 1 if at is None else at
    wrong = known == "failed" or at is not None
    return [UNKNOWN] * last + [WRONG if wrong else UNKNOWN]


def _winner(state: State) -> Path | None:
    return next((path for path in state.paths if path.id == state.winner and path.status == "finished"), None)


def _facts(trace: Trace, path: Path) -> dict[str, Any]:
    """What is known of the run and of the path that an example is about."""
    return {
        "answer": path.answer,
        "verdict": trace.state.verdict,
        "confidence": trace.state.confidence,
        "checks": [asdict(check) for check in path.checks],
        "scores": [[asdict(score) for score in step.scores] for step in path.steps],
        "made_by": list(trace.made_by),
    }


def _refuted_by(path: Path) -> list[str]:
    """What was found wrong with a path, in words."""
    failed = [check.evidence for check in path.checks if check.outcome == "failed"]
    return failed + [critique for step in path.steps if (critique := slip(step)) is not None]


def _reply(trace: Trace, path: Path) -> dict[str, str]:
    """A path as the model's message. Where the engine sets its thinking apart, so does the message."""
    thought, answer = "".join(step.text for step in path.steps).strip(), path.text.strip()
    if trace.made_by and trace.made_by[-1].get("thinks"):
        return {"role": "assistant", "reasoning_content": thought, "content": answer}
    # Without a line that begins with "Answer:", what is shown is the last step, or all of it.
    if path.steps and answer not in ("", thought, path.steps[-1].text.strip()):
        return {"role": "assistant", "content": f"{thought}\nAnswer: {answer}"}
    return {"role": "assistant", "content": thought or answer}


def _messages(trace: Trace) -> list[dict[str, str]]:
    return [{"role": turn.role, "content": turn.text} for turn in trace.turns]


def _prompt_text(turns: Sequence[Turn]) -> str:
    """The turns as one text; a question that follows nothing is itself."""
    if len(turns) == 1:
        return turns[0].text
    return "\n\n".join(f"{turn.role.title()}: {turn.text}" for turn in turns)


def _key(*texts: str) -> str:
    plain = "\0".join(_plain(text) for text in texts)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


def _plain(text: str) -> str:
    text = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return text.rstrip(" .?!。")
