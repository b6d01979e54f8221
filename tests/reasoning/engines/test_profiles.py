from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reasoning.engines.profiles import KINDS, ModelProfile, open_engine
from reasoning.engines.scripted import ScriptedEngine
from reasoning.types import Capabilities, Delta, EngineRequest, Turn


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_each_kind_opens_without_its_server_or_weights(kind: str, tmp_path: Path) -> None:
    profile = ModelProfile("m", kind, base_url="http://127.0.0.1:9/v1", weights=tmp_path, context=512)  # type: ignore[arg-type]
    engine = open_engine(profile)
    assert engine.capabilities.context == 512
    await engine.aclose()


@pytest.mark.asyncio
async def test_a_profile_decides_what_the_engine_can_do() -> None:
    engine = open_engine(
        ModelProfile("m", "openai", base_url="http://127.0.0.1:9/v1", logprobs=False, thinks=True)
    )
    assert engine.capabilities == Capabilities(context=8192, logprobs=False, reasoning=True, follows=True)
    await engine.aclose()


def test_a_key_is_not_in_a_profile_s_text() -> None:
    assert "sk-1" not in repr(ModelProfile("m", "openai", api_key="sk-1"))


def test_profiles_load_no_engine_s_library() -> None:
    code = (
        "import sys, reasoning.engines.profiles, reasoning.think, reasoning.context\n"
        "print([n for n in ('openai', 'httpx2', 'ctranslate2', 'tokenizers', 'numpy') if n in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.asyncio
async def test_the_scripted_engine_keeps_its_pace_and_its_times() -> None:
    engine = ScriptedEngine({"2+2?": "It is four."}, rate=200)
    request = EngineRequest((Turn("user", "2+2?"),), max_tokens=50)
    text = "".join([item.text async for item in engine.stream(request) if isinstance(item, Delta)])
    (stream,) = engine.streams
    assert text == "It is four."
    assert stream.times[-1] - stream.times[0] >= 0.009
