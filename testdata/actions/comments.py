"""A server that keeps comments on issues, as api.github.com does."""
import http.server
import json
import threading
from urllib.parse import parse_qs, urlparse


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_any(self):
        server = self.server
        url = urlparse(self.path)
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        server.calls.append(f"{self.command} {url.path}")
        if self.headers.get("Authorization") != "Bearer secret":
            self.answer(401, {})
        elif self.command != "GET" and server.read_only:
            self.answer(403, {"message": "Resource not accessible by integration"})
        elif self.command == "GET" and url.path == "/repos/o/r/issues/7/comments":
            query = {name: int(each[0]) for name, each in parse_qs(url.query).items()}
            start = (query.get("page", 1) - 1) * query["per_page"]
            self.answer(200, server.comments[start:start + query["per_page"]])
        elif self.command == "POST" and url.path == "/repos/o/r/issues/7/comments":
            server.add("github-actions[bot]", json.loads(text)["body"])
            self.answer(201, server.comments[-1])
        elif self.command == "PATCH" and url.path.startswith("/repos/o/r/issues/comments/"):
            comment = server.comments[int(url.path.rsplit("/", 1)[1])]
            comment["body"] = json.loads(text)["body"]
            self.answer(200, comment)
        else:
            self.answer(404, {})

    do_GET = do_POST = do_PATCH = handle_any


class Comments(http.server.ThreadingHTTPServer):
    """Of pull request 7 of o/r; the token is "secret"."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.comments, self.calls, self.read_only = [], [], False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def add(self, author, body):
        self.comments.append({"id": len(self.comments), "user": {"login": author}, "body": body})

    def wrote(self):
        calls, self.calls = self.calls, []
        return [call for call in calls if not call.startswith("GET")]
