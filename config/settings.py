"""Fixed settings. Those that the environment can set are in config/env.py and .env.example."""

from django.conf import locale
from django.utils.translation import gettext_lazy as _

from config import env, look
from config.private_files import tighten

BASE_DIR = env.BASE_DIR
VAR_DIR = env.var_dir()
CONTENT_DIR = BASE_DIR / "content"

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
TESTING = env.flag("TESTING")
SECRET_KEY = env.secret_key(VAR_DIR)
ALLOWED_HOSTS = env.hosts()
EMPLOYER = env.env.str("EMPLOYER", default="Solvik kommune" if DEMO or TESTING else "")
THEME = look.theme()
LOGO = look.logo(usual=BASE_DIR / "config" / "demo" / "arms.png" if DEMO else None)
DATABASES = {"default": env.database(VAR_DIR)}
if not TESTING:
    tighten(VAR_DIR, env.sqlite_files(DATABASES["default"]))

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, which it extends
    "config.apps.SiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "records",
    "people",
    "handbook",
    "courses",
    "reports",
    "backoffice",
    "config",
]

MIDDLEWARE = [
    "config.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "people.signin.hasher.HashingMiddleware",  # before anything is read from the database
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "people.signin.sessions.EmployeeMiddleware",
    "people.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.error_views.WrongMethodMiddleware",
    "handbook.public.former_address.FormerAddressMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "people.context_processors.page",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Employee"
AUTHENTICATION_BACKENDS = ["people.signin.backend.NumberBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["people.signin.hasher.BoundedHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; never outside tests
CSRF_FAILURE_VIEW = "config.error_views.csrf_failed"
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "courses:home"

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("bokmål")), ("nn", _("nynorsk")), ("en", _("English"))]
FORMAT_MODULE_PATH = "config.formats"
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "django-gaps"]
# A browser that sends «no, en» must get bokmål.
locale.LANG_INFO["no"] = {"bidi": False, "code": "no", "name": "Norwegian", "name_local": "norsk", "fallback": ["nb"]}
MODELTRANSLATION_DEFAULT_LANGUAGE = "nb"
MODELTRANSLATION_FALLBACK_LANGUAGES = {
    "default": ("nb", "nn", "en"),
    "nb": ("nn", "en"),
    "nn": ("nb", "en"),
    "en": ("nb", "nn"),
}
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages name no others; half as many to compress
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
SESSION_ENGINE = "people.signin.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
IS_LOCAL = DEMO or TESTING or DEBUG
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not IS_LOCAL
if not IS_LOCAL:
    # A browser takes these from this host alone, over https alone; no other host below the same domain can set them.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=not IS_LOCAL)
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not IS_LOCAL
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The page with the cards of a whole quiz has about 30 fields for a question; backoffice/cards/question_form.py has its bound.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000
if proxy := env.env.str("PROXY_HTTPS_HEADER", default=""):
    SECURE_PROXY_SSL_HEADER = (env.header(proxy), "https")
PROXY_ADDRESS_HEADER = env.header(env.env.str("PROXY_ADDRESS_HEADER", default=""))

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
