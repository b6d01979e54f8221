"""Command line: `python -m reasoning.seedling train | export | complete | blend | ask | smoke | eval | practice`."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from reasoning.seedling import CT2, HF, WEIGHTS

RUNS = Path("var/seedling")  # a folder for each recipe, with its checkpoint, tokenizer and exported weights


def _train(**chosen: Any) -> None:
    from reasoning.seedling.model import Shape
    from reasoning.seedling.plan import Plan
    from reasoning.seedling.recipes import RECIPES
    from reasoning.seedling.train import train

    name = chosen.pop("recipe")
    recipe = RECIPES[name]
    chosen.setdefault("folder", RUNS / name)
    sizes = ("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads")
    shape = Shape(**{**recipe["shape"], **{size: chosen.pop(size) for size in sizes if size in chosen}})
    train(Plan(shape=shape, **{**recipe["plan"], **chosen}))


def _export(recipe: str, folder: Path | None, weights: Path | None, hf_only: bool) -> None:
    from reasoning.seedling.export import export, export_hf

    folder = folder or RUNS / recipe
    weights = weights or folder / "weights"
    print(f"from {folder} to {weights}")
    if hf_only:
        export_hf(folder, weights / HF)
    else:
        export(folder, weights)


def _complete(weights: Path) -> None:
    from reasoning.seedling.export import complete

    complete(weights)


def _blend(first: Path, second: Path, share: float, weights: Path) -> None:
    from reasoning.seedling.blend import blend

    blend(first, second, share, weights)


def _ask(question: str, weights: Path) -> None:
    from reasoning.seedling.writer import Writer

    print(Writer(weights).replies([[("user", question)]])[0][0].text)


def _smoke(threads: int, tokens: int) -> None:
    """Trains a far smaller model for a moment, exports it and lets it write: does the whole chain work?"""
    from reasoning.seedling.convert import convert
    from reasoning.seedling.export import export_hf
    from reasoning.seedling.model import Shape
    from reasoning.seedling.plan import Plan
    from reasoning.seedling.train import train
    from reasoning.seedling.writer import Writer

    started = time.monotonic()
    shape = Shape(hidden_size=64, intermediate_size=160, num_hidden_layers=2, num_attention_heads=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = Plan(
            folder=folder, shape=shape, tokens=tokens, batch_tokens=2048, report_every=100, threads=threads
        )
        losses = train(plan)
        if losses[-1] > losses[0] * 0.7:
            raise SystemExit(f"the loss did not fall: {losses[0]:.3f} to {losses[-1]:.3f}")
        export_hf(folder, folder / "weights" / HF)
        convert(folder / "weights" / HF, folder / "weights" / CT2)
        reply = Writer(folder / "weights").replies([[("user", "hello")]])[0][0].text
    print(f"loss {losses[0]:.3f} -> {losses[-1]:.3f}, reply {reply!r}, {time.monotonic() - started:.0f} s")


def _eval(**chosen: Any) -> None:
    from reasoning.seedling.evaluation.report import report

    report(**chosen)


def _practice(weights: Path) -> None:
    from reasoning.seedling.evaluation.practice import practise

    practise(weights)


def main() -> None:
    """Reads the command line and runs one command."""
    from reasoning.seedling.recipes import NAMES

    parser = argparse.ArgumentParser(prog="python -m reasoning.seedling", description=__doc__)
    commands = parser.add_subparsers(required=True)

    command = commands.add_parser(
        "train",
        help="train, or go on from the last checkpoint in --folder",
        description="A recipe, and what is chosen otherwise.",
        argument_default=argparse.SUPPRESS,  # what is not chosen here is the recipe's
    )
    command.set_defaults(run=_train)
    command.add_argument("--recipe", choices=NAMES, default=NAMES[0])
    command.add_argument("--folder", type=Path)
    command.add_argument("--tokens", type=int, help="the length of the training, in tokens")
    command.add_argument("--minutes", type=float, help="an earlier end, in minutes")
    command.add_argument(
        "--start", type=Path, help="begin from these exported weights instead of from nothing"
    )
    command.add_argument("--rate", type=float, help="a factor for the learning rates")
    command.add_argument("--seed", type=int)
    command.add_argument("--width", type=int, dest="hidden_size", help="a multiple of twice --heads")
    command.add_argument("--ffn", type=int, dest="intermediate_size")
    command.add_argument("--layers", type=int, dest="num_hidden_layers")
    command.add_argument("--heads", type=int, dest="num_attention_heads")
    command.add_argument("--batch-tokens", type=int)
    command.add_argument("--workers", type=int, help="processes that generate data (0: the trainer's own)")
    command.add_argument("--device", choices=("cpu", "cuda"))
    command.add_argument("--threads", type=int)
    command.add_argument("--report-every", type=int, help="steps")
    command.add_argument("--save-every", type=float, help="seconds between checkpoints")

    command = commands.add_parser("export", help="write hf and ct2 of a checkpoint into --weights")
    command.set_defaults(run=_export)
    command.add_argument("--recipe", choices=NAMES, default=NAMES[0])
    command.add_argument("--folder", type=Path, help=f"the training's (its recipe's under {RUNS})")
    command.add_argument("--weights", type=Path, help="(weights in the training's folder)")
    command.add_argument("--hf-only", action="store_true", help="only weights/hf (needs no CTranslate2)")

    command = commands.add_parser("complete", help="write weights/ct2 and greedy.json from weights/hf")
    command.set_defaults(run=_complete)
    command.add_argument("--weights", type=Path, default=WEIGHTS)

    command = commands.add_parser("blend", help="write weights between two exports (needs no torch)")
    command.set_defaults(run=_blend)
    command.add_argument("first", type=Path)
    command.add_argument("second", type=Path)
    command.add_argument("--share", type=float, required=True, help="of the second, 0 to 1")
    command.add_argument("--weights", type=Path, required=True)

    command = commands.add_parser("ask", help="the greedy reply to one question (needs no torch)")
    command.set_defaults(run=_ask)
    command.add_argument("question")
    command.add_argument("--weights", type=Path, default=WEIGHTS)

    command = commands.add_parser("smoke", help="train, export and run a very small model")
    command.set_defaults(run=_smoke)
    command.add_argument("--threads", type=int, default=2)
    command.add_argument("--tokens", type=int, default=400_000)

    command = commands.add_parser("eval", help="measure exported weights on held-out problems (no torch)")
    command.set_defaults(run=_eval)
    command.add_argument("--weights", type=Path, default=WEIGHTS)
    command.add_argument("--count", type=int, default=300, help="problems in each set")
    command.add_argument("--families", nargs="*", help="only these")
    command.add_argument("--temperature", type=float, default=0.8)
    command.add_argument("--seed", type=int, default=7)
    command.add_argument("--docs", type=Path, help="also write seedling.md and the plots into this folder")

    command = commands.add_parser("practice", help="what goes wrong on the practice questions (no torch)")
    command.set_defaults(run=_practice)
    command.add_argument("--weights", type=Path, default=WEIGHTS)

    options = vars(parser.parse_args())
    options.pop("run")(**options)


if __name__ == "__main__":
    main()
