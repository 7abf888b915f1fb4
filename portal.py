#!/usr/bin/env python3
"""Start, test and check the portal on a machine that has only Python 3.11 or newer.

    python3 portal.py [--port N]            install, migrate, load the real content, serve on SQLite
    python3 portal.py test [pytest args]    all tests: on SQLite and, where it answers, on PostgreSQL
    python3 portal.py check                 the static checks of CI

Everything is installed in .venv beside this file, exactly as locked: by uv (uv.lock) where uv is on PATH,
otherwise by pip (deploy/requirements*.txt, exported from the same lock, with hashes). Nothing else on the
machine is touched, and installing is skipped while the lock has not changed.

Variables: PORTAL_DATA_DIR (where the database and uploads live, default var/), PORTAL_TEST_DATABASE_URL
(the PostgreSQL server of the tests, default the local one; empty leaves PostgreSQL out), PORTAL_BROWSER (the
browser of the tests), CI (set: nothing may be skipped).
"""

import argparse
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

MINIMUM_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "portal-installed.json"
SERVE, TEST = "serve", "test"  # the two sets of packages; the second holds the first
REQUIREMENTS = {
    SERVE: ROOT / "deploy" / "requirements.txt",
    TEST: ROOT / "deploy" / "requirements-test.txt",
}
LOCK_FILES = [ROOT / "uv.lock", *REQUIREMENTS.values()]

DEFAULT_TEST_DATABASE_URL = "postgres://postgres@127.0.0.1:5432/postgres"
PROBE = """
import os, psycopg
try:
    psycopg.connect(os.environ["SERVER"], connect_timeout=3).close()
except psycopg.Error as error:
    raise SystemExit(str(error).splitlines()[0])
"""
TEST_PACKAGES_SCRIPT = "deploy/install-test-packages.sh"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Variables of another project, or of another environment, that must not reach this one. Without bytecode on disk
# every process would compile every package it imports: seconds each time, also for each worker of the tests.
FOREIGN_VARIABLES = (
    *("DATABASE_URL", "REDIS_URL", "EMAIL_URL"),
    *("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"),
)


class SetupError(Exception):
    """Something the reader can solve; the message says how."""


def main(arguments):
    try:
        if sys.version_info < MINIMUM_PYTHON:
            raise SetupError(
                "The portal needs Python {}.{} or newer, and this is Python {}.{}.\n"
                "Install a newer one and start it by its own name, for example: python3.11 portal.py".format(
                    *MINIMUM_PYTHON, *sys.version_info[:2]
                )
            )
        if arguments[:1] == ["test"]:
            return run_tests(arguments[1:])
        if arguments == ["check"]:
            return run_checks()
        return serve(port_from(arguments))
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


# --- Serving ---


def port_from(arguments):
    parser = argparse.ArgumentParser(
        prog="portal.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=8000, help="port to serve on (default: 8000)")
    port = parser.parse_args(arguments).port
    if not 1 <= port <= 65535:
        parser.error("a port is a number from 1 to 65535")
    return port


def serve(port):
    """Set up the portal as far as needed and serve it on this machine only, until Ctrl-C."""
    refuse_taken_port(port)
    install(SERVE)
    env = environment(
        "mra_portal.settings.dev",
        PORTAL_DEBUG=os.environ.get("PORTAL_DEBUG", "false"),  # real error pages, and quick
        PORTAL_LOG_LEVEL=os.environ.get("PORTAL_LOG_LEVEL", "WARNING"),
        PORTAL_BASE_URL=os.environ.get("PORTAL_BASE_URL", f"http://localhost:{port}"),
    )
    return become([PYTHON, "manage.py", "serve_demo", "--port", str(port)], env)


def refuse_taken_port(port):
    with socket.socket() as probe:
        if os.name != "nt":  # as the server itself does: a port that was just released is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise SetupError(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Choose another: python3 portal.py --port {port + 1 if 1024 <= port < 65535 else 8001}"
            ) from None


# --- Testing ---


