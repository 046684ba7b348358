"""Scripts are run: what they raise, what they use, what they show."""

import asyncio
import itertools
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import av
import pytest

from activities.folders import remove
from contracts.animation import RENDERING, SCENE_CLASS, Diagnostic, Quality, Severity
from contracts.errors import RendererCrashed
from contracts.jobs import Heartbeat
from contracts.messages import message
from media.manim.latex import has_latex
from media.manim.limits import PREFLIGHT, ScriptLimits
from media.manim.runner import ScriptRunner
from tests.media.manim.conftest import with_limits

pytestmark = pytest.mark.slow

HEAD = "from manim import *\nclass GeneratedScene(Scene):\n    def construct(self):\n"
HONEST = sorted((Path(__file__).parents[2] / "scripts" / "honest").glob("*.py"))
SHORT = ["self.play(Create(Circle()), run_time=0.4)", "self.wait(0.2)"]


def scene(*lines: str) -> str:
    return HEAD + "".join(f"        {line}\n" for line in "\n".join(lines).split("\n"))


def ignore(_: Heartbeat) -> None:
    """Nobody watches."""


@pytest.fixture
async def removed(tmp_path: Path) -> AsyncIterator[Path]:
    """A folder that is gone after the test: pytest can't remove folders that are nested as deep as these."""
    yield tmp_path
    await remove(tmp_path)


# --- preflight --------------------------------------------------------------------------------------------


async def test_honest_scripts_pass_preflight(runner: ScriptRunner, tmp_path: Path) -> None:
    async def run(path: Path) -> list[str]:
        folder = tmp_path / path.stem
        folder.mkdir()
        report = await runner.preflight(path.read_text(), folder)
        assert report.animations > 0, path.stem
        return [f"{path.stem}: {finding.message}" for finding in report.diagnostics]

    found = []
    for pair in itertools.zip_longest(HONEST[::2], HONEST[1::2]):
        found += await asyncio.gather(*(run(path) for path in pair if path))
    assert list(itertools.chain(*found)) == []


async def test_preflight_counts_the_animations(runner: ScriptRunner, tmp_path: Path) -> None:
    report = await runner.preflight(scene(*SHORT, "self.play(FadeIn(Square()))"), tmp_path)

    assert (report.animations, report.diagnostics) == (3, ())


async def test_preflight_leaves_no_video(runner: ScriptRunner, tmp_path: Path) -> None:
    await runner.preflight(scene(*SHORT), tmp_path)

    assert not list(tmp_path.rglob("*.mp4"))


async def test_an_exception_has_the_scripts_own_line(runner: ScriptRunner, tmp_path: Path) -> None:
    script = (
        scene("self.helper()", "self.wait()") + "    def helper(self):\n        Circle(radius=1, foo=2)\n"
    )
    (finding,) = (await runner.preflight(script, tmp_path)).diagnostics

    assert (finding.rule, finding.line) == ("raised", 7)
    assert finding.message.startswith("TypeError: ")
    assert "foo" in finding.message


async def test_a_syntax_error_has_its_place(runner: ScriptRunner, tmp_path: Path) -> None:
    (finding,) = (await runner.preflight("x = 1\ny = (", tmp_path)).diagnostics

    assert (finding.rule, finding.line, finding.column) == ("syntax", 2, 5)


@pytest.mark.parametrize(
    ("script", "rule", "words"),
    [
        ("from manim import *\n", "scene-class", "GeneratedScene"),
        (scene("self.add(Circle())"), "no-animations", "self.wait"),
        (scene("raise SystemExit(3)"), "raised", "SystemExit"),
        (scene("import os", "os._exit(3)"), "ended", "exit code 3"),
        (scene("import os", "print('last', flush=True)", "os.abort()"), "ended", "SIGABRT.*last"),
        (scene("import os", "os.close(3)", "os._exit(0)"), "ended", "exit code 0"),
        (
            scene("import os", "os.write(3, b'{\"report\": 1}\\n')", "self.wait()"),
            "ended",
            "in the renderer's place",
        ),
        (scene("import os", "os.write(3, b'x' * 3000000)", "self.wait()"), "ended", ""),
        (scene("import os", "while True: os.write(3, b'{\"played\": 1}\\n')"), "ended", "renderer's place"),
        (scene("import os", "os.write(3, b'{\"played\": 1e999}\\n')", "self.wait()"), "ended", "place"),
        (scene("import os", "os.write(3, b'[' * 9000 + b'\\n')", "self.wait()"), "ended", "place"),
        (scene("raise ValueError('half: \\ud800')"), "raised", r"half: \?"),
        (scene("class E(Exception):", "    def __str__(self): return 1 / 0", "raise E"), "raised", "E: "),
    ],
)
async def test_every_way_to_end_is_told(
    runner: ScriptRunner, tmp_path: Path, script: str, rule: str, words: str
) -> None:
    (finding,) = (await runner.preflight(script, tmp_path)).diagnostics

    assert (finding.rule, finding.severity) == (rule, Severity.ERROR)
    assert re.search(words, finding.message)


