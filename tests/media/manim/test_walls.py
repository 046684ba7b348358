"""The walls alone: scripts that passed no check try every hostile effect, and nothing of it happens.

Each effect is first shown to happen where there are no walls, so that a test here can fail.
"""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pytest
from pyseccomp import Arch, resolve_syscall

from contracts.animation import Quality
from contracts.errors import ScriptsRefused
from media.manim.limits import PREFLIGHT
from media.manim.runner import ScriptRunner
from sandbox.kernel import drop_capabilities
from sandbox.levels import Level
from sandbox.system_calls import FILES, ITSELF, MEMORY, SIGNALS, THREADS, TIME
from tests.machines import Machine
from tests.media.manim.conftest import runner_on, with_limits

pytestmark = pytest.mark.slow

ROOT: Final = Path(__file__).parents[3]
CONFINING: Final = {
    Machine.ROOT: Level.COMPLETE,
    Machine.USER: Level.COMPLETE,
    Machine.CONTAINER: Level.LANDLOCK,
    Machine.ROOT_CONTAINER: Level.LANDLOCK,
    Machine.NO_LANDLOCK: Level.ROOT,
}

HEAD: Final = """
import ctypes, fcntl, mmap, os, resource, signal, socket, subprocess, sys, threading, time
from pathlib import Path
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    result = libc.syscall(number, *(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
def listed(folder, needed):
    if needed not in os.listdir(folder):
        raise OSError("not listed")
def holds(content, needed):
    if needed not in content:
        raise OSError("not read")
"""
TAIL: Final = """
try:
    effect()
except BaseException as error:
    raise RuntimeError(f"stopped by {type(error).__name__}: {error}")
raise RuntimeError("it happened")
"""

