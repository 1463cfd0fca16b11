"""A small stand-in for GitHub: the files of releases, and comments on pull requests.

    github.py FOLDER [--read-only] [--login NAME]

Serves FOLDER/releases below /OWNER/sevlint/releases/download, keeps comments in FOLDER/comments.json, and writes its port to
FOLDER/port once it listens. It listens on this machine only.
"""

import json
import pathlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

folder = pathlib.Path(sys.argv[1])
read_only = "--read-only" in sys.argv
login = sys.argv[sys.argv.index("--login") + 1] if "--login" in sys.argv else "github-actions[bot]"
comments = folder / "comments.json"
releases = "/OWNER/sevlint/releases/download/"


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, value):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def known(self):
        return json.loads(comments.read_text()) if comments.exists() else []

    def may(self, writes):
        if self.headers.get("Authorization") != "Bearer secret-token":
            self.answer(401, {"message": "Bad credentials"})
        elif writes and read_only:
            self.answer(403, {"message": "Resource not accessible by integration"})
        else:
            return True
        return False

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path.startswith(releases):
            file = folder / "releases" / url.path[len(releases):]
            return self.answer(200, file.read_bytes()) if file.is_file() else self.answer(404, {})
        if url.path == "/repos/team/incidents/issues/7/comments" and self.may(writes=False):
            asked = {key: int(value[0]) for key, value in parse_qs(url.query).items()}
            start = (asked["page"] - 1) * asked["per_page"]
            self.answer(200, self.known()[start : start + asked["per_page"]])

    def do_POST(self):
        if self.path == "/graphql":
            if self.may(writes=False):
                self.answer(200, {"data": {"viewer": {"login": login}}})
        elif self.path == "/repos/team/incidents/issues/7/comments" and self.may(writes=True):
            known = self.known()
            known.append({"id": 1000 + len(known), "user": {"login": login}, "body": self.body()["body"]})
            comments.write_text(json.dumps(known))
            self.answer(201, known[-1])

    def do_PATCH(self):
        start = "/repos/team/incidents/issues/comments/"
        if self.path.startswith(start) and self.may(writes=True):
            known = self.known()
            [found] = [comment for comment in known if str(comment["id"]) == self.path[len(start):]]
            assert found["user"]["login"] == login, "nobody may edit the comment of another"
            found["body"] = self.body()["body"]
            comments.write_text(json.dumps(known))
            self.answer(200, found)


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
(folder / "port.new").write_text(str(server.server_address[1]))
(folder / "port.new").rename(folder / "port")
server.serve_forever()
