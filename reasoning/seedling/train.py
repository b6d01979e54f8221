"""Training, from nothing or from exported weights: resumable, the same data for a seed, on a CPU or a CUDA device."""

# Checked with and without torch installed; without it, all of torch is Any.
# mypy: disable-error-code="no-any-return, no-untyped-call, untyped-decorator, misc", no-warn-unused-ignores

from __future__ import annotations

import random
import time
from dataclasses import replace

import torch
from torch import Tensor

from reasoning.seedling import HF, checkpoint
from reasoning.seedling import tokenizer as tokens
from reasoning.seedling.batches import shards
from reasoning.seedling.exam import Exam
from reasoning.seedling.gradients import Gradients
from reasoning.seedling.mixture import STAGES, conversation
from reasoning.seedling.model import Seedling
from reasoning.seedling.muon import Muon
from reasoning.seedling.plan import TOKENIZER, Plan, Progress
from reasoning.seedling.tokenizer import ChatTokenizer

MATRIX_DECAY = 0.1  # without it the attention matrices grow until attention is too sharp to learn copying
TOKENIZER_TEXTS = 40_000
BAR = 24  # characters

Rated = list[tuple[torch.optim.Optimizer, float]]  # optimisers with their full learning rates


def train(plan: Plan) -> list[float]:
    """Runs or resumes the plan; checkpoint and tokenizer are in its folder. Returns the reported losses."""
    if plan.tokens <= 0:
        raise ValueError("a plan needs a length in tokens")
    torch.set_num_threads(1)
    torch.set_float32_matmul_precision("high")
    torch.manual_seed(plan.seed)
    plan.folder.mkdir(parents=True, exist_ok=True)
    model, tokenizer = _beginning(plan)
    model.to(plan.device)
    rated = _optimisers(model, plan)
    optimisers = [optimiser for optimiser, _ in rated]
    progress = checkpoint.restore(plan.folder, plan.device, model, optimisers)
    source = shards(plan.source(), first=progress.shard, workers=plan.workers, patient=plan.patient)
    gradients = Gradients(model, plan.threads, plan.device, bf16=plan.rough, compiled=plan.compiled)
    exam = Exam(tokenizer, plan.seed, plan.device)
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {plan}", flush=True)
    reported: list[float] = []
    losses: list[Tensor] = []
    saved = time.monotonic()
    clock = time.monotonic() - progress.seconds
    for index, batches in source:
        for batch in batches:
            factor = progress.rate(plan)
            for optimiser, rate in rated:
                for group in optimiser.param_groups:
                    group["lr"] = rate * factor
            losses.append(gradients.add(batch))
            torch.set_num_threads(plan.threads)  # the gradients' own threads are idle now
            for optimiser in optimisers:
                optimiser.step()
                optimiser.zero_grad()
            torch.set_num_threads(1)
            progress.step += 1
            progress.tokens += int((batch.inputs != tokenizer.pad).sum())
            progress.seconds = time.monotonic() - clock
            if progress.step % plan.report_every == 0:
                reported.append(torch.stack(losses).mean().item())
                losses = []
                print(_report(progress, plan, reported[-1], exam.marks(model)), flush=True)
            if progress.share(plan) >= 1:
                break
        progress.shard = index + 1
        finished = progress.share(plan) >= 1
        if finished or time.monotonic() - saved > plan.save_every:
            checkpoint.save(plan.folder, model, optimisers, progress)
            saved = time.monotonic()
        if finished:
            return reported
    raise AssertionError("shards never end")


def _optimisers(model: Seedling, plan: Plan) -> Rated:
    matrices = [p for p in model.model.layers.parameters() if p.ndim == 2]
    others = [p for p in model.parameters() if not any(p is matrix for matrix in matrices)]
    vectors = torch.optim.AdamW(
        others, lr=plan.vector_rate, betas=(0.9, 0.98), weight_decay=0.0, fused=plan.device == "cuda"
    )
    muon = Muon(matrices, lr=plan.matrix_rate, weight_decay=MATRIX_DECAY, bf16=plan.rough)
    return [(muon, plan.matrix_rate), (vectors, plan.vector_rate)]


def _beginning(plan: Plan) -> tuple[Seedling, ChatTokenizer]:
    """The network before its first step here, with its tokenizer, which is kept in the plan's folder."""
    if plan.start:
        model, tokenizer = checkpoint.from_hf(plan.start / HF)
        if not (plan.folder / checkpoint.CHECKPOINT).exists():
            tokenizer.save(plan.folder / TOKENIZER)
        return model, ChatTokenizer.load(plan.folder / TOKENIZER)
    tokenizer = _tokenizer(plan)
    return Seedling(replace(plan.shape, vocab_size=len(tokenizer.vocabulary()))), tokenizer


def _tokenizer(plan: Plan) -> ChatTokenizer:
    path = plan.folder / TOKENIZER
    if not path.exists():
        rng = random.Random(f"tokenizer:{plan.seed}")
        texts = []
        for _ in range(TOKENIZER_TEXTS):
            turns, reply = conversation(rng, STAGES[-1])
            texts += [content for _, content in turns] + [reply]
        ChatTokenizer(tokens.build(texts, plan.shape.vocab_size)).save(path)
    return ChatTokenizer.load(path)


def _report(progress: Progress, plan: Plan, loss: float, marks: dict[str, float]) -> str:
    share = progress.share(plan)
    done = round(share * BAR)
    speed = progress.tokens / max(progress.seconds, 1e-9)
    families = " ".join(f"{family} {mark:.2f}" for family, mark in marks.items())
    return (
        f"{'█' * done}{'·' * (BAR - done)} {share:4.0%} {progress.seconds:5.0f} s step {progress.step} "
        f"{progress.tokens / 1e6:.1f}M tokens {speed / 1000:.0f}k/s loss {loss:.4f} held-out {families}"
    )