EFFECTS: Final = {
    # files of others
    "read /etc/passwd": "open('/etc/passwd').read()",
    "read the project": "open(ROOT + '/pyproject.toml').read()",
    "read the project's code": "open(ROOT + '/worker.py').read()",
    "read another job": "holds(open(OTHER + '/secret').read(), 'hush')",
    "read another job by numpy": "import numpy; holds(numpy.fromfile(OTHER + '/secret').tobytes(), b'')",
    "read another job by a descriptor": "os.open('secret', os.O_RDONLY, dir_fd=os.open(OTHER, os.O_PATH))",
    "read another job through a link": "os.symlink(OTHER, 'link'); open('link/secret').read()",
    "read another job through a hard link": "os.link(OTHER + '/secret', 'hard'); open('hard').read()",
    "list another job": "listed(OTHER, 'secret')",
    "list all jobs": "listed(os.path.dirname(OTHER), os.path.basename(OTHER))",
    "list the root": "listed('/', 'proc')",
    "go to another job": "os.chdir(OTHER)",
    "write into another job": "open(OTHER + '/new', 'w').write('x')",
    "overwrite another job": "open(OTHER + '/secret', 'r+').write('x')",
    "empty a file by opening it": "os.open(OTHER + '/secret', os.O_RDONLY | os.O_TRUNC)",
    "empty a file": "os.truncate(OTHER + '/secret', 0)",
    "remove a file": "os.remove(OTHER + '/secret')",
    "rename a file": "os.rename(OTHER + '/secret', OTHER + '/other')",
    "move a file away": "os.rename(OTHER + '/secret', 'mine')",
    "change a file's mode": "os.chmod(OTHER + '/secret', 0o777)",
    "change a file's owner": "os.chown(OTHER + '/secret', os.getuid(), os.getgid())",
    "change a file's times": "os.utime(OTHER + '/secret', (0, 0))",
    "change a file's attributes": "os.setxattr(OTHER + '/secret', 'user.x', b'x')",
    "lock a file": "fcntl.flock(os.open(OTHER + '/secret', os.O_RDONLY), fcntl.LOCK_EX)",
    "watch a folder": "call(254, libc.inotify_init1(0), OTHER.encode(), 0xFFF)",
    "write into the temporary folder": "open('/tmp/reelwork-hostile', 'w').write('x')",
    "write into shared memory": "open('/dev/shm/reelwork-hostile', 'w').write('x')",
    "write into Python": "open(sys.prefix + '/hostile', 'w').write('x')",
    "make a pipe with a name": "os.mkfifo('pipe')",
    "make a folder that nobody can look into": "os.mkdir('closed', 0)",
    "make a file without a name": "os.open('.', os.O_TMPFILE | os.O_RDWR)",
    "make a file that lends its rights": "os.close(os.open('tool', os.O_CREAT | os.O_WRONLY, 0o4755))",
    "part from the files that are counted": "call(436, 900, 900, 2)",
    "have all it makes be closed": "os.umask(0o777)",
    "make a link": "os.symlink('/etc/passwd', 'passwd')",
    # secrets
    "read its own environment file": "open('/proc/self/environ').read()",
    "read another's environment": "holds(open(f'/proc/{VICTIM}/environ').read(), 'hush')",
    "read another's memory map": "open(f'/proc/{VICTIM}/maps').read()",
    "list the processes": "listed('/proc', str(VICTIM))",
    "read another's command line": "holds(open(f'/proc/{VICTIM}/cmdline').read(), 'sleep')",
    # sockets
    "connect by TCP": "socket.create_connection(('127.0.0.1', PORT), 2)",
    "listen by TCP": "socket.create_server(('127.0.0.1', 0))",
    "send by UDP": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', PORT))",
    "connect by IPv6": "socket.socket(socket.AF_INET6)",
    "connect to a unix socket": "socket.socket(socket.AF_UNIX).connect(UNIX)",
    "connect to an abstract socket": "socket.socket(socket.AF_UNIX).connect(ABSTRACT)",
    "make a pair of sockets": "socket.socketpair()",
    "talk to the kernel by netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    # others' processes
    "signal another": "os.kill(VICTIM, 0)",
    "kill another": "os.kill(VICTIM, signal.SIGKILL)",
    "signal a group": "os.killpg(os.getpgid(VICTIM), 0)",
    "signal all": "os.kill(-1, 0)",
    "signal the keeper": "os.kill(os.getppid(), 0)",
    "signal by descriptor": "signal.pidfd_send_signal(os.pidfd_open(VICTIM), 0)",
    "have a descriptor signal another": (
        "reader = os.pipe()[0]; fcntl.fcntl(reader, fcntl.F_SETOWN, VICTIM);"
        "fcntl.fcntl(reader, 10, signal.SIGKILL)"
    ),
    "trace another": "ok = libc.ptrace(0x4206, VICTIM, 0, 0); ok == 0 or call(-1)",
    "read another's memory": "call(310, VICTIM, 0, 0, 0, 0, 0)",
    "bind another's limits": "resource.prlimit(VICTIM, resource.RLIMIT_NOFILE, (9, 9))",
    "move another to a processor": "os.sched_setaffinity(VICTIM, {0})",
    "slow another down": "os.setpriority(os.PRIO_PROCESS, VICTIM, 19)",
    # processes of its own
    "fork": "os.fork() or os._exit(0)",
    "start a program": "subprocess.run(['/bin/true'], check=True)",
    "become a program": "os.execv('/bin/true', ['true']) if call(57) == 0 else os.wait()",
    "leave its session": "os.setpgid(0, 0) if os.getpgid(0) != os.getpid() else call(57) or os._exit(0)",
    "outlive its parent": "libc.prctl(1, 0, 0, 0, 0) == 0 or call(-1)",
    # memory and disk past the accounts
    "keep memory in a file without a name": "os.memfd_create('x')",
    "keep memory in a segment": "call(29, 0, 1 << 20, 0o1600)",
    "write through shared memory": (
        "file = open('mapped', 'w+b'); file.truncate(4096); mmap.mmap(file.fileno(), 4096)[:1] = b'x'"
    ),
    "take disk without writing": "os.posix_fallocate(os.open('big', os.O_RDWR | os.O_CREAT), 0, 1 << 20)",
    "enlarge a pipe": "fcntl.fcntl(os.pipe()[0], 1031, 1 << 20)",
}
"""Each a line of Python that ends without an exception if, and only if, its effect has happened."""
ELSEWHERE: Final = pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are x86-64's")


