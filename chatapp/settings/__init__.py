"""Django's settings. What Fragaria itself is told stands in product.py, and how it is read in env.py."""

from __future__ import annotations

from urllib.parse import urlsplit

import dj_database_url
import dj_email_url
from csp.constants import NONCE, NONE, SELF

from . import env, keys, logs
from .admin import UNFOLD as UNFOLD
from .logs import LOG_FORMAT as LOG_FORMAT
from .models import MODEL_KEYS as MODEL_KEYS
from .models import MODELS as MODELS
from .observing import *  # noqa: F403
from .observing import METRICS_TOKEN
from .payments import *  # noqa: F403
from .payments import STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET
from .plans import *  # noqa: F403
from .product import *  # noqa: F403
from .product import (
    DEMO,
    ENGINE_API_KEY,
    HOME,
    HOST,
    OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET,
    OIDC_NAME,
    OIDC_SERVER_URL,
    PORT,
    ROOT,
)
from .retention import *  # noqa: F403
from .security import *  # noqa: F403

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY", example="a long random string")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", example="the one before it")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", example="chat.example.org")
EMAIL_URL = env.url(
    "EMAIL_URL",
    schemes=("smtp", "smtps", "submission", "console", "file", "memory"),
    example="submission://user:password@mail.example.org:587",
)
if DEMO:
    SECRET_KEY = SECRET_KEY or keys.stored(HOME / "secret_key")
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
    EMAIL_URL = EMAIL_URL or "console://"
else:
    for name, value, example in (
        ("SECRET_KEY", SECRET_KEY, "a long random string"),
        ("ALLOWED_HOSTS", ALLOWED_HOSTS, "chat.example.org"),
        ("EMAIL_URL", EMAIL_URL, "submission://user:password@mail.example.org:587"),
    ):
        if not value:
            raise env.ConfigError(name, "is needed in production mode.", example)
    if len(SECRET_KEY) < 32:
        raise env.ConfigError("SECRET_KEY", "is shorter than 32 characters.", "a long random string")

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "billing",
    "chatapp.accounts",
    "chatapp.attachments",
    "chatapp.audit",
    "chatapp.backup",
    "chatapp.controls",
    "chatapp.conversations",
    "chatapp.dashboard",
    "chatapp.engines",
    "chatapp.leaving",
    "chatapp.runs",
    "chatapp.live",
    "chatapp.moderation",
    "chatapp.pages",
    "chatapp.paying",
    "chatapp.prompts",
    "chatapp.security",
    "chatapp.staff",
    "chatapp.supervisor",
    "chatapp.support",
    "chatapp.teams",
    "chatapp.traces",
    "chatapp.viewing_as",
    "workers",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "chatapp.pages.middleware.PermissionsPolicyMiddleware",
    "chatapp.maintenance.MaintenanceMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chatapp.accounts.middleware.SessionsMiddleware",
    "chatapp.viewing_as.middleware.ViewingMiddleware",
    "chatapp.moderation.middleware.DoorsMiddleware",
    "chatapp.security.middleware.AdmissionMiddleware",
    "chatapp.accounts.preferences.middleware.PreferencesMiddleware",
    "chatapp.observing.middleware.ObservingMiddleware",
]

ROOT_URLCONF = "chatapp.urls"
ASGI_APPLICATION = "chatapp.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "chatapp" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "chatapp.paying.context.paying",
                "chatapp.pages.context.pages",
            ],
        },
    }
]

DATABASE_URL = env.url(
    "DATABASE_URL",
    schemes=("sqlite", "postgres", "postgresql"),
    example="postgres://fragaria:password@db.example.org/fragaria",
)
DATABASES = {
    "default": dj_database_url.parse(
        DATABASE_URL or f"sqlite:///{HOME / 'fragaria.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock at the start: Django's default fails with 'database is locked' under load.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;",
    }
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# `manage.py up` starts a Valkey of its own when REDIS_URL is absent, and leaves its address here.
GIVEN_REDIS_URL = env.url(
    "REDIS_URL", schemes=("redis", "rediss", "unix"), example="redis://:password@127.0.0.1:6379/0"
)
REDIS_URL = GIVEN_REDIS_URL or keys.read(HOME / "redis_url", "redis://127.0.0.1:6379/0")

AUTH_USER_MODEL = "accounts.User"
# What staff do is written by this, so that billing, which knows nothing above it, writes to the same log.
AUDIT_LOG = "chatapp.audit.log.record"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "chat"
ACCOUNT_LOGOUT_REDIRECT_URL = "landing"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional" if DEMO else "mandatory"
ACCOUNT_ADAPTER = "chatapp.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "chatapp.accounts.adapter.SocialAccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Fragaria] "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or address is told to its owner
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "settings"  # where the message about it is shown
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and no other
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "signup": "chatapp.accounts.forms.SignupForm",
    "add_email": "chatapp.accounts.forms.AddEmailForm",
}
SOCIALACCOUNT_FORMS = {"signup": "chatapp.accounts.forms.SocialSignupForm"}
# Joins by verified addresses only. The way to the provider is a link: form-action 'self' forbids a form's
# redirect to another site.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "sso",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ]
    }

CACHES = {
    "default": {
        "BACKEND": "chatapp.accounts.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}

vars().update(dj_email_url.parse(EMAIL_URL))
DEFAULT_FROM_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL", "Fragaria <fragaria@localhost>", example="chat@example.org"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
SERVESTATIC_ALLOW_ALL_ORIGINS = False
STATICFILES_DIRS = [ROOT / "chatapp" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # With a compressed copy of each file: three quarters fewer bytes, and nothing is compressed while people wait.
    "staticfiles": {"BACKEND": "chatapp.pages.static_storage.StaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SAMESITE = "Lax"
# HTTPS=off is for a production install behind a private network without TLS; cookies then travel in the clear.
HTTPS = env.flag("HTTPS", not DEMO, example="off")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
# Redirecting to HTTPS, and promises for subdomains that are not ours, belong to the reverse proxy.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
# Where people reach this installation: links in mails, and the way back from a payment, begin with it.
SITE_URL = env.url("SITE_URL", schemes=("https", "http"), example="https://chat.example.org").rstrip("/")
if not SITE_URL:
    host = next((name for name in ALLOWED_HOSTS if "*" not in name), HOST).lstrip(".")
    loopback = f"[{HOST}]" if ":" in HOST else HOST
    SITE_URL = f"http://{loopback}:{PORT}" if DEMO else f"{'https' if HTTPS else 'http'}://{host}"
CSRF_TRUSTED_ORIGINS = (
    [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if "*" not in host] if HTTPS else []
)

LANGUAGE_CODE = "en"
# Each but English has a catalogue (docs/translating.md). A name is written in its own language.
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [ROOT / "chatapp" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

LOGGING = logs.logging(
    secrets=(
        SECRET_KEY,
        *SECRET_KEY_FALLBACKS,
        ENGINE_API_KEY,
        *MODEL_KEYS.values(),
        OIDC_CLIENT_SECRET,
        METRICS_TOKEN,
        STRIPE_SECRET_KEY,
        STRIPE_WEBHOOK_SECRET,
        DATABASES["default"].get("PASSWORD", ""),
        urlsplit(GIVEN_REDIS_URL).password or "",
        urlsplit(EMAIL_URL).password or "",
    )
)
