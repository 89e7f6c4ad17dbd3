"""Django's settings, derived from the installation."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from .installation import Installation

INSTALLATION = Installation()
_SOURCE = Path(__file__).resolve().parents[1]

SECRET_KEY = INSTALLATION.the_secret()
DEBUG = INSTALLATION.debug
ALLOWED_HOSTS = INSTALLATION.hosts.split(",")
DATABASES = INSTALLATION.databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MERHAV_HOME = INSTALLATION.home
MERHAV_LEDGER_CATALOGUE = INSTALLATION.ledger_catalogue()
MERHAV_LEDGER_DATA = INSTALLATION.home / "ledger" / "data"
MERHAV_STAGING = INSTALLATION.home / "staging"
MERHAV_DESK_PEOPLE = INSTALLATION.desk_people
MERHAV_PULL_PRIVATE = INSTALLATION.pull_private

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "merhav.authorities",
    "merhav.recording",
    "merhav.measurement",
    "merhav.communities",
    "merhav.assets",
    "merhav.minutes",
    "merhav.connections",
    "merhav.counter",
    "merhav.scoreboard",
    "merhav.desk",
    "merhav.demo",
    "merhav.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "merhav.desk.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "merhav.config.urls"
WSGI_APPLICATION = "merhav.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "merhav.desk.shell.shell",
            ],
        },
    },
]

AUTH_USER_MODEL = "authorities.Staff"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "measures"
LOGOUT_REDIRECT_URL = "sign_in"

# The source language is English; a page speaks Hebrew unless its reader chose otherwise.
LANGUAGE_CODE = "he"
LANGUAGES = [("he", _("Hebrew")), ("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [_SOURCE / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["merhav.config.formats"]
USE_TZ = True
TIME_ZONE = "Asia/Jerusalem"

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Files are served from the packages themselves: nothing to collect before the first start.
WHITENOISE_USE_FINDERS = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = INSTALLATION.https
SECURE_SSL_REDIRECT = INSTALLATION.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if INSTALLATION.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}

# An upload lies in a temporary file until its request ends: it is read as a stream, and never kept.
FILE_UPLOAD_HANDLERS = ["merhav.assets.uploads.BoundedUpload"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 500

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"merhav": {"level": "INFO"}},
}
