"""The warm parent of isolated calls: imports what they need, forks one process for each (see ``isolation``).

It is started with an empty environment and one end of a socket pair as its standard input. Each message over
it names a module, and carries a descriptor: the line to the worker, over which the process that is forked
sends a descriptor of itself, gets its order and answers. When the worker is gone the socket ends, and so do
this process and all that it forked.

It must stay a process of one thread: a thread would be missing in the children, and what it held stay locked.
"""

import gc
import importlib
import json
import os
import pickle
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any, Final, NoReturn

from pydantic_core import to_jsonable_python

from contracts.errors import ReelworkError
from sandbox.confine import confine
from sandbox.kernel import die_with
from sandbox.levels import Level, strongest
from sandbox.limits import Limits
from sandbox.readable import readable

_MODULE_BYTES: Final = 1024
_LINE: Final = 3
"""The only descriptor that a call's process has beside the three standard ones."""
_NICE: Final = 10
"""Reading for one job must not slow down what others are being made of."""


def main() -> NoReturn:
    """Serve the worker until it is gone."""
    control = socket.socket(fileno=0)
    readable(programs=False)
    level = strongest(lambda level, folder: confine(level, folder, Limits(), programs=False)).level
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        module, descriptors, _, _ = socket.recv_fds(control, _MODULE_BYTES, 1)
        if not descriptors:
            sys.exit(0)
        if module.decode() not in sys.modules:
            importlib.import_module(module.decode())  # noqa: TID251 - the worker has imported it too
            gc.collect()
            gc.freeze()  # what is imported stays shared with the children
        me = os.getpid()
        try:
            if os.fork() == 0:
                _serve(descriptors[0], me, level)
        except OSError:  # no memory for it: the worker sees the line end
            traceback.print_exc()
        os.close(descriptors[0])


def _serve(descriptor: int, parent: int, level: Level) -> NoReturn:
    """Be the process of one call."""
    try:
        os.setsid()
        die_with(parent)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)  # the warm parent's line to the worker
        if descriptor != _LINE:
            os.dup2(descriptor, _LINE, inheritable=False)
        os.closerange(_LINE + 1, 65536)
        line = socket.socket(fileno=_LINE)
        me = os.pidfd_open(os.getpid())
        socket.send_fds(line, [b"+"], [me])
        os.close(me)
        os.nice(_NICE)
        with os.fdopen(_LINE, "r+b", buffering=0, closefd=False) as stream:
            order = _exactly(stream, int.from_bytes(_exactly(stream, 8), "big"))
            folder, limits, function, arguments = pickle.loads(order)  # noqa: S301 - the worker's own words
            try:
                confine(level, Path(folder), Limits(**limits), programs=False)
                answer = {"result": to_jsonable_python(function(*arguments))}
            except ReelworkError as error:
                answer = {"error": error.code, "phrase": error.phrase.model_dump()}
            except MemoryError:
                os._exit(1)
            except Exception:  # noqa: BLE001  (whatever it is, it is the answer)
                answer = {"trouble": traceback.format_exc()}
            said = memoryview(json.dumps(answer).encode())
            while said:
                said = said[stream.write(said) :]
        os._exit(0)
    except Exception:  # noqa: BLE001  (the log is all that learns of it)
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)  # never back into the warm parent's loop


def _exactly(stream: Any, size: int) -> bytes:
    read = b""
    while len(read) < size:
        piece = stream.read(size - len(read))
        if not piece:
            os._exit(0)  # the worker does not want it any more
        read += piece
    return read


if __name__ == "__main__":
    main()
