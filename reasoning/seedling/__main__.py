"""Command line: `python -m reasoning.seedling train | export | eval | ask | smoke`."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from reasoning.seedling import WEIGHTS

RUN = Path("var/seedling")


def _train(options: argparse.Namespace) -> None:
    from reasoning.seedling.model import Shape
    from reasoning.seedling.train import Plan, train

    shape = Shape(
        hidden_size=options.width,
        intermediate_size=options.ffn,
        num_hidden_layers=options.layers,
        num_attention_heads=options.width // 32,
    )
    train(
        Plan(
            folder=options.folder,
            shape=shape,
            seed=options.seed,
            tokens=options.tokens,
            minutes=options.minutes,
            batch_tokens=options.batch_tokens,
            workers=options.workers,
            device=options.device,
            threads=options.threads,
        )
    )


def _export(options: argparse.Namespace) -> None:
    from reasoning.seedling.export import export

    export(options.folder, options.weights)


def _eval(options: argparse.Namespace) -> None:
    from reasoning.seedling.evaluate import evaluate

    figures = evaluate(
        options.weights,
        count=options.count,
        paths=options.paths,
        temperature=options.temperature,
        seed=options.seed,
    )
    print(*figures, sep="\n")


def _ask(options: argparse.Namespace) -> None:
    from reasoning.seedling.evaluate import Writer

    for reply in Writer(options.weights).replies([options.question])[0]:
        print(reply)


def _smoke(options: argparse.Namespace) -> None:
    """Trains a far smaller model for a moment, exports it and lets it write: does the whole chain work?"""
    from reasoning.seedling.evaluate import Writer
    from reasoning.seedling.export import export
    from reasoning.seedling.model import Shape
    from reasoning.seedling.train import Plan, train

    started = time.monotonic()
    shape = Shape(hidden_size=64, intermediate_size=160, num_hidden_layers=2, num_attention_heads=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        losses = train(
            Plan(
                folder=folder,
                shape=shape,
                tokens=900_000,
                batch_tokens=2048,
                report_every=40,
                threads=options.threads,
            )
        )
        if losses[-1] > losses[0] / 2:
            raise SystemExit(f"the loss did not fall: {losses[0]:.3f} to {losses[-1]:.3f}")
        export(folder, folder / "weights")
        reply = Writer(folder / "weights").replies(["hello"])[0][0]
    print(f"loss {losses[0]:.3f} -> {losses[-1]:.3f}, reply {reply!r}, {time.monotonic() - started:.0f} s")


def main() -> None:
    """Reads the command line and runs one command."""
    parser = argparse.ArgumentParser(prog="python -m reasoning.seedling", description=__doc__)
    commands = parser.add_subparsers(required=True)

    command = commands.add_parser("train", help="train, or go on from the last checkpoint in --folder")
    command.set_defaults(run=_train)
    command.add_argument("--folder", type=Path, default=RUN)
    command.add_argument(
        "--tokens", type=int, default=12_000_000, help="end of training, in tokens (0: no limit)"
    )
    command.add_argument(
        "--minutes", type=float, default=0.0, help="end of training, in minutes (0: no limit)"
    )
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--width", type=int, default=160, help="hidden size, a multiple of 32")
    command.add_argument("--ffn", type=int, default=448)
    command.add_argument("--layers", type=int, default=4)
    command.add_argument("--batch-tokens", type=int, default=4096)
    command.add_argument(
        "--workers", type=int, default=0, help="processes that generate data (0: the trainer's own)"
    )
    command.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    command.add_argument("--threads", type=int, default=2)

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
    command.add_argument("--paths", type=int, default=8)
    command.add_argument("--temperature", type=float, default=0.8)
    command.add_argument("--seed", type=int, default=7)

    command = commands.add_parser("ask", help="the greedy reply to one question (needs no torch)")
    command.set_defaults(run=_ask)
    command.add_argument("question")
    command.add_argument("--weights", type=Path, default=WEIGHTS)

    command = commands.add_parser("smoke", help="train, export and run a very small model in a minute or two")
    command.set_defaults(run=_smoke)
    command.add_argument("--threads", type=int, default=1)

    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
