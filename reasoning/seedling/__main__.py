"""Command line: `python -m reasoning.seedling train | export | eval | ask | smoke`."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from reasoning.seedling import WEIGHTS

RUN = Path("var/seedling")


def _train(**chosen: Any) -> None:
    from reasoning.seedling.model import Shape
    from reasoning.seedling.train import Plan, train

    sizes = ("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads")
    shape = Shape(**{size: chosen.pop(size) for size in sizes if size in chosen})
    train(Plan(shape=shape, **chosen))


def _export(folder: Path, weights: Path) -> None:
    from reasoning.seedling.export import export

    export(folder, weights)


def _eval(weights: Path, count: int, paths: list[int], temperature: float, seed: int) -> None:
    from reasoning.seedling.evaluate import evaluate

    figures = evaluate(weights, count=count, paths=paths, temperature=temperature, seed=seed)
    print(*figures, sep="\n")


def _ask(question: str, weights: Path) -> None:
    from reasoning.seedling.evaluate import Writer

    for reply in Writer(weights).replies([question])[0]:
        print(reply)


def _smoke(threads: int) -> None:
    """Trains a far smaller model for a moment, exports it and lets it write: does the whole chain work?"""
    from reasoning.seedling.evaluate import Writer
    from reasoning.seedling.export import export
    from reasoning.seedling.model import Shape
    from reasoning.seedling.train import Plan, train

    started = time.monotonic()
    shape = Shape(hidden_size=64, intermediate_size=160, num_hidden_layers=2, num_attention_heads=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = Plan(
            folder=folder, shape=shape, tokens=900_000, batch_tokens=2048, report_every=40, threads=threads
        )
        losses = train(plan)
        if losses[-1] > losses[0] / 2:
            raise SystemExit(f"the loss did not fall: {losses[0]:.3f} to {losses[-1]:.3f}")
        export(folder, folder / "weights")
        reply = Writer(folder / "weights").replies(["hello"])[0][0]
    print(f"loss {losses[0]:.3f} -> {losses[-1]:.3f}, reply {reply!r}, {time.monotonic() - started:.0f} s")


def main() -> None:
    """Reads the command line and runs one command."""
    parser = argparse.ArgumentParser(prog="python -m reasoning.seedling", description=__doc__)
    commands = parser.add_subparsers(required=True)

    command = commands.add_parser(
        "train",
        help="train, or go on from the last checkpoint in --folder",
        description="Without options: the recipe of the shipped weights.",
        argument_default=argparse.SUPPRESS,  # what is not chosen here is the Plan's own
    )
    command.set_defaults(run=_train)
    command.add_argument("--folder", type=Path, default=RUN)
    command.add_argument("--tokens", type=int, help="end of training, in tokens (0: no limit)")
    command.add_argument("--minutes", type=float, help="end of training, in minutes (0: no limit)")
    command.add_argument("--seed", type=int)
    command.add_argument("--width", type=int, dest="hidden_size", help="a multiple of twice --heads")
    command.add_argument("--ffn", type=int, dest="intermediate_size")
    command.add_argument("--layers", type=int, dest="num_hidden_layers")
    command.add_argument("--heads", type=int, dest="num_attention_heads")
    command.add_argument("--batch-tokens", type=int)
    command.add_argument("--workers", type=int, help="processes that generate data (0: the trainer's own)")
    command.add_argument("--device", choices=("cpu", "cuda"))
    command.add_argument("--threads", type=int)

    command = commands.add_parser("export", help="write weights/hf and weights/ct2 from a checkpoint")
    command.set_defaults(run=_export)
    command.add_argument("--folder", type=Path, default=RUN)
    command.add_argument("--weights", type=Path, default=WEIGHTS)

    command = commands.add_parser(
        "eval", help="measure exported weights on held-out problems (needs no torch)"
    )
    command.set_defaults(run=_eval)
    command.add_argument("--weights", type=Path, default=WEIGHTS)
    command.add_argument("--count", type=int, default=200, help="problems in each set")
    command.add_argument("--paths", type=int, nargs="+", default=[8, 16], help="sizes of the votes")
    command.add_argument("--temperature", type=float, default=0.8)
    command.add_argument("--seed", type=int, default=7)

    command = commands.add_parser("ask", help="the greedy reply to one question (needs no torch)")
    command.set_defaults(run=_ask)
    command.add_argument("question")
    command.add_argument("--weights", type=Path, default=WEIGHTS)

    command = commands.add_parser("smoke", help="train, export and run a very small model within a minute")
    command.set_defaults(run=_smoke)
    command.add_argument("--threads", type=int, default=1)

    options = vars(parser.parse_args())
    options.pop("run")(**options)


if __name__ == "__main__":
    main()
