"""Workers, each a process of its own, forked from one that has imported all they need: that takes longest.

For each line that comes in, a key for Azure, a worker is started; out come its process id and, when it has
ended, an empty line. All is as in the product but for the patience with workers that are silent, or stopped.
"""

import asyncio
import os
import sys
from datetime import timedelta

from contracts import names

if __name__ == "__main__":
    names.HEARTBEAT_TIMEOUT = timedelta(seconds=2)  # type: ignore[misc]
    names.LONGEST_PAUSE = timedelta(seconds=1)  # type: ignore[misc]

    import worker

    worker.STOP_GRACE = timedelta(seconds=0.1)  # type: ignore[misc]
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.environ["AZURE_SPEECH_KEY"] = line.strip()
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            asyncio.run(worker._main())
            os._exit(0)
        print(pid, flush=True)  # noqa: T201 - whoever started this reads it
        os.waitpid(pid, 0)
        print(flush=True)  # noqa: T201
