"""What `manage.py up` becomes: checks, preparation, services in order, until a signal."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
import time
from contextlib import suppress
from typing import Any

from chatapp import settings

from . import preflight, probes, services, valkey, vllm
from .log import Log
from .orphans import Guard, die_with_parent
from .supervisor import StartFailed, Supervisor

REDIS_TRIES = 10
STOP_ORDER = (["beat"], ["web", "interactive", "thinking"], ["valkey", "vllm"])


async def run(log: Log, engine: vllm.Server | None = None) -> int:
    """Returns the exit code: 0 after a signal, 1 when a part did not start. `engine` is one to start as well."""
    began = time.monotonic()
    address = preflight.address(settings.HOST, settings.PORT)
    with preflight.lock(settings.HOME, address), preflight.listen(settings.HOST, settings.PORT) as listener:
        supervisor = Supervisor(log, None if die_with_parent() else Guard())
        stopped = asyncio.Event()

        def on_signal() -> None:
            if stopped.is_set():
                log.say("Stopping at once.")
                supervisor.kill_all()
            else:
                log.say("Stopping; Ctrl-C again ends everything at once.")
                stopped.set()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, on_signal)

        start = asyncio.create_task(start_all(supervisor, log, listener.fileno(), engine))
        end = asyncio.create_task(stopped.wait())
        await asyncio.wait({start, end}, return_when=asyncio.FIRST_COMPLETED)
        code = 0
        if start.done() and (failure := start.exception()):
            if not isinstance(failure, StartFailed | preflight.Refusal):
                raise failure
            log.say(f"Fragaria does not start: {failure}")
            code = 2 if isinstance(failure, preflight.Refusal) else 1
        elif start.done():
            log.say(welcome(address, start.result(), time.monotonic() - began))
            await end
        start.cancel()
        with suppress(asyncio.CancelledError, StartFailed, preflight.Refusal):
            await start
        listener.close()
        await supervisor.stop(STOP_ORDER)
        log.say("Stopped.")
    return code


async def start_all(
    supervisor: Supervisor, log: Log, listener: int, engine: vllm.Server | None = None
) -> dict[str, Any]:
    """Everything in its order; returns what `prepare` told."""
    if engine:
        with log.step(
            f"Starting vLLM with {engine.name} (its lines are marked vllm; minutes for a large model)"
        ):
            await supervisor.start([engine.service()])
    redis_url = settings.GIVEN_REDIS_URL
    if redis_url:
        with log.step("Asking Redis"):
            await answer_of_redis(redis_url)
    else:
        with log.step("Starting Valkey"):
            own = valkey.prepare(settings.HOME)
            redis_url = own.url
            await supervisor.start([services.store(own)])
    told = await prepare()
    workers = (
        ("interactive", settings.INTERACTIVE_CONCURRENCY),
        ("thinking", settings.THINKING_CONCURRENCY),
    )
    with log.step("Starting web, workers and schedule"):
        await supervisor.start(
            [
                services.web(settings, listener),
                *(services.worker(queue, size, redis_url, settings.DRAIN_SECONDS) for queue, size in workers),
                services.beat(settings),
            ]
        )
    return told


async def answer_of_redis(url: str) -> None:
    """Return when it answers; raise StartFailed when it does not: it may be starting beside us."""
    probe = probes.redis_answers(url)
    for _ in range(REDIS_TRIES):
        if await probe(0):
            return
        await asyncio.sleep(1)
    raise StartFailed(f"the Redis that REDIS_URL names did not answer {REDIS_TRIES} times.")


async def prepare() -> dict[str, Any]:
    """Run chatapp.supervisor.prepare; its progress appears in ours. Raises StartFailed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "chatapp.supervisor.prepare"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=sys.stdout.fileno(),
        preexec_fn=die_with_parent(),
    )
    try:
        output, _ = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise StartFailed("the data could not be prepared; the lines above tell why.")
    return json.loads(output)


def welcome(address: str, told: dict[str, Any], seconds: float) -> str:
    """The last lines of the start: where to go, and in demo mode how to enter."""
    lines = [f"Fragaria runs at {address} (started in {seconds:.1f} s; Ctrl-C stops it)"]
    if accounts := told.get("accounts"):
        lines += ["", f"  Demo accounts, all with the password {told['password']}"]
        lines += [f"    {account['label']:<8}{account['email']}" for account in accounts] + [""]
    return "\n".join(lines)


def main() -> int:
    """Exit code 2: it cannot start here, and one line says what to change."""
    log = Log(colour=False if "--no-color" in sys.argv else None, style=settings.LOG_FORMAT)
    try:
        return asyncio.run(run(log, vllm.from_environment()))
    except preflight.Refusal as refusal:
        print(f"Fragaria does not start: {refusal}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
