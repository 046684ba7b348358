"""A voice's sample: one sentence, for who chooses among voices. It is no job, and nobody's."""

from temporalio import workflow

from workflows.job import execute

with workflow.unsafe.imports_passed_through():
    from contracts.speech import SAMPLE, VOICE_SAMPLE, SampleInput, SampleOutput


@workflow.defn(name=VOICE_SAMPLE)
class VoiceSample:
    """Has the sentence spoken."""

    @workflow.run
    async def run(self, wanted: SampleInput) -> SampleOutput:
        """Have it spoken and stored."""
        return await execute(SAMPLE, wanted)