@dataclass(frozen=True)
class World:
    """What there is around a script: what it could harm."""

    other: Path
    port: int
    unix: Path
    abstract: str
    victim: int

    @property
    def head(self) -> str:
        """The names that the effects use."""
        return HEAD + (
            f"ROOT, OTHER, PORT = {str(ROOT)!r}, {str(self.other)!r}, {self.port}\n"
            f"UNIX, ABSTRACT, VICTIM = {str(self.unix)!r}, {self.abstract!r}, {self.victim}\n"
        )


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    other = tmp_path / "other-job"
    other.mkdir()
    (other / "secret").write_text("hush")
    # without root's rights, so that it is as open to others as an ordinary user's process is
    victim = subprocess.Popen(["sleep", "100"], env={"SECRET": "hush"}, preexec_fn=drop_capabilities)  # noqa: PLW1509
    with _listening(socket.AF_INET, ("127.0.0.1", 0)) as tcp, contextlib.ExitStack() as stack:
        unix = tmp_path / "socket"
        abstract = f"\0reelwork-{victim.pid}"
        stack.enter_context(_listening(socket.AF_UNIX, str(unix)))
        stack.enter_context(_listening(socket.AF_UNIX, abstract))
        yield World(other, tcp.getsockname()[1], unix, abstract, victim.pid)
    victim.kill()
    victim.wait()
    for left in ("/tmp/reelwork-hostile", "/dev/shm/reelwork-hostile", f"{sys.prefix}/hostile"):  # noqa: S108
        Path(left).unlink(missing_ok=True)


@contextlib.contextmanager
def _listening(family: socket.AddressFamily, address: object) -> Iterator[socket.socket]:
    with socket.socket(family) as listener:
        listener.bind(address)  # type: ignore[arg-type]
        listener.listen()
        yield listener


@pytest.fixture(scope="session", params=CONFINING, ids=lambda machine: machine.value)
async def confined(request: pytest.FixtureRequest) -> AsyncIterator[ScriptRunner]:
    if request.param in {Machine.ROOT, Machine.ROOT_CONTAINER} and os.geteuid() != 0:
        pytest.skip("only root can show what root meets")
    async with runner_on(request.param) as runner:
        assert runner.offer.level is CONFINING[request.param], runner.offer
        yield runner


async def told(runner: ScriptRunner, world: World, effect: str, folder: Path) -> str:
    """What a script says that tries the effect."""
    own = folder / "own"
    own.mkdir()
    script = f"{world.head}def effect():\n    {effect}\n{TAIL}"
    (finding,) = (await runner.preflight(script, own)).diagnostics
    return finding.message


@ELSEWHERE
@pytest.mark.parametrize("name", EFFECTS)
async def test_a_hostile_effect_happens_without_walls(
    open_runner: ScriptRunner, world: World, tmp_path: Path, name: str
) -> None:
    assert await told(open_runner, world, EFFECTS[name], tmp_path) == "RuntimeError: it happened"


@ELSEWHERE
@pytest.mark.parametrize("name", EFFECTS)
async def test_no_hostile_effect_happens_behind_walls(
    confined: ScriptRunner, world: World, tmp_path: Path, name: str
) -> None:
    before = (world.other / "secret").stat()
    said = await told(confined, world, EFFECTS[name], tmp_path)

    assert re.search(r"stopped by|signal SIGSYS", said)
    assert [path.name for path in world.other.iterdir()] == ["secret"]
    after = (world.other / "secret").stat()
    assert (after.st_mode, after.st_size, after.st_mtime) == (before.st_mode, before.st_size, before.st_mtime)
    os.kill(world.victim, 0)


