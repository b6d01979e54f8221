"""Training from scratch: resumable, the same data for the same seed, on a CPU or a CUDA device."""

# Checked with and without torch installed; without it, all of torch is Any.
# mypy: disable-error-code="no-any-return, no-untyped-call, untyped-decorator, misc", no-warn-unused-ignores

from __future__ import annotations

import random
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import torch

from reasoning.seedling import tokenizer as tokens
from reasoning.seedling.batches import IGNORED, Batch, collate, shards, supervised
from reasoning.seedling.gradients import Gradients
from reasoning.seedling.mixture import POLISH, conversation, held_out, stage_at
from reasoning.seedling.model import Seedling, Shape
from reasoning.seedling.muon import Muon
from reasoning.seedling.tasks.arithmetic import LEVELS
from reasoning.seedling.tokenizer import ChatTokenizer

CHECKPOINT, TOKENIZER = "checkpoint.pt", "tokenizer.json"
WARM_UP = 40  # steps
POLISH_RATE = 0.1  # of the full learning rate; more would undo what was learnt
MATRIX_DECAY = 0.1  # without it the attention matrices grow until attention is too sharp to learn copying
TOKENIZER_TEXTS = 30_000


@dataclass(frozen=True)
class Plan:
    """One training run; the defaults are those of the shipped weights, some 44 minutes on two shared cores.

    It ends at `tokens` or at `minutes` of training, whichever comes first (0: no limit). Under a limit in minutes
    data and learning rate follow the clock: such a run is not repeatable to the bit.
    """

    folder: Path
    shape: Shape = field(default_factory=Shape)
    seed: int = 1
    tokens: int = 22_280_000
    minutes: float = 0.0
    batch_tokens: int = 3072
    matrix_rate: float = 0.02
    vector_rate: float = 0.004
    workers: int = 0
    device: str = "cpu"
    threads: int = 2  # each computes a part of every batch
    report_every: int = 100  # steps
    save_every: float = 120.0  # seconds


@dataclass
class Progress:
    """How far a run is; saved with every checkpoint."""

    step: int = 0
    tokens: int = 0
    shard: int = 0
    seconds: float = 0.0

    def share(self, plan: Plan) -> float:
        """The part of the run that is done, 0 to 1."""
        done = [self.tokens / plan.tokens] if plan.tokens else []
        if plan.minutes:
            done.append(self.seconds / 60 / plan.minutes)
        return min(1.0, max(done))


def train(plan: Plan) -> list[float]:
    """Runs or resumes the plan; checkpoint and tokenizer are in its folder. Returns the reported losses."""
    if not (plan.tokens or plan.minutes):
        raise ValueError("a plan needs a limit: tokens or minutes")
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    plan.folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer(plan)
    shape = replace(plan.shape, vocab_size=len(tokenizer.vocabulary()))
    model = Seedling(shape).to(plan.device)
    matrices = [p for p in model.model.layers.parameters() if p.ndim == 2]
    others = [p for p in model.parameters() if not any(p is matrix for matrix in matrices)]
    optimisers: list[tuple[torch.optim.Optimizer, float]] = [
        (Muon(matrices, lr=plan.matrix_rate, weight_decay=MATRIX_DECAY), plan.matrix_rate),
        (
            torch.optim.AdamW(others, lr=plan.vector_rate, betas=(0.9, 0.98), weight_decay=0.0),
            plan.vector_rate,
        ),
    ]
    progress = _restore(plan, model, optimisers)
    gradients = Gradients(model, plan.threads, plan.device)
    exam = _exam(tokenizer, plan.seed)
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {plan}", flush=True)
    reported: list[float] = []
    losses: list[float] = []
    saved = time.monotonic()
    clock = time.monotonic() - progress.seconds
    source = shards(
        plan.folder / TOKENIZER,
        seed=plan.seed,
        first=progress.shard,
        share=lambda: progress.share(plan),
        batch_tokens=plan.batch_tokens,
        workers=plan.workers,
    )
    for index, batches in source:
        for batch in batches:
            factor = _rate(progress, plan)
            for optimiser, rate in optimisers:
                for group in optimiser.param_groups:
                    group["lr"] = rate * factor
            losses.append(gradients.add(batch))
            for optimiser, _ in optimisers:
                optimiser.step()
                optimiser.zero_grad()
            progress.step += 1
            progress.tokens += int((batch.inputs != tokenizer.pad).sum())
            progress.seconds = time.monotonic() - clock
            if progress.step % plan.report_every == 0:
                reported.append(sum(losses) / len(losses))
                losses = []
                right = _exact(model, exam, plan.device)
                print(
                    f"step {progress.step} tokens {progress.tokens:,} {progress.seconds:.0f}s "
                    f"{progress.share(plan):.0%} loss {reported[-1]:.4f} held-out {right:.3f}",
                    flush=True,
                )
            if progress.share(plan) >= 1:
                break
        progress.shard = index + 1
        finished = progress.share(plan) >= 1
        if finished or time.monotonic() - saved > plan.save_every:
            _save(plan, shape, model, optimisers, progress)
            saved = time.monotonic()
        if finished:
            return reported
    raise AssertionError("shards never end")