async def test_output_without_end_does_no_harm(runner: ScriptRunner, tmp_path: Path) -> None:
    report = await runner.preflight(scene("for _ in range(2000): print('x' * 1000)", *SHORT), tmp_path)

    assert report.animations == 2


# --- limits -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "script", "words"),
    [
        (PREFLIGHT, scene("x = bytearray(5 << 30)"), "used more than 4 GB of memory"),
        (replace(PREFLIGHT, memory_bytes=2 << 30), scene("x = np.ones(1 << 28)"), "more than 2 GB of memory"),
        (replace(PREFLIGHT, seconds=0.6), scene("while True: pass"), r"longer than 0\.6 s"),
        (replace(PREFLIGHT, processor_seconds=1), scene("while True: pass"), "than 1 s of processor time"),
        (
            replace(PREFLIGHT, file_bytes=1 << 20),
            scene("open('big', 'wb').write(bytes(2 << 20))"),
            "wrote a file of more than 1 MB",
        ),
        (
            replace(PREFLIGHT, written_bytes=8 << 20),
            scene("while True: open('small', 'wb').write(bytes(1 << 20))"),
            "wrote more than 8 MB",
        ),
        (
            replace(PREFLIGHT, files=100),
            scene("import os, itertools", "for n in itertools.count(): os.mkdir(str(n))"),
            "made more than 100 files",
        ),
        (
            PREFLIGHT,
            scene(
                "import os",
                "place = os.open('.', os.O_RDONLY)",
                "while True:",
                "    os.mkdir('d', dir_fd=place)",
                "    above, place = place, os.open('d', os.O_RDONLY, dir_fd=place)",
                "    os.close(above)",
            ),
            "nested folders too deep",
        ),
        (
            replace(PREFLIGHT, files=500),
            scene(
                "import os, itertools",
                "place = os.open('.', os.O_RDONLY)",
                "for _ in range(17):",  # deeper than a path can be long
                "    os.mkdir('d' * 250, dir_fd=place)",
                "    place = os.open('d' * 250, os.O_RDONLY, dir_fd=place)",
                "for n in itertools.count(): os.mkdir(str(n), dir_fd=place)",
            ),
            "made more than 500 files",
        ),
        (
            replace(PREFLIGHT, files=500),
            scene(
                "import os, threading, itertools",
                "os.makedirs('a/a')",
                "def move():",
                "    while True: os.rename('a', 'b'); os.rename('b', 'a')",
                "threading.Thread(target=move, daemon=True).start()",
                "for n in itertools.count():",
                "    try: os.mkdir(f'a/a/{n}')",
                "    except FileNotFoundError: pass",
            ),
            "made more than 500 files|moved its folders about",
        ),
        (
            replace(PREFLIGHT, memory_bytes=2 << 30),
            scene(
                "import mmap", "x = []", "while True: x.append(mmap.mmap(-1, 16 << 20, flags=34))"
            ),  # an OSError
            "used more than 2 GB of memory",
        ),
        (
            replace(PREFLIGHT, tasks=20),
            scene(
                "import threading, time",
                "for _ in range(40): threading.Thread(target=time.sleep, args=(60,)).start()",
                "time.sleep(60)",
            ),
            "started more than 20 threads",
        ),
    ],
)
async def test_a_limit_is_told_in_words(
    runner: ScriptRunner, removed: Path, limits: ScriptLimits, script: str, words: str
) -> None:
    (finding,) = (await with_limits(runner, limits).preflight(script, removed)).diagnostics

    assert re.search(words, finding.message)


