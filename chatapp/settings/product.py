"""What Fragaria is told about its surroundings: mode, engines, limits, sign-up. Read once, at import."""

from __future__ import annotations

from pathlib import Path

from . import env
from .prices import of_gpu

ROOT = Path(__file__).resolve().parent.parent.parent

MODE = env.choice("FRAGARIA_MODE", "demo", ("demo", "production"), example="production")
DEMO = MODE == "demo"
HOME = env.folder("FRAGARIA_HOME", ROOT / "var", example="/srv/fragaria")
HOST = env.text("HOST", "127.0.0.1", example="0.0.0.0")  # noqa: S104
PORT = env.integer("PORT", 8000, least=1, most=65535, example="8080")
# `on`: people see a page that says so; staff and health checks pass, answers that are being made finish.
MAINTENANCE = env.flag("MAINTENANCE", False, example="on")
# Whether browsers may install the site as an app, with a page of its own for when nobody answers.
PWA = env.flag("PWA", True, example="off")
# Whose X-Forwarded-For and X-Forwarded-Proto are believed.
TRUSTED_PROXIES = env.words("TRUSTED_PROXIES", ("127.0.0.1",), example="10.0.0.5")
if DEMO and HOST not in ("127.0.0.1", "localhost", "::1"):
    raise env.ConfigError(
        "HOST", f"is {HOST}, but demo mode has ready accounts and so listens on loopback only.", "127.0.0.1"
    )

# Engines. ENGINE_BASE_URL, ENGINE_MODEL and ENGINE_API_KEY are the shorthand for one OpenAI-compatible engine;
# without them the embedded seedling answers.
ENGINE_BASE_URL = env.url("ENGINE_BASE_URL", schemes=("http", "https"), example="http://127.0.0.1:8100/v1")
ENGINE_MODEL = env.text("ENGINE_MODEL", example="Qwen/Qwen3-8B")
ENGINE_API_KEY = env.text("ENGINE_API_KEY", example="sk-...")
ENGINE_CONTEXT = env.integer("ENGINE_CONTEXT", 32768, least=512, example="32768")
ENGINE_STALL_SECONDS = env.decimal("ENGINE_STALL_SECONDS", 15.0, least=0.1, example="30")
ENGINE_DEADLINE_FACTOR = env.decimal("ENGINE_DEADLINE_FACTOR", 1.0, least=0.1, example="3")
ENGINE_PRICE_INPUT = env.integer("ENGINE_PRICE_INPUT", 0, example="500000")
ENGINE_PRICE_CACHED = env.integer("ENGINE_PRICE_CACHED", 0, example="50000")
ENGINE_PRICE_OUTPUT = env.integer("ENGINE_PRICE_OUTPUT", 0, example="1500000")
# For a GPU of one's own: what it costs an hour, and how much it writes in that time. That makes a price a token.
ENGINE_GPU_USD_HOUR = env.decimal("ENGINE_GPU_USD_HOUR", 0.0, example="2.50")
ENGINE_GPU_TOKENS_SECOND = env.decimal("ENGINE_GPU_TOKENS_SECOND", 0.0, example="1500")
if ENGINE_GPU_USD_HOUR:
    if not ENGINE_GPU_TOKENS_SECOND:
        raise env.ConfigError("ENGINE_GPU_TOKENS_SECOND", "is needed with ENGINE_GPU_USD_HOUR.", "1500")
    if ENGINE_PRICE_OUTPUT:
        raise env.ConfigError(
            "ENGINE_GPU_USD_HOUR",
            "and ENGINE_PRICE_OUTPUT are two prices for the same tokens: set one.",
            "2.50",
        )
    ENGINE_PRICE_OUTPUT = of_gpu(usd_hour=ENGINE_GPU_USD_HOUR, tokens_second=ENGINE_GPU_TOKENS_SECOND)
if ENGINE_BASE_URL and not ENGINE_MODEL:
    raise env.ConfigError("ENGINE_MODEL", "is needed when ENGINE_BASE_URL is set.", "Qwen/Qwen3-8B")

# `auto`: a model of a name that is known for it.
ENGINE_VISION = env.choice("ENGINE_VISION", "auto", ("auto", "on", "off"), example="on")

VLLM_PYTHON = env.text("VLLM_PYTHON", example="/opt/vllm/bin/python")

