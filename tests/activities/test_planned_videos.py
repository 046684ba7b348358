"""The steps that plan a video: who writes is asked once, and the storyboard has the shape of its video."""

from pathlib import Path

from temporalio.testing import ActivityEnvironment

from activities.article_video import ArticleStoryboardActivities
from activities.script_video import ScriptStoryboardActivities
from contracts.article_video import Article, WriteStoryboardInput, article_key
from contracts.script_video import SplitScriptInput
from contracts.storyboard import Shape
from contracts.video import VideoFormat, VideoPlan
from language.beats import narration
from media.storyboards.local import LocalStoryboards
from store.artifacts import Artifacts
from tests.media.storyboards.sample import sample

JOB = "job-1"


class CountingStoryboards(LocalStoryboards):
    """The local author, counting what it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def write(self, article: Article, min_seconds: float, max_seconds: float) -> VideoPlan:
        self.asked += 1
        return await super().write(article, min_seconds, max_seconds)


async def test_an_article_is_condensed_once_into_an_upright_storyboard(tmp_path: Path) -> None:
    artifacts, author = Artifacts(f"file://{tmp_path}/artifacts"), CountingStoryboards()
    await artifacts.put(article_key(JOB), sample("en").model_dump_json().encode())
    steps = ArticleStoryboardActivities(author, artifacts)
    asked = WriteStoryboardInput(
        job_id=JOB, article_key=article_key(JOB), format=VideoFormat.REEL, min_seconds=30, max_seconds=60
    )

    first, second = [await ActivityEnvironment().run(steps.write, asked) for _ in range(2)]

    plan = VideoPlan.model_validate_json(await artifacts.get(first.plan_key))
    assert (first, author.asked) == (second, 1)
    assert plan.storyboard.shape is Shape.TALL
    assert (first.title, first.author) == (sample("en").title, "local")
    assert list(first.narrations) == [narration(scene, "en") for scene in plan.storyboard.scenes]


async def test_a_script_for_a_wide_frame_has_a_wide_storyboard(tmp_path: Path) -> None:
    artifacts = Artifacts(f"file://{tmp_path}/artifacts")
    asked = SplitScriptInput(
        job_id=JOB,
        title="Boats",
        script="The boats leave at five.",
        language="en",
        format=VideoFormat.YOUTUBE,
        seconds=15,
    )

    made = await ActivityEnvironment().run(ScriptStoryboardActivities(artifacts).split, asked)

    plan = VideoPlan.model_validate_json(await artifacts.get(made.plan_key))
    assert plan.storyboard.shape is Shape.WIDE
    assert made.narrations == ("The boats leave at five.",)