async def test_open_files_are_limited(runner: ScriptRunner, tmp_path: Path) -> None:
    (finding,) = (
        await runner.preflight(scene("x = [open('/dev/null') for _ in range(500)]"), tmp_path)
    ).diagnostics

    assert "Too many open files" in finding.message


async def test_a_script_sees_nothing_of_the_worker(
    runner: ScriptRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REELWORK_SECRET", "hush")
    look = (
        "opened = []",
        "for number in range(1000):",
        "    try: os.fstat(number)",
        "    except OSError: continue",
        "    opened.append(number)",
        "raise ValueError(sorted(os.environ), os.getcwd(), opened)",
    )
    (finding,) = (await runner.preflight(scene("import os", *look), tmp_path)).diagnostics

    names, folder, descriptors = eval(finding.message.removeprefix("ValueError: "))  # noqa: S307
    assert names == ["HOME", "LANG", "PATH", "TMPDIR"]
    assert folder == str(tmp_path)
    assert descriptors == [0, 1, 2, 3]
    assert runner._warm._process
    environment = Path(f"/proc/{runner._warm._process.pid}/environ").read_bytes()
    assert b"hush" not in environment


async def test_the_warm_parent_has_one_thread(runner: ScriptRunner) -> None:
    assert runner._warm._process
    assert len(list(Path(f"/proc/{runner._warm._process.pid}/task").iterdir())) == 1


@pytest.mark.skipif(has_latex(), reason="it is there")
@pytest.mark.parametrize("made", ["MathTex('x^2')", "Matrix([['a']])"])
async def test_missing_latex_is_told_as_such(runner: ScriptRunner, tmp_path: Path, made: str) -> None:
    (finding,) = (await runner.preflight(scene(f"self.play(Write({made}))"), tmp_path)).diagnostics

    assert (finding.rule, finding.line) == ("latex-missing", 4)
    assert "use MathTypst" in finding.message


async def test_one_large_write_is_stopped_in_its_middle(runner: ScriptRunner, tmp_path: Path) -> None:
    few = with_limits(runner, replace(PREFLIGHT, written_bytes=8 << 20, file_bytes=4 << 30))
    script = scene("import os", "os.write(os.open('big', os.O_CREAT | os.O_WRONLY), np.zeros(3 << 30, 'u1'))")
    (finding,) = (await few.preflight(script, tmp_path)).diagnostics

    assert finding.message == "The script wrote more than 8 MB."
    assert (tmp_path / "big").stat().st_size < 2 << 30


async def test_a_full_disk_is_not_the_scripts_fault(
    runner: ScriptRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("media.manim.runner.LEAST_SPACE", 1 << 60)
    with pytest.raises(RendererCrashed, match="disk is full"):
        await runner.preflight(scene("raise OSError(28, 'No space left on device')"), tmp_path)

    assert (await runner.preflight(scene(*SHORT), tmp_path)).errors == ()


async def test_a_script_that_did_not_come_to_run_is_not_blamed(runner: ScriptRunner, tmp_path: Path) -> None:
    with pytest.raises(RendererCrashed, match=r"could not be confined: FileNotFoundError.*missing"):
        await runner.preflight(scene(*SHORT), tmp_path / "missing")


async def test_a_finding_does_not_show_where_scripts_run(runner: ScriptRunner, tmp_path: Path) -> None:
    (finding,) = (await runner.preflight(scene("open('missing/there')"), tmp_path)).diagnostics
    (named,) = (
        await runner.preflight(scene("import os", "raise ValueError(os.path.abspath('x.mp4'))"), tmp_path)
    ).diagnostics

    assert str(tmp_path) not in finding.message
    assert named.message == "ValueError: x.mp4"


# --- what leaves the frame --------------------------------------------------------------------------------


async def out_of_frame(runner: ScriptRunner, folder: Path, *lines: str) -> tuple[Diagnostic, ...]:
    return (await runner.preflight(scene(*lines), folder)).diagnostics


async def test_a_text_far_outside_is_an_error(runner: ScriptRunner, tmp_path: Path) -> None:
    (finding,) = await out_of_frame(
        runner, tmp_path, f"t = Text({'word ' * 20!r})", "self.play(Write(t))", "self.wait()"
    )

    assert (finding.rule, finding.severity, finding.line) == ("out-of-frame", Severity.ERROR, 5)
    assert "“word word" in finding.message
    assert "scale_to_fit_width" in finding.message


async def test_a_text_slightly_outside_is_a_warning(runner: ScriptRunner, tmp_path: Path) -> None:
    (finding,) = await out_of_frame(
        runner, tmp_path, "self.add(Text('wide', font_size=96).to_edge(RIGHT, buff=-0.2))", "self.wait()"
    )

    assert finding.severity is Severity.WARNING
    assert "right" in finding.message


@pytest.mark.parametrize(
    "lines",
    [
        ["t = Text('a')", "self.play(FadeIn(t))", "self.play(t.animate.shift(20 * RIGHT))"],
        ["t = Text('a').shift(20 * LEFT)", "self.add(t)", "self.wait(0.1)", "self.play(t.animate.center())"],
        ["self.add(NumberPlane(x_range=[-20, 20]))", "self.wait()"],
        ["t = Text('word ' * 20).scale(0.3)", "self.play(Write(t))"],
    ],
)
async def test_what_moves_or_is_meant_so_is_not_told(
    runner: ScriptRunner, tmp_path: Path, lines: list[str]
) -> None:
    assert await out_of_frame(runner, tmp_path, *lines) == ()


async def test_a_moving_cameras_frame_counts(runner: ScriptRunner, tmp_path: Path) -> None:
    script = scene(
        "t = Text('word ' * 12)", "self.camera.frame.scale(2)", "self.play(Write(t))", "self.wait(0.1)"
    ).replace("(Scene)", "(MovingCameraScene)")

    assert (await runner.preflight(script, tmp_path)).diagnostics == ()


# --- fonts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "font"),
    [("ベクトル", "Noto Sans CJK JP"), ("畢氏定理", "Noto Sans CJK TC"), ("勾股定理", "Noto Sans CJK SC")],
)
async def test_each_letter_has_its_own_shape(
    runner: ScriptRunner, tmp_path: Path, words: str, font: str
) -> None:
    look = f"raise ValueError([len(letter.points) for letter in Text({words!r}, font={font!r})])"
    (finding,) = (await runner.preflight(scene(look), tmp_path)).diagnostics

    outlines = [int(count) for count in re.findall(r"\d+", finding.message)]
    assert len(outlines) == len(words)
    assert len(set(outlines)) == len(words)  # a missing glyph is the same box each time
    assert min(outlines) > 12


# --- render -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quality", "size", "rate"),
    [(Quality.LOW, (854, 480), 15), (Quality.MEDIUM, (1280, 720), 30), (Quality.HIGH, (1920, 1080), 60)],
)
async def test_a_video_is_what_a_browser_plays(
    runner: ScriptRunner, tmp_path: Path, quality: Quality, size: tuple[int, int], rate: int
) -> None:
    report = await runner.render(scene(*SHORT), tmp_path, quality, 2, ignore)

    assert report.diagnostics == ()
    assert (report.width, report.height) == size
    assert report.duration == pytest.approx(0.6, abs=0.1)
    path = tmp_path / f"{SCENE_CLASS}.mp4"
    with av.open(path) as video:
        stream = video.streams.video[0]
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert stream.codec_context.name == "h264"
        assert stream.average_rate == rate
        frames = sum(1 for _ in video.decode(stream))
    assert frames == pytest.approx(0.6 * rate, abs=2)
    content = path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


