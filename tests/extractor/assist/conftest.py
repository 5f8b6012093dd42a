"""A model's endpoint under the test's control, on a real socket."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from extractor.assist import Endpoint

Answerer = Callable[[dict[str, Any]], tuple[int, bytes]]


@dataclass
class Stub:
    """What it was asked, and what it answers: (status, body)."""

    answer: Answerer
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


def completion(content: object) -> tuple[int, bytes]:
    """A chat completion with this content."""
    text = content if isinstance(content, str) else json.dumps(content)
    return 200, json.dumps({"choices": [{"message": {"content": text}}]}).encode()


@pytest.fixture
def stub() -> Iterator[tuple[Stub, Endpoint]]:
    server_stub = Stub(lambda _: completion({"suggestions": []}))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server_stub.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            server_stub.headers.append(dict(self.headers))
            status, body = server_stub.answer(server_stub.asked[-1])
            self.send_response(status)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server_stub, Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1", "stub", "top-secret")
    server.shutdown()
    server.server_close()
    thread.join()
