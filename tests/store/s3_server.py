"""As much of S3 as the artifacts need, in memory: objects, ranges, lists, copies, bulk deletes, multipart."""

import hashlib
import re
from collections import defaultdict
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

MISSING_BUCKET = "missing"

Stored = tuple[bytes, datetime]


class S3Server(ThreadingHTTPServer):
    """Every bucket exists but ``MISSING_BUCKET``; signatures are not checked. ``full``, it stores nothing."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, Stored] = {}
        self.uploads: defaultdict[str, dict[int, bytes]] = defaultdict(dict)
        self.answering = Event()
        """Nobody is answered while it is not set."""
        self.answering.set()
        self.full = False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: S3Server

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._send_object()

    def do_GET(self) -> None:
        path, query = self._target()
        if "list-type" not in query:
            self._send_object()
            return
        prefix = f"{path.rstrip('/')}/{query.get('prefix', '')}"
        bucket = path.split("/")[0]
        delimiter = query.get("delimiter")
        folders: set[str] = set()
        found = ""
        for key, (data, at) in self.server.objects.items():
            if not key.startswith(prefix):
                continue
            head, divided, _ = key.removeprefix(prefix).partition(delimiter) if delimiter else (key, "", "")
            if divided:
                folders.add(f"{prefix}{head}{divided}".removeprefix(f"{bucket}/"))
                continue
            found += (
                f"<Contents><Key>{key.removeprefix(bucket + '/')}</Key><Size>{len(data)}</Size>"
                f"<LastModified>{at:%Y-%m-%dT%H:%M:%S.000Z}</LastModified><ETag>{_etag(data)}</ETag></Contents>"
            )
        found += "".join(f"<CommonPrefixes><Prefix>{folder}</Prefix></CommonPrefixes>" for folder in folders)
        self._send(
            200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>".encode()
        )

    def do_PUT(self) -> None:
        path, query = self._target()
        data = self._body()
        if path.startswith(f"{MISSING_BUCKET}/"):
            self._send(404, b"<Error><Code>NoSuchBucket</Code></Error>")
            return
        if self.server.full:
            self._send(507, b"<Error><Code>InsufficientStorage</Code></Error>")
            return
        if "x-amz-copy-source" in self.headers:
            self._copy(unquote(self.headers["x-amz-copy-source"]).lstrip("/"), path)
            return
        if "partNumber" in query:
            self.server.uploads[query["uploadId"]][int(query["partNumber"])] = data
        else:
            self.server.objects[path] = (data, datetime.now(UTC))
        self._send(200, headers={"ETag": _etag(data)})

    def do_POST(self) -> None:
        path, query = self._target()
        body = self._body()
        if "uploads" in query:
            upload = f"upload-{len(self.server.uploads)}"
            self._send(
                200,
                f"<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>".encode(),
            )
        elif "uploadId" in query:
            parts = self.server.uploads[query["uploadId"]]
            data = b"".join(parts[number] for number in sorted(parts))
            self.server.objects[path] = (data, datetime.now(UTC))
            tag = f"<ETag>{_etag(data)}</ETag>"
            self._send(200, f"<CompleteMultipartUploadResult>{tag}</CompleteMultipartUploadResult>".encode())
        else:
            keys = re.findall("<Key>(.*?)</Key>", body.decode())
            for key in keys:
                self.server.objects.pop(f"{path.rstrip('/')}/{key}", None)
            deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
            self._send(200, f"<DeleteResult>{deleted}</DeleteResult>".encode())

    def _copy(self, source: str, target: str) -> None:
        if source not in self.server.objects:
            self._send(404, b"<Error><Code>NoSuchKey</Code></Error>")
            return
        data, _ = self.server.objects[source]
        self.server.objects[target] = (data, datetime.now(UTC))
        self._send(200, f"<CopyObjectResult><ETag>{_etag(data)}</ETag></CopyObjectResult>".encode())

    def parse_request(self) -> bool:
        """Wait with it until anybody is answered."""
        self.server.answering.wait()
        return super().parse_request()

    def _target(self) -> tuple[str, dict[str, str]]:
        """The bucket and key, and the query."""
        url = urlsplit(self.path)
        query = parse_qs(url.query, keep_blank_values=True)
        return unquote(url.path).lstrip("/"), {name: values[0] for name, values in query.items()}

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _send_object(self) -> None:
        stored = self.server.objects.get(self._target()[0])
        if stored is None:
            self._send(404, b"<Error><Code>NoSuchKey</Code></Error>")
            return
        data, at = stored
        headers = {"ETag": _etag(data), "Last-Modified": format_datetime(at, usegmt=True)}
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if wanted is None:
            self._send(200, data, headers)
            return
        start, end = int(wanted[1]), min(int(wanted[2]), len(data) - 1)
        headers["Content-Range"] = f"bytes {start}-{end}/{len(data)}"
        self._send(206, data[start : end + 1], headers)

    def _send(self, status: int, body: bytes = b"", headers: dict[str, Any] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _etag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:32]}"'