async def test_the_picture_shows_the_scene(runner: ScriptRunner, tmp_path: Path) -> None:
    lines = ["self.add(Square(8, fill_color=PURE_RED, fill_opacity=1, stroke_width=0))", "self.wait(0.2)"]
    await runner.render(scene(*lines), tmp_path, Quality.LOW, 1, ignore)

    with av.open(tmp_path / f"{SCENE_CLASS}.mp4") as video:
        picture = next(video.decode(video=0)).to_ndarray(format="rgb24")
    red, green, blue = picture[240, 427]
    assert red > 200
    assert max(green, blue) < 60


async def test_progress_is_told_in_words_and_grows(runner: ScriptRunner, tmp_path: Path) -> None:
    beats: list[Heartbeat] = []
    lines = ["for _ in range(3): self.play(Rotate(Square()), run_time=1)"]
    await runner.render(scene(*lines), tmp_path, Quality.MEDIUM, 3, beats.append)

    fractions = [beat.fraction for beat in beats]
    assert fractions == sorted(fractions)
    assert len(set(fractions)) > 3  # within an animation too
    steps = [message(RENDERING, animation=number, total=3) for number in (1, 2, 3)]
    assert all(beat.message in steps for beat in beats)


async def test_a_failing_render_leaves_no_video(runner: ScriptRunner, tmp_path: Path) -> None:
    report = await runner.render(scene(*SHORT, "1 / 0"), tmp_path, Quality.LOW, 2, ignore)

    assert [finding.message for finding in report.errors] == ["ZeroDivisionError: division by zero"]
    assert not (tmp_path / f"{SCENE_CLASS}.mp4").exists()


