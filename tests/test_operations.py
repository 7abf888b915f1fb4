"""What machines and operators see: health, logs, the pages for robots, and settings that refuse to start."""

import json
import logging
import logging.config
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test import override_settings

from mra_portal.common.request_log import RequestIdFilter

pytestmark = pytest.mark.django_db


def test_alive_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_ready_when_database_cache_and_migrations_are(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()["status"]) == (200, "ok")


def test_not_ready_while_a_migration_waits(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'agenda'")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["migrations"] is False


def test_not_ready_when_the_cache_is_gone(client, monkeypatch):
    monkeypatch.setattr(type(cache._connections["default"]), "get", lambda *args, **kwargs: None)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["cache"] is False


def test_not_ready_when_the_database_is_gone(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionError("no database")

    monkeypatch.setattr(connections["default"], "cursor", refuse)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": False, "cache": True, "migrations": False}


def test_every_request_has_an_id_that_is_returned_and_logged(client, caplog):
    with caplog.at_level(logging.INFO, logger="portal.request"):
        response = client.get("/agenda/?q=geheim", headers={"X-Request-ID": "abcdef123456"})

    record = caplog.records[-1]
    assert response["X-Request-ID"] == "abcdef123456"
    assert (record.method, record.path, record.status) == ("GET", "/agenda/", 200)
    assert record.duration_ms >= 0
    assert "geheim" not in str(record.__dict__)


@pytest.mark.parametrize("forged", ["x", "a b c d e f g h", "a" * 65, "abc\\ndef12345"])
def test_a_malformed_request_id_is_replaced(client, forged):
    assert client.get("/healthz", headers={"X-Request-ID": forged})["X-Request-ID"] != forged


def test_a_log_line_is_json_with_the_request_id():
    formatter_settings = settings.LOGGING["formatters"]["json"]
    formatter = logging.config.DictConfigurator({"version": 1, "formatters": {"json": formatter_settings}})
    record = logging.makeLogRecord({"msg": "request", "name": "portal.request", "levelname": "INFO"})
    RequestIdFilter().filter(record)

    line = formatter.configure_formatter(dict(formatter_settings)).format(record)

    assert json.loads(line)["request_id"] == "-"
    assert json.loads(line)["message"] == "request"


def test_security_txt_follows_rfc_9116(client):
    text = client.get("/.well-known/security.txt").content.decode()

    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == "mailto:security@portal.example"
    assert datetime.fromisoformat(fields["Expires"]) > datetime.now(UTC)


@override_settings(PORTAL_SECURITY_CONTACT="")
def test_no_security_contact_is_not_invented(client):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_robots_stay_out_of_the_editing_screens(client):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /beheer/" in text
    assert f"Sitemap: {settings.PORTAL_BASE_URL}/sitemap.xml" in text


def test_the_sitemap_lists_both_languages_and_no_draft(client):
    text = client.get("/sitemap.xml").content.decode()

    assert "/agenda/ondernemerschap-kapitaal/1b/</loc>" in text
    assert "/en/agenda/ondernemerschap-kapitaal/1b/</loc>" in text
    assert "/en/verhaal/onze-aanpak/</loc>" in text
    assert "/beheer/" not in text


def test_the_editing_screens_have_their_own_policy_and_the_login_page_has_the_strict_one(client):
    assert "'unsafe-inline'" in client.get("/beheer/login/")["Content-Security-Policy"]
    assert "'unsafe-inline'" not in client.get("/inloggen/")["Content-Security-Policy"]


def start_production(**environment) -> subprocess.CompletedProcess:
    """Import the production settings in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "-c", "import mra_portal.settings.production"],
        cwd=settings.ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


COMPLETE = {
    "PORTAL_SECRET_KEY": "k" * 60,
    "DATABASE_URL": "postgres://portal@db/portal",
    "PORTAL_ALLOWED_HOSTS": "portal.example",
    "PORTAL_BASE_URL": "https://portal.example",
    "PORTAL_SECURITY_CONTACT": "mailto:security@portal.example",
}


def test_production_starts_with_everything_it_needs():
    assert start_production(**COMPLETE).returncode == 0


@pytest.mark.parametrize("missing", COMPLETE)
def test_production_refuses_to_start_without(missing):
    result = start_production(**{name: value for name, value in COMPLETE.items() if name != missing})

    assert result.returncode != 0
    assert missing in result.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_SECRET_KEY", "short"),
        ("PORTAL_SECRET_KEY", "development-only-not-a-secret"),
        ("DATABASE_URL", "sqlite:///portal.sqlite3"),
    ],
)
def test_production_refuses_an_unsafe_value(name, value):
    result = start_production(**COMPLETE | {name: value})

    assert result.returncode != 0
    assert name in result.stderr