def run_tests(pytest_arguments):
    """Run pytest on SQLite and on PostgreSQL. Returns 0 only if every run passed and CI skipped nothing."""
    started = time.monotonic()
    install(TEST)
    server = os.environ.get("PORTAL_TEST_DATABASE_URL", DEFAULT_TEST_DATABASE_URL)
    unreachable = why_unreachable(server)
    skipped = [skipped_postgresql(unreachable)] if unreachable else []
    skipped += [] if find_browser() else [skipped_browser()]
    print(*skipped, sep="\n", end="\n" if skipped else "")

    passed = True
    summary = []
    with tempfile.TemporaryDirectory(prefix="portal-test-") as folder:
        runs = [("SQLite", f"sqlite:///{folder}/test.sqlite3")]
        runs += [] if unreachable else [("PostgreSQL", own_database(server))]
        for name, database_url in runs:
            if in_ci() and summary:
                print(summary[-1])  # printed here because pytest has the last word in CI
            code, seconds = run_pytest(name, database_url, folder, pytest_arguments)
            passed = passed and code == 0
            outcome = "passed" if code == 0 else f"FAILED (pytest exit code {code})"
            summary.append(f"{name:<11} {outcome} in {seconds:.0f} s")

    if in_ci() and passed and not skipped:
        return 0
    print("", *summary, *skipped, f"{'Together':<11} {time.monotonic() - started:.0f} s", sep="\n")
    if in_ci() and skipped:
        raise SetupError("CI is set, where nothing may be skipped: failed.")
    return 0 if passed else 1


def run_pytest(name, database_url, data_dir, pytest_arguments):
    """One run on one database: returns pytest's exit code and the seconds it took."""
    print(f"\n=== Tests on {name} ===", flush=True)
    started = time.monotonic()
    env = environment("mra_portal.settings.test", DATABASE_URL=database_url, PORTAL_DATA_DIR=data_dir)
    # One more than there are cores: a worker often waits, for the browser or the database.
    workers = min((os.cpu_count() or 1) + 1, 5)
    command = [PYTHON, "-m", "pytest", "-n", str(workers), "--dist", "worksteal", *pytest_arguments]
    return run(command, env), time.monotonic() - started


def skipped_postgresql(reason):
    return (
        f"{'PostgreSQL':<11} SKIPPED: {reason}\n"
        f"{'':<11} Start one on 127.0.0.1:5432, or name a server and a user that may create databases:\n"
        f"{'':<11} PORTAL_TEST_DATABASE_URL=postgres://user:password@host/postgres python3 portal.py test"
    )


def skipped_browser():
    return f"{'Browser':<11} SKIPPED: none found; {TEST_PACKAGES_SCRIPT} installs one, or set PORTAL_BROWSER"


def why_unreachable(server):
    """An empty text if the PostgreSQL server answers within seconds, otherwise the reason it does not."""
    if not server:
        return "PORTAL_TEST_DATABASE_URL is empty."
    answer = subprocess.run([PYTHON, "-c", PROBE], env={**os.environ, "SERVER": server}, capture_output=True, text=True)
    return "" if answer.returncode == 0 else answer.stderr.strip() or "no answer"


def own_database(server):
    """The address with a database name of this run alone, so that runs beside each other do not meet.

    Django puts test_ before the name, creates that database and drops it at the end.
    """
    parts = urlsplit(server)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/') or '/portal'}_{os.getpid()}"))


def find_browser():
    names = (os.environ.get("PORTAL_BROWSER"), *BROWSERS)
    return next((found for found in (shutil.which(name) for name in names if name) if found), None)


def in_ci():
    return os.environ.get("CI", "").lower() not in ("", "0", "false", "no")


# --- Checking ---


def run_checks():
    """Run every static check, also after one has failed. Returns 0 only if all passed."""
    install(TEST)
    with tempfile.TemporaryDirectory(prefix="portal-check-") as folder:
        strict = environment("mra_portal.settings.test", PORTAL_DATA_DIR=folder)
        production = environment(
            "mra_portal.settings.production",
            # Values for this check alone; nothing connects to them.
            PORTAL_SECRET_KEY=secrets.token_urlsafe(64),
            DATABASE_URL="postgres://nobody@127.0.0.1:5432/nothing",
            PORTAL_ALLOWED_HOSTS="portal.example",
            PORTAL_BASE_URL="https://portal.example",
            PORTAL_SECURITY_CONTACT="mailto:security@portal.example",
        )
        checks = [
            ("ruff check", ["-m", "ruff", "check", "."], strict),
            ("ruff format", ["-m", "ruff", "format", "--check", "."], strict),
            ("migrations", ["manage.py", "makemigrations", "--check", "--dry-run"], strict),
            ("production", ["manage.py", "check", "--deploy", "--fail-level", "WARNING"], production),
            ("catalogues", ["manage.py", "check_catalogues"], strict),
        ]
        failed = []
        for name, command, env in checks:
            print(f"\n=== {name} ===", flush=True)
            if run([PYTHON, *command], env) != 0:
                failed.append(name)
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nAll checks passed.", flush=True)
    return 1 if failed else 0


