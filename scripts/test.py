"""Everything that tells whether Fragaria works: checks, tests, a training in small, and what was left out.

With CI=true a test that was left out is a failure: that machine can get whatever a test needs. The exceptions
stand in ELSEWHERE.
"""

from __future__ import annotations

import sys
import tempfile
import xml.etree.ElementTree as ElementTree  # of a file that our own pytest writes
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import check, tools
from .console import CI, ROOT, run, say
from .venv import PYTHON

# Words in a skip's reason, and where those tests do run.
ELSEWHERE = {
    "this machine's kernel cannot confine programs": "where docs/sandbox.md says that the tier works",
    "no key of a Stripe test account": "where STRIPE_TEST_KEY is set, as docs/billing.md says",
}


# Run at once, each in a pytest of its own: those in a browser, and those that start servers, mostly wait.
IN_A_BROWSER = ["tests/e2e"]
WITH_SERVERS = [
    "tests/reasoning",
    "tests/upgrade",
    "tests/chatapp/supervisor",
    "tests/chatapp/backup",
    "tests/billing/test_on_postgres.py",
]
# Run alone, after them: their leases last two seconds, which a busy machine can take from a process.
BREAKING = ["tests/stack"]


def python_tests(missing: list[str]) -> bool:
    """Run pytest's tests, most of them in three parts at once; what was skipped is added to `missing`."""
    browser = tools.chromium()
    if browser.reason:
        missing.append(f"browser tests: {browser.reason}")
    if reason := tools.bubblewrap().reason:
        missing.append(f"sandbox tests: {reason}")
    environment = {"CHROMIUM": browser.path} if browser.path else {}
    parts = {"with servers of their own": WITH_SERVERS} | (
        {"in a browser": IN_A_BROWSER} if browser.path else {}
    )
    others = [f"--ignore={path}" for path in (*IN_A_BROWSER, *WITH_SERVERS, *BREAKING)]
    with ThreadPoolExecutor(len(parts)) as beside:
        running = {name: beside.submit(pytest, part, environment, quiet=True) for name, part in parts.items()}
        passed, left_out, _ = pytest(["tests", *others], environment)
        missing.extend(left_out)
        for name, part in running.items():
            there, left_out, output = part.result()
            say(f"Those {name}, which ran beside them")
            say(output)
            missing.extend(left_out)
            passed = passed and there
    say("Those that break a running product")
    there, left_out, _ = pytest(BREAKING, environment)
    missing.extend(left_out)
    return passed and there


def pytest(
    selection: list[str], environment: dict[str, str], *, quiet: bool = False
) -> tuple[bool, list[str], str]:
    """Whether the tests passed, those that were skipped, and what was printed where it is `quiet`."""
    with tempfile.TemporaryDirectory(prefix="fragaria-report-") as folder:
        report = Path(folder, "report.xml")
        command = [PYTHON, "-m", "pytest", "-q", f"--junitxml={report}", "-p", "no:cacheprovider", *selection]
        done = run(command, environment=environment, quiet=quiet)
        left_out = skipped(report.read_text()) if report.exists() else []
    return done.returncode == 0, left_out, done.stdout or ""


def skipped(report: str) -> list[str]:
    """The tests that a JUnit report calls skipped, each with its reason; an expected failure is none."""
    return [
        f"{case.get('classname') or ''}.{case.get('name')}: {skip.text or skip.get('message')}".strip(".")
        for case in ElementTree.fromstring(report).iter("testcase")  # noqa: S314
        for skip in case.iter("skipped")
        if skip.get("type") != "pytest.xfail"
    ]


def excused(line: str) -> bool:
    """Whether a test that was left out has a place of its own to run at."""
    return any(word in line for word in ELSEWHERE)


def javascript_tests(missing: list[str]) -> bool:
    """Run node's own test runner on tests/js."""
    node = tools.node()
    if node.reason:
        missing.append(f"JavaScript tests: {node.reason}")
        return True
    files = sorted(path.relative_to(ROOT) for path in (ROOT / "tests" / "js").rglob("*.test.mjs"))
    command = [node.path, "--import", "./tests/js/resolve.mjs", "--test", "--test-reporter=spec", *files]
    return run(command).returncode == 0


def training(missing: list[str]) -> bool:
    """Train a far smaller seedling for a moment, export it and let it write."""
    if run([PYTHON, "-c", "import torch, safetensors"], quiet=True).returncode:
        missing.append("training in small: PyTorch is not installed (make setup-train)")
        return True
    return run([PYTHON, "-m", "reasoning.seedling", "smoke"]).returncode == 0


def main() -> int:
    """Exit code 0 when all that ran passed, and in CI all ran."""
    missing: list[str] = []
    say("Checks")
    results = {"checks": check.main() == 0}
    say("Python tests")
    results["Python tests"] = python_tests(missing)
    say("JavaScript tests")
    results["JavaScript tests"] = javascript_tests(missing)
    say("Training in small")
    results["training in small"] = training(missing)
    say("")
    for name, passed in results.items():
        say(f"{name}: {'passed' if passed else 'FAILED'}")
    say("Left out: nothing" if not missing else "Left out:\n" + "\n".join(f"  {line}" for line in missing))
    unexcused = [line for line in missing if not excused(line)]
    return 0 if all(results.values()) and not (CI and unexcused) else 1


if __name__ == "__main__":
    sys.exit(main())
