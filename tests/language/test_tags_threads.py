"""The tables of languages are whole for every thread, whichever comes first."""

import subprocess
import sys

RACE = """
import sys, threading
sys.setswitchinterval(1e-6)
from language.tags import is_spoken_as
barrier, wrong = threading.Barrier(8), []
def look():
    barrier.wait()
    try:
        assert is_spoken_as("en-US", "en-GB")
    except Exception as error:
        wrong.append(error)
threads = [threading.Thread(target=look) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
sys.exit(repr(wrong) if wrong else 0)
"""


def test_threads_that_ask_first_all_get_an_answer() -> None:
    for _ in range(4):
        ended = subprocess.run([sys.executable, "-c", RACE], capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