@pytest.mark.parametrize("leave", ["os.mkfifo(name)", "os.mkdir(name)", "os.symlink('/etc/hostname', name)"])
async def test_what_is_no_file_is_not_taken_for_a_video(
    open_runner: ScriptRunner, tmp_path: Path, leave: str
) -> None:
    forge = (
        "import os",
        "name = 'GeneratedScene.mp4'",
        leave,
        'os.write(3, b\'{"report": {"duration": 1}}\\n\')',
        "os._exit(0)",
    )
    report = await open_runner.render(scene(*forge), tmp_path, Quality.LOW, 1, ignore)
    assert [finding.rule for finding in report.errors] == ["ended"]

    again = await open_runner.render(scene(*SHORT), tmp_path, Quality.LOW, 2, ignore)
    assert again.errors == ()  # what the first left is no obstacle


async def test_any_signal_is_told(open_runner: ScriptRunner, tmp_path: Path) -> None:
    (finding,) = (await open_runner.preflight("import os\nos.kill(os.getpid(), 40)", tmp_path)).diagnostics

    assert finding.message == "The script ended its own process (signal 40)."


async def test_every_run_draws_the_same(runner: ScriptRunner, tmp_path: Path) -> None:
    script = scene("self.add(*[Dot([np.random.uniform(-3, 3), 0, 0]) for _ in range(9)])", "self.wait(0.2)")
    contents = []
    for name in "ab":
        (tmp_path / name).mkdir()
        await runner.render(script, tmp_path / name, Quality.LOW, 1, ignore)
        contents.append((tmp_path / name / f"{SCENE_CLASS}.mp4").read_bytes())

    assert contents[0] == contents[1]


async def test_a_retry_goes_on_from_the_finished_parts(runner: ScriptRunner, tmp_path: Path) -> None:
    lines = ["d = Dot()", *(f"self.play(d.animate.shift(RIGHT * 0.{n}), run_time=1)" for n in range(1, 7))]
    script = scene(*lines)
    far = asyncio.Event()

    def watch(beat: Heartbeat) -> None:
        if beat.fraction > 0.5:
            far.set()

    first = asyncio.create_task(runner.render(script, tmp_path, Quality.MEDIUM, 6, watch))
    await far.wait()
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert not (tmp_path / f"{SCENE_CLASS}.mp4").exists()
    kept = {path.name: path.stat().st_ino for path in tmp_path.rglob("partial_movie_files/**/*.mp4")}
    assert len(kept) >= 2

    report = await runner.render(script, tmp_path, Quality.MEDIUM, 6, ignore)

    assert report.diagnostics == ()
    assert report.duration == pytest.approx(6, abs=0.2)
    parts = {path.name: path.stat().st_ino for path in tmp_path.rglob("partial_movie_files/**/*.mp4")}
    assert len(parts) == 6
    rendered_again = [name for name, node in kept.items() if parts[name] != node]
    assert rendered_again == []
    with av.open(tmp_path / f"{SCENE_CLASS}.mp4") as video:
        assert sum(1 for _ in video.decode(video=0)) == 180


async def test_several_run_at_once(runner: ScriptRunner, tmp_path: Path) -> None:
    folders = [tmp_path / str(n) for n in range(4)]
    for folder in folders:
        folder.mkdir()
    scripts = [scene(*["self.wait(0.1)"] * (n + 1)) for n in range(4)]
    reports = await asyncio.gather(*map(runner.preflight, scripts, folders))

    assert [report.animations for report in reports] == [1, 2, 3, 4]