# --- The environment ---


def install(packages):
    """Bring .venv to the lock, unless it is there already. `packages` is SERVE or TEST."""
    python = venv_python_version()
    wanted = {"lock": lock_digest(), "python": python}
    if python and read_stamp() in ({**wanted, "packages": packages}, {**wanted, "packages": TEST}):
        return
    print("Installing the locked packages in .venv …", flush=True)
    started = time.monotonic()
    STAMP.unlink(missing_ok=True)
    if not (install_with_uv(packages, python) or install_with_pip(packages, python)):
        raise SetupError(
            "Installing failed: see above. Is there a connection to the package index?\n"
            "Starting again is safe; if it keeps failing, remove the folder .venv first."
        )
    stamp = {"lock": wanted["lock"], "python": venv_python_version(), "packages": packages}
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)


def install_with_uv(packages, python):
    """Whether uv is there and did it. Packages that are not in the set stay (--inexact)."""
    if not shutil.which("uv"):
        return False
    command = ["uv", "sync", "--quiet", "--locked", "--inexact", "--all-extras"]
    command += ["--no-default-groups"] if packages == SERVE else []
    command += [] if python else ["--python", sys.executable]
    return run(command, {**environment(), "UV_PROJECT_ENVIRONMENT": str(VENV)}) == 0


def install_with_pip(packages, python):
    """Whether pip did it, in a new .venv unless there is one that works."""
    pip = [PYTHON, "-m", "pip"]
    if not python or subprocess.run([*pip, "--version"], capture_output=True).returncode != 0:
        make_venv()
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    return run([*pip, "install", *options, "-r", REQUIREMENTS[packages]], environment()) == 0


def make_venv():
    if importlib.util.find_spec("ensurepip") is None:
        version = "{}.{}".format(*sys.version_info[:2])
        raise SetupError(
            f"This Python cannot make an environment: its module ensurepip is missing.\n"
            f"On Debian and Ubuntu: sudo apt-get install python{version}-venv. Or install uv."
        )
    if run([sys.executable, "-m", "venv", "--clear", VENV], environment()) != 0:
        raise SetupError("Making the environment .venv failed: see above.")


def venv_python_version():
    """The full version of the Python in .venv, or "" if there is none, it does not run, or it is too old."""
    program = "import json, sys; print(json.dumps(sys.version_info[:3]))"
    try:
        answer = subprocess.run([PYTHON, "-c", program], capture_output=True, text=True)
        version = json.loads(answer.stdout)
    except (OSError, ValueError):
        return ""
    return ".".join(map(str, version)) if tuple(version[:2]) >= MINIMUM_PYTHON else ""


def lock_digest():
    digest = hashlib.sha256()
    for path in LOCK_FILES:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_stamp():
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def environment(settings="", **variables):
    """The variables for a program we start: the reader's own, without those that belong to something else."""
    env = {name: value for name, value in os.environ.items() if name not in FOREIGN_VARIABLES}
    if settings:
        env["DJANGO_SETTINGS_MODULE"] = settings
    return {**env, **variables}


def run(command, env):
    """Run a program in the root of the project and return its exit code.

    On Ctrl-C the program, which hears it as well, may first finish what it does at its end.
    """
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=env)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.wait()
        raise


def become(command, env):
    """Go on as another program in the root of the project, so that a stop signal reaches it alone."""
    if os.name == "nt":  # knows no such thing
        return run(command, env)
    sys.stdout.flush()
    os.chdir(ROOT)
    return os.execve(command[0], [str(part) for part in command], env)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
