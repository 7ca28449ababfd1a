"""Start nginx on a free port with the server block of deploy/nginx.conf."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site.building import ROOT

CONFIGURATION = ROOT / "deploy/nginx.conf"
FOLDER = "/srv/plan-not-followed/site"
"""Where the site lies as deploy/nginx.conf has it."""

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

MAIN = """\
{module}
daemon off;
pid {here}/pid;
error_log stderr warn;
worker_processes {workers};
{user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    client_body_temp_path {here}/body; proxy_temp_path {here}/proxy; fastcgi_temp_path {here}/fcgi;
    uwsgi_temp_path {here}/uwsgi; scgi_temp_path {here}/scgi;
    include {here}/server.conf;
}}
"""


@contextmanager
def nginx(site: Path, here: Path, workers: int = 1) -> Iterator[str]:
    """The address at which nginx serves `site` meanwhile. `here` is an empty folder for its files.

    Skips, or fails where CI is set, on a machine without nginx and its Brotli module.
    """
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    types = Path("/etc/nginx/mime.types")
    if not program or not BROTLI.exists() or not types.exists():
        if os.environ.get("CI"):
            pytest.fail("nginx with its Brotli module is not installed: make test installs it.")
        pytest.skip("nginx with its Brotli module is not installed: make test installs it.")
    port = _free_port()
    shutil.copy(types, here / "mime.types")
    (here / "server.conf").write_text(_server(site, port), "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    main = MAIN.format(module=f"load_module {BROTLI};", here=here, workers=workers, user=user)
    (here / "nginx.conf").write_text(main, "utf-8")
    running = subprocess.Popen(
        [program, "-p", str(here), "-c", str(here / "nginx.conf")],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _wait(port, running)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(10)


def _server(site: Path, port: int) -> str:
    """The server block with the folder and the port of this machine, and nothing else changed."""
    text = CONFIGURATION.read_text("utf-8").replace(FOLDER, str(site))
    text, times = re.subn(r"listen 80;", f"listen 127.0.0.1:{port};", text)
    assert times == 1, "deploy/nginx.conf should listen once"
    return text


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, running: subprocess.Popen[str]) -> None:
    for _ in range(200):
        if running.poll() is not None:
            raise AssertionError(running.stderr.read() if running.stderr else "nginx stopped")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not start within 10 s")