@ELSEWHERE
async def test_the_kernels_old_entry_is_closed(confined: ScriptRunner, tmp_path: Path) -> None:
    effect = (
        "code = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 7)",
        r"code.write(b'\xb8\x14\0\0\0\xcd\x80\xc3')",  # mov eax, 20 (getpid); int 0x80; ret
        "ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()",
    )
    (finding,) = (await confined.preflight(HEAD + "\n".join(effect), tmp_path)).diagnostics

    assert finding.message.startswith("The script ended its own process (signal SIGSYS).")


async def test_a_render_is_left_the_system_calls_it_needs_and_no_other(
    confined: ScriptRunner, tmp_path: Path
) -> None:
    """Every system call that there is, with arguments that do nothing: all but the listed are refused."""
    known = {number: name for number in range(600) if (name := _name_of(number))}
    refused = {number: name for number, name in known.items() if name not in _listed()}
    assert len(refused) > 200
    script = (
        f"answers = {{}}\nfor number in {sorted(refused)}:\n"
        "    libc.syscall(number, *[ctypes.c_long(-1)] * 6)\n"
        "    answers[number] = ctypes.get_errno()\n"
        "raise RuntimeError({number: error for number, error in answers.items() if error != 1})\n"
    )
    (finding,) = (await confined.preflight(HEAD + script, tmp_path)).diagnostics

    assert finding.message == "RuntimeError: {}", {known[n]: n for n in eval(finding.message[14:])}  # noqa: S307


def _name_of(number: int) -> str | None:
    try:
        return str(resolve_syscall(Arch.NATIVE, number).decode())
    except (OSError, ValueError):
        return None


def _listed() -> set[str]:
    """Those that are allowed, some of them with certain arguments only."""
    lists = (FILES, MEMORY, THREADS, SIGNALS, TIME, ITSELF)
    bound = {
        "clone",
        "clone3",
        "open",
        "openat",
        "mmap",
        "tgkill",
        "prlimit64",
        "prctl",
        "fcntl",
        "ioctl",
        "mkdir",
        "mkdirat",
    }
    return bound.union(*lists)


@ELSEWHERE
async def test_a_script_cannot_pass_its_death_off_as_the_machines_fault(
    confined: ScriptRunner, tmp_path: Path
) -> None:
    """Such a death is retried."""
    script = """
for act in (
    lambda: call(234, os.getpid(), threading.get_native_id(), signal.SIGKILL),
    lambda: os.kill(os.getpid(), signal.SIGKILL),
    lambda: resource.setrlimit(resource.RLIMIT_CPU, (1, 1)),
):
    try:
        act()
    except (OSError, ValueError):
        continue
    while True:
        pass
raise RuntimeError("still here")
"""
    (finding,) = (await confined.preflight(HEAD + script, tmp_path)).diagnostics

    assert finding.message == "RuntimeError: still here"


# --- what still works -------------------------------------------------------------------------------------


HONEST: Final = ("text_write", "formula_typst", "japanese", "three_dimensions", "code", "axes_plot")


@pytest.mark.parametrize("name", HONEST)
async def test_honest_scripts_render_behind_all_walls(
    confined: ScriptRunner, tmp_path: Path, name: str
) -> None:
    script = (ROOT / "tests" / "scripts" / "honest" / f"{name}.py").read_text("utf-8")
    checked = await confined.preflight(script, tmp_path)
    report = await confined.render(script, tmp_path, Quality.LOW, checked.animations, lambda _: None)

    assert (checked.errors, report.errors) == ((), ())
    assert report.duration > 0


async def test_the_limits_hold_behind_all_walls(confined: ScriptRunner, tmp_path: Path) -> None:
    start = "for _ in range(100): threading.Thread(target=time.sleep, args=(9,)).start()\n"
    few = with_limits(confined, replace(PREFLIGHT, tasks=50))
    (finding,) = (await few.preflight(f"{HEAD}{start}time.sleep(9)", tmp_path)).diagnostics

    assert finding.message == "The script started more than 50 threads."


