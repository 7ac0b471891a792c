"""What the tests need from the machine: `python -m tests.machine` installs it where it may, or says what is missing.

Nothing is skipped when something is missing: the tests that need it fail.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGRES_BINARIES = "/usr/lib/postgresql/*/bin"


def browser_path() -> str | None:
    """Return the Chromium to test with, or None."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def _version(program: str) -> int:
    """Return 15 for /usr/lib/postgresql/15/bin/initdb."""
    return int(program.split("/")[-3].split(".")[0])


def postgres_program(name: str) -> str | None:
    """Return the newest installed PostgreSQL program of that name, or None."""
    installed = sorted(glob.glob(f"{POSTGRES_BINARIES}/{name}"), key=_version)
    return installed[-1] if installed else shutil.which(name)


def redis_program() -> str | None:
    return shutil.which("redis-server") or shutil.which("valkey-server")


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())


# Debian package -> whether what it brings is there.
NEEDED: dict[str, Callable[[], object]] = {
    "postgresql": lambda: postgres_program("initdb") and postgres_program("postgres"),
    "redis-server": redis_program,
    "chromium": browser_path,
    "fonts-noto-cjk": _has_chinese_font,
    "gettext": lambda: shutil.which("msgfmt") and shutil.which("xgettext"),
}


def missing_packages() -> list[str]:
    return [package for package, is_there in NEEDED.items() if not is_there()]


def _install_command() -> list[str] | None:
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n", "apt-get"]
    return None


def main() -> int:
    missing = missing_packages()
    if not missing:
        return 0
    apt = _install_command()
    if apt:
        print(f"Installing for the tests: {' '.join(missing)}", flush=True)  # noqa: T201
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run([*apt, "update", "-qq"], check=False, **quiet)
        subprocess.run([*apt, "install", "-qq", "-y", "--no-install-recommends", *missing], check=False, **quiet)
        missing = missing_packages()
    if missing:
        sys.stderr.write(
            "The tests need these Debian packages, which are missing and could not be installed: "
            f"{' '.join(missing)}.\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
