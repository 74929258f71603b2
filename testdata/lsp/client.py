"""A client of the language server for tests: it says what it is told to, and keeps all that comes."""
import json
import os
import queue
import subprocess
import tempfile
import threading
from urllib.parse import quote

PATIENCE = 60  # seconds; sanitizers are slow, and the machine may be busy
KEPT = ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS")


def uri_of(path):
    return "file://" + quote(os.fspath(path))


def read_all(stream, inbox):
    """Ends with None."""
    while True:
        length = None
        while True:
            line = stream.readline()
            if not line:
                inbox.put(None)
                return
            if line == b"\r\n":
                break
            name, value = line.split(b":", 1)
            if name.lower() == b"content-length":
                length = int(value)
        inbox.put(json.loads(stream.read(length)))


class Client:
    """One run of the server. `path` in its methods is a file's name in the folder."""

    def __init__(self, tiptoe, folder):
        self.folder = folder
        self.stderr = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [tiptoe, "lsp", "--stdio"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.stderr,
            env={key: os.environ[key] for key in KEPT if key in os.environ})
        self.inbox = queue.Queue()
        self.pending = []  # that came while something else was waited for
        self.last_id = 0
        self.version = 0
        threading.Thread(target=read_all, args=(self.process.stdout, self.inbox), daemon=True).start()

    # --- bytes

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps(message).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def send_together(self, messages):
        """In one piece, so that the server has all before it answers any."""
        data = b""
        for message in messages:
            body = json.dumps(message).encode()
            data += b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        self.send_bytes(data)

    def receive(self, wanted, patience=PATIENCE):
        """The first message for which wanted(message) holds; others wait for their turn."""
        for i, message in enumerate(self.pending):
            if wanted(message):
                return self.pending.pop(i)
        while True:
            try:
                message = self.inbox.get(timeout=patience)
            except queue.Empty:
                raise AssertionError(f"nothing came; pending: {self.pending}") from None
            if message is None:
                raise AssertionError(f"the server is gone: {self.errors()}")
            if wanted(message):
                return message
            self.pending.append(message)

    def errors(self):
        self.process.wait(PATIENCE)
        self.stderr.seek(0)
        return self.stderr.read().decode(errors="replace")

    # --- messages

    def notify(self, method, params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method, params, **more):
        self.last_id += 1
        self.send({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params, **more})
        return self.last_id

    def answer(self, number):
        return self.receive(lambda message: message.get("id") == number and "method" not in message)

    def request(self, method, params):
        """The result; an error is raised."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def refusal(self, method, params):
        answer = self.answer(self.ask(method, params))
        assert "error" in answer, answer
        return answer["error"]

    # --- a session

    def start(self, encodings=None, options=None, capabilities=None, folders=None):
        capabilities = capabilities or {}
        if encodings is not None:
            capabilities.setdefault("general", {})["positionEncodings"] = encodings
        options = {"debounce": 0, **(options or {})}
        folders = [self.folder] if folders is None else folders
        result = self.request("initialize", {
            "processId": os.getpid(), "rootUri": uri_of(self.folder), "capabilities": capabilities,
            "initializationOptions": options,
            "workspaceFolders": [{"uri": uri_of(each), "name": "x"} for each in folders]})
        self.notify("initialized", {})
        return result

    def write(self, path, content):
        full = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return full

    def uri(self, path):
        return path if ":" in path else uri_of(os.path.join(self.folder, path))

    def open(self, path, text, language="sql"):
        """Answers with the diagnostics."""
        self.version += 1
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": self.uri(path), "languageId": language, "version": self.version, "text": text}})
        return self.diagnostics(path)

    def change(self, path, *changes):
        """A change is a text, or (start, end, text) with positions of (line, character)."""
        self.version += 1
        contents = []
        for change in changes:
            if isinstance(change, str):
                contents.append({"text": change})
            else:
                start, end, text = change
                contents.append({"text": text, "range": {"start": position(start), "end": position(end)}})
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": self.uri(path), "version": self.version}, "contentChanges": contents})
        return self.diagnostics(path)

    def close(self, path):
        self.notify("textDocument/didClose", {"textDocument": {"uri": self.uri(path)}})

    def diagnostics(self, path, version=None):
        """Those of the newest version; older ones are passed over."""
        wanted = version or self.version
        uri = self.uri(path)
        message = self.receive(lambda message: message.get("method") == "textDocument/publishDiagnostics" and
                               message["params"]["uri"] == uri and message["params"].get("version", wanted) == wanted)
        return message["params"]["diagnostics"]

    def at(self, path, line, character):
        return {"textDocument": {"uri": self.uri(path)}, "position": position((line, character))}

    def over(self, path, start=(0, 0), end=(10**6, 0), **more):
        return {"textDocument": {"uri": self.uri(path)},
                "range": {"start": position(start), "end": position(end)}, **more}

    def stop(self):
        """Answers with the exit status."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(PATIENCE)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.stderr.close()


def position(pair):
    return {"line": pair[0], "character": pair[1]}


def codes(diagnostics):
    return [each["code"] for each in diagnostics]


def span(diagnostic):
    """((line, character), (line, character))"""
    return tuple((each["line"], each["character"])
                 for each in (diagnostic["range"]["start"], diagnostic["range"]["end"]))