# --- below the floor --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("machine", "level"), [(Machine.NO_FILE_WALLS, Level.FILTER), (Machine.NO_WALLS, Level.LIMITS)]
)
async def test_where_files_cannot_be_walled_off_no_script_runs(
    tmp_path: Path, machine: Machine, level: Level
) -> None:
    async with runner_on(machine) as runner:
        assert (runner.offer.level, runner.refuses) == (level, True)
        assert {"complete", "own-root", "landlock"} <= runner.offer.refused.keys()
        with pytest.raises(ScriptsRefused, match="can't confine"):
            await runner.preflight("open('ran', 'w')", tmp_path)

    assert not (tmp_path / "ran").exists()


async def test_a_setting_lets_them_run_behind_the_walls_that_there_are(tmp_path: Path) -> None:
    async with runner_on(Machine.NO_FILE_WALLS, unconfined=True) as runner:
        script = "open('ran', 'w')\nimport socket\nsocket.socket()"
        (finding,) = (await runner.preflight(script, tmp_path)).diagnostics

    assert (tmp_path / "ran").exists()
    assert finding.message.startswith("PermissionError")


# --- one run and the next ---------------------------------------------------------------------------------


async def test_nothing_of_one_run_is_seen_by_the_next(confined: ScriptRunner, tmp_path: Path) -> None:
    mark = "import manim, sys\nraise RuntimeError(getattr(manim, 'mark', None), 'script' in sys.modules)"
    first = "import manim, builtins\nmanim.mark = 1\nbuiltins.print = None\nraise RuntimeError('marked')"
    (one,) = (await confined.preflight(first, tmp_path)).diagnostics
    (two,) = (await confined.preflight(mark, tmp_path)).diagnostics

    assert (one.message, two.message) == ("RuntimeError: marked", "RuntimeError: (None, True)")


async def test_the_warm_parent_shares_no_memory_that_can_be_written(confined: ScriptRunner) -> None:
    assert confined._warm._process
    maps = Path(f"/proc/{confined._warm._process.pid}/maps").read_text().splitlines()

    assert len(maps) > 100
    assert [line for line in maps if re.match(r"\S+ .w.s", line)] == []


async def test_runs_behind_walls_leave_nothing_in_the_temporary_folder(
    confined: ScriptRunner, tmp_path: Path
) -> None:
    assert confined._warm._home
    temporary = Path(confined._warm._home.name)  # the warm parent's, and what it starts has no other
    before = set(temporary.rglob("*"))
    await confined.preflight("raise ValueError", tmp_path)

    assert set(temporary.rglob("*")) == before


async def test_fonts_are_found_wherever_fontconfig_has_them(runner: ScriptRunner, tmp_path: Path) -> None:
    """As an operator's own settings may say; a script must not get boxes instead of letters."""
    fonts = tmp_path / "elsewhere"
    fonts.mkdir()
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "linked").symlink_to("../elsewhere")  # as Debian's poppler-data has some
    shutil.copy(next(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc")), fonts)
    settings = tmp_path / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{tmp_path}/fonts</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    own = tmp_path / "own"
    own.mkdir()
    other = ScriptRunner()
    other._warm.command = ("/usr/bin/env", f"FONTCONFIG_FILE={settings}", *other._warm.command)
    text = "Text('学而時習', font='Noto Sans CJK JP')"
    look = f"from manim import *\nraise RuntimeError([len(letter.points) for letter in {text}])"
    async with other:
        assert other.offer == runner.offer
        (finding,) = (await other.preflight(look, own)).diagnostics

    outlines = eval(finding.message.removeprefix("RuntimeError: "))  # noqa: S307
    assert len(set(outlines)) == len(outlines) == 4
