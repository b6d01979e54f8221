"""Make .venv-vllm: vLLM for a processor, in an environment of its own. `python -m scripts.vllm`.

A stamp with the requirement file's hash makes every later call take no time.
"""

from __future__ import annotations

import subprocess
import sys
import venv

from .console import ROOT, run, say, step
from .venv import fingerprint

HOME = ROOT / ".venv-vllm"
PYTHON = HOME / "bin" / "python"
FILE = "requirements-vllm.txt"
STAMP = HOME / "stamp"
# They come along, do not fit the torch that comes along, and stop the server's start; text needs none of them.
UNFIT = ("torchvision", "torchaudio", "torchcodec")


def main() -> int:
    """Exit code 0 when everything is there."""
    wanted = fingerprint([FILE])
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return 0
    with step(f"Making {HOME.name} with vLLM for a processor (some 3.5 GB, minutes the first time)"):
        venv.create(HOME, with_pip=True, clear=True)
        pip = [str(PYTHON), "-m", "pip", "--no-input", "--disable-pip-version-check"]
        install = [*pip, "install", "--progress-bar", "off", "--quiet", "-r", FILE]
        done = subprocess.run(install, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            say((done.stdout + done.stderr)[-3000:])
            say("vLLM could not be installed; pip's own words are above. Is the network there?")
            return 1
        if run([*pip, "uninstall", "--yes", *UNFIT], quiet=True).returncode:
            say(
                f"{', '.join(UNFIT)} could not be removed from {HOME.name}; vLLM would not start beside them."
            )
            return 1
    STAMP.write_text(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