def load(folder: Path) -> tuple[Seedling, ChatTokenizer, Progress]:
    """The model of the last checkpoint in the folder, on the CPU. Raises FileNotFoundError."""
    state = torch.load(folder / CHECKPOINT, map_location="cpu", weights_only=True)
    model = Seedling(Shape(**state["shape"]))
    model.load_state_dict(state["model"])
    return model, ChatTokenizer.load(folder / TOKENIZER), Progress(**state["progress"])


def _tokenizer(plan: Plan) -> ChatTokenizer:
    path = plan.folder / TOKENIZER
    if not path.exists():
        rng = random.Random(f"tokenizer:{plan.seed}")
        texts = []
        for _ in range(TOKENIZER_TEXTS):
            turns, reply = conversation(rng, stage_at(0.5))
            texts += [content for _, content in turns] + [reply]
        ChatTokenizer(tokens.build(texts)).save(path)
    return ChatTokenizer.load(path)


def _rate(progress: Progress, plan: Plan) -> float:
    """The learning-rate factor: warm-up, flat for half the way to POLISH, linear to nothing; then a little again."""
    share = progress.share(plan)
    if share >= POLISH:
        return POLISH_RATE * (1 - share) / (1 - POLISH)
    return min((progress.step + 1) / WARM_UP, 1.0, 2 * (1 - share / POLISH) + 0.01)


def _exam(tokenizer: ChatTokenizer, seed: int) -> Batch:
    problems = held_out("arithmetic", seed, 128, LEVELS - 1)
    rows = [
        supervised(tokenizer.prompt([("user", p.question)]), [*tokenizer.encode(p.reply()), tokenizer.end])
        for p in problems
    ]
    return collate(rows, tokenizer.pad)


@torch.no_grad()
def _exact(model: Seedling, exam: Batch, device: str) -> float:
    """The share of rows whose whole reply is the greedy choice, which is greedy accuracy on the steps."""
    labels = torch.from_numpy(exam.labels).to(device)
    guessed = model.logits(model.hidden(torch.from_numpy(exam.inputs).to(device))).argmax(-1)
    return ((guessed == labels) | (labels == IGNORED)).all(-1).float().mean().item()


def _save(
    plan: Plan,
    shape: Shape,
    model: Seedling,
    optimisers: list[tuple[torch.optim.Optimizer, float]],
    progress: Progress,
) -> None:
    state = {
        "shape": shape.as_dict(),
        "model": model.state_dict(),
        "optimisers": [optimiser.state_dict() for optimiser, _ in optimisers],
        "progress": asdict(progress),
    }
    partial = plan.folder / (CHECKPOINT + ".partial")
    torch.save(state, partial)
    partial.replace(plan.folder / CHECKPOINT)


def _restore(plan: Plan, model: Seedling, optimisers: list[tuple[torch.optim.Optimizer, float]]) -> Progress:
    path = plan.folder / CHECKPOINT
    if not path.exists():
        return Progress()
    state = torch.load(path, map_location=plan.device, weights_only=True)
    model.load_state_dict(state["model"])
    for (optimiser, _), saved in zip(optimisers, state["optimisers"], strict=True):
        optimiser.load_state_dict(saved)
    return Progress(**state["progress"])
