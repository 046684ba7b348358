"""Videos of articles."""

from temporalio import workflow

from workflows.video import VideoSpec, VideoWorkflow

with workflow.unsafe.imports_passed_through():
    from contracts.article_video import (
        ARTICLE_PHASES,
        ARTICLE_SECONDS,
        ARTICLE_VIDEO,
        ARTICLE_VIDEO_STEPS,
        EXTRACTING,
        FETCH_ARTICLE,
        FIND_MADE,
        PUBLISH_ARTICLE_VIDEO,
        WRITE_STORYBOARD,
        ArticleVideoOrder,
        ArticleVideoResult,
        FetchArticleInput,
        FindMadeInput,
        WriteStoryboardInput,
    )
    from contracts.jobs import JobSnapshot
    from contracts.video import VideoFormat


@workflow.defn(name=ARTICLE_VIDEO)
class ArticleVideo(VideoWorkflow):
    """A video of an article: fetch it, write its storyboard, make and publish the video."""

    _order: ArticleVideoOrder

    @workflow.init
    def __init__(self, order: ArticleVideoOrder) -> None:
        super().__init__(order, ARTICLE_VIDEO_STEPS, ARTICLE_PHASES)

    @workflow.run
    async def run(self, order: ArticleVideoOrder) -> JobSnapshot:  # noqa: ARG002 - Temporal gives it twice
        """Run the job to its ending."""
        return await self.job.run(self._steps)

    async def _steps(self) -> ArticleVideoResult:
        order, phases = self._order, self._phases
        source = FetchArticleInput(job_id=order.job_id, url=order.url)
        article = await self._step(EXTRACTING, FETCH_ARTICLE, source)
        if order.reuse:
            same = FindMadeInput(job_id=order.job_id, url=order.url, digest=article.digest, age=order.reuse)
            made = await self._step(EXTRACTING, FIND_MADE, same)
            if made.result:
                return made.result
        self._done(EXTRACTING, 1)
        narrator = await self._cast(phases.scripting, article.language)
        shortest, longest = ARTICLE_SECONDS
        storyboard = await self._step(
            phases.scripting,
            WRITE_STORYBOARD,
            WriteStoryboardInput(
                job_id=order.job_id,
                article_key=article.article_key,
                format=VideoFormat.REEL,
                min_seconds=shortest,
                max_seconds=longest,
            ),
        )
        self._done(phases.scripting, len(storyboard.narrations))
        spec = VideoSpec(VideoFormat.REEL, None, shortest, longest, None)
        video = await self._make(storyboard, narrator, spec)
        published = video.model_copy(update={"source_url": order.url, "digest": article.digest})
        return await self._step(phases.finalizing, PUBLISH_ARTICLE_VIDEO, published)
