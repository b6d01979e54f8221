"""Make .venv and install the pinned, hashed packages into it: `python -m scripts.venv run|dev|train`.

A stamp with the requirement files' hash makes every later call take no time.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from .console import ROOT, run, say, step

HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"
FILES = {
    "run": ["requirements.txt"],
    "dev": ["requirements.txt", "requirements-dev.txt"],
    "train": ["requirements.txt", "requirements-train.in"],
}
TRIES = 2


def fingerprint(files: list[str]) -> str:
    """What the packages depend on: the Python, and the requirement files' bytes."""
    digest = hashlib.sha256(sys.version.encode())
    for name in files:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_installed(kind: str) -> bool:
    """Whether the stamp of `kind`, or for `run` that of a larger set, is up to date."""
    kinds = FILES if kind == "run" else [kind]
    return works() and any(
        (HOME / f"stamp-{each}").exists() and (HOME / f"stamp-{each}").read_text() == fingerprint(FILES[each])
        for each in kinds
    )


def works() -> bool:
    """Whether .venv can be used: a Python that was since removed leaves a dead link."""
    return PYTHON.exists() and run([PYTHON, "-c", "import pip"], quiet=True).returncode == 0


def requirements(file: str) -> list[str]:
    """pip's words for a file: pinned and hashed, or (torch, whose builds differ by machine) the plain names."""
    if file.endswith(".txt"):
        return ["--require-hashes", "-r", file]
    return [line for line in (ROOT / file).read_text().splitlines() if line[:1].isalnum()]


def install(file: str) -> int:
    """pip's exit code. Its progress is a line for every package on a terminal, for every 20th otherwise."""
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", *requirements(file)]
    lines, count = [], 0
    with subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as pip:
        assert pip.stdout
        for line in pip.stdout:
            lines.append(line)
            if line.startswith(("Collecting", "Requirement already")):
                count += 1
                if sys.stdout.isatty() or count % 20 == 0:
                    say(f"  {count} packages")
            elif line.startswith("Installing collected"):
                say("  unpacking")
    if pip.returncode:
        say("".join(line for line in lines[-40:] if "is ignored" not in line))
    return pip.returncode


def main(kind: str) -> int:
    """Exit code 0 when everything is there."""
    os.chdir(ROOT)
    if is_installed(kind):
        return 0
    if not works():
        with step(f"Making the virtual environment {HOME.name} with Python {sys.version.split()[0]}"):
            venv.create(HOME, with_pip=True, clear=True)
    for attempt in range(1, TRIES + 1):
        with step(f"Installing the packages of {' and '.join(FILES[kind])} (a minute or two the first time)"):
            code = next((code for file in FILES[kind] if (code := install(file))), 0)
        if code == 0:
            Path(HOME / f"stamp-{kind}").write_text(fingerprint(FILES[kind]))
            return 0
        if attempt < TRIES:
            say("That did not work; once more.")
    say("The packages could not be installed; pip's own words are above. Is the network there?")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
