"""Django's settings for one installation. Safe as they stand: no debugging, local hosts, strict cookies."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from vandpunkt.database_settings import database_settings, sqlite_settings
from vandpunkt.domain.problems import Problem
from vandpunkt.installation import find_installation
from vandpunkt.sign_in_settings import SignIn, sign_in_settings

PACKAGE = Path(__file__).parent

try:
    _installation = find_installation()
    _settings = _installation.settings
    SECRET_KEY = _installation.secret_key if _installation.home.is_dir() else "no-installation"
    _database = database_settings(_installation)
    SIGN_IN = sign_in_settings(_installation)
except Problem:
    # Without an installation the code can be looked at and tested; nothing can be served or stored.
    _settings, SECRET_KEY, _database = {}, "no-installation", sqlite_settings(":memory:")
    SIGN_IN = SignIn()

DEBUG = False
ALLOWED_HOSTS = _settings.get("site", {}).get("hosts", ["127.0.0.1", "localhost", "[::1]"])
ORGANISER = _settings.get("organiser", {})
STANDING = _settings.get("standing", {})
DOCUMENTS = _settings.get("documents", {})
FOLLOW_UP = _settings.get("follow_up", {})
DEADLINES = _settings.get("deadlines", {})
_mail = _settings.get("mail", {})
_over = "smtp" if _mail.get("host") else "console"
EMAIL_BACKEND = f"django.core.mail.backends.{_over}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.get("host", ""), _mail.get("port", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.get("user", ""), _mail.get("password", "")
EMAIL_USE_TLS = bool(_mail.get("starttls", False))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _mail.get("sender", "vandpunkt@localhost")
SITE_ADDRESS = _settings.get("site", {}).get("address", "http://127.0.0.1:8000").rstrip("/")
ROOT_URLCONF = "vandpunkt.web.urls"
WSGI_APPLICATION = "vandpunkt.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "vandpunkt.web.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "vandpunkt.register",
    "vandpunkt.follow_up",
    "vandpunkt.cases",
    "vandpunkt.search",
    "vandpunkt.web.apps.WebConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vandpunkt.web.middleware.ContentSecurityPolicy",
    "vandpunkt.web.middleware.NullCharacters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "vandpunkt.web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "vandpunkt.web.sign_in.kept_forms.KeptForms",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vandpunkt.web.context.site",
            ]
        },
    }
]

DATABASES = {"default": _database}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "vandpunkt.register.people.backend.WithRoles",
]
AXES_FAILURE_LIMIT = SIGN_IN.attempts
AXES_COOLOFF_TIME = timedelta(minutes=SIGN_IN.locked_minutes)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "vandpunkt.web.sign_in.lock_out.told_locked"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "csrfmiddlewaretoken", "current_password", "password_again", "code"]
OTP_TOTP_ISSUER = "Vändpunkt"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
_https = bool(_settings.get("site", {}).get("https", False))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DEMO = bool(_settings.get("site", {}).get("demo", False)) and "VANDPUNKT_NO_DEMO" not in os.environ
PUBLIC = bool(_settings.get("site", {}).get("public", False))