# Files that people attach. Web processes and workers on several machines need this folder in common.
ATTACHMENTS_DIR = env.folder("ATTACHMENTS_DIR", HOME / "attachments", example="/srv/fragaria/attachments")
MAX_UPLOAD = env.integer("MAX_UPLOAD", 20, least=1, most=1000, example="20")
ATTACHMENTS_QUOTA = env.integer("ATTACHMENTS_QUOTA", 1000, least=1, example="1000")

# Runs. Tests shorten these.
MAX_TEXT = env.integer("MAX_TEXT", 32_000, least=100, example="32000")
RUN_LEASE_SECONDS = env.decimal("RUN_LEASE_SECONDS", 6.0, least=0.2, example="6")
RUN_HEARTBEAT_SECONDS = env.decimal("RUN_HEARTBEAT_SECONDS", 2.0, least=0.05, example="2")
RUN_REAP_SECONDS = env.decimal("RUN_REAP_SECONDS", 2.0, least=0.1, example="2")
RUN_REQUEUE_SECONDS = env.decimal("RUN_REQUEUE_SECONDS", 30.0, least=0.2, example="30")
RUN_MAX_ATTEMPTS = env.integer("RUN_MAX_ATTEMPTS", 3, least=1, example="3")
RUN_FLUSH_SECONDS = env.decimal("RUN_FLUSH_SECONDS", 0.08, least=0.0, example="0.08")
THOUGHT_FLUSH_SECONDS = env.decimal("THOUGHT_FLUSH_SECONDS", 0.15, least=0.0, example="0.15")
RUN_CHECKPOINT_SECONDS = env.decimal("RUN_CHECKPOINT_SECONDS", 1.5, least=0.05, example="1.5")
RUN_LOG_TTL_SECONDS = env.integer("RUN_LOG_TTL_SECONDS", 600, least=1, example="600")
FAST_DEADLINE_SECONDS = env.decimal("FAST_DEADLINE_SECONDS", 120.0, least=1.0, example="120")
DRAIN_SECONDS = env.decimal("DRAIN_SECONDS", 12.0, example="12")
QUEUE_LIMIT = env.integer("QUEUE_LIMIT", 500, least=1, example="500")
INTERACTIVE_CONCURRENCY = env.integer("INTERACTIVE_CONCURRENCY", 64, least=1, example="64")
THINKING_CONCURRENCY = env.integer("THINKING_CONCURRENCY", 16, least=1, example="16")
SOCKET_HEARTBEAT_SECONDS = env.decimal("SOCKET_HEARTBEAT_SECONDS", 10.0, least=0.1, example="10")
SOCKET_STALL_SECONDS = env.decimal("SOCKET_STALL_SECONDS", 30.0, least=0.5, example="30")

# Plans.
DEFAULT_PLAN = env.choice("DEFAULT_PLAN", "free", ("free", "plus", "team", "pro"), example="plus")
DEMO_TRIAL_DAYS = 14

# Whether people are asked to let their thinking train models; `off`: nobody's is used, whatever they said before.
TRACES = env.choice("TRACES", "ask", ("off", "ask"), example="off")

# A mail about an answer, for who asks for one, is sent where it took longer than so many seconds.
NOTIFY_MAIL_AFTER = env.integer("NOTIFY_MAIL_AFTER", 120, example="300")

# What people see of a thought: its steps, or that and how long it was thought, the votes and the verdict.
THOUGHTS = env.choice("THOUGHTS", "full", ("full", "summary"), example="summary")

# Who names a conversation: a rule over its first question, and then a model, where one is there that can.
TITLES = env.choice("TITLES", "model", ("rule", "model"), example="rule")

# Whether people see what an answer has cost, among its details. Staff always do.
SHOW_COST = env.flag("SHOW_COST", False, example="on")

# Sign-up and sign-in.
SIGNUP = env.choice("SIGNUP", "open", ("open", "domains", "invite"), example="domains")
SIGNUP_DOMAINS = env.words("SIGNUP_DOMAINS", example="example.org,example.com")
if SIGNUP == "domains" and not SIGNUP_DOMAINS:
    raise env.ConfigError("SIGNUP_DOMAINS", "is needed when SIGNUP=domains.", "example.org,example.com")
OIDC_NAME = env.text("OIDC_NAME", "Single sign-on", example="Example SSO")
OIDC_SERVER_URL = env.url("OIDC_SERVER_URL", schemes=("https", "http"), example="https://id.example.org")
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID", example="fragaria")
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET", example="...")
if OIDC_SERVER_URL and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
    raise env.ConfigError(
        "OIDC_CLIENT_ID", "and OIDC_CLIENT_SECRET are needed with OIDC_SERVER_URL.", "fragaria"
    )
