"""Dialogues in several voices: speak every turn, then join them."""

import asyncio
from uuid import UUID, uuid5

from temporalio import workflow
from temporalio.exceptions import ActivityError

from workflows.job import Job, failed_try, run_group

with workflow.unsafe.imports_passed_through():
    from contracts.errors import NothingToSpeak
    from contracts.jobs import JobSnapshot
    from contracts.messages import message
    from contracts.phrases import Phrase, phrase
    from contracts.speech import (
        JOIN,
        JOINING,
        SPEAK,
        SPEAKING,
        SPEECH,
        SPEECH_STEPS,
        SPOKEN,
        JoinInput,
        SpeakInput,
        SpeakOutput,
        SpeechOrder,
        SpeechResult,
        SpokenTurn,
        SynthesisMode,
        Turn,
        Utterance,
    )


@workflow.defn(name=SPEECH)
class Speech:
    """Speaks the turns in parallel, each utterance once, and joins them in the order of their index."""

    @workflow.init
    def __init__(self, order: SpeechOrder) -> None:
        self._order = order
        self.job = Job(order, SPEECH_STEPS)
        self._turns = sorted(order.turns, key=lambda turn: turn.index)
        self._attempt = 1
        self._silent: set[int] = set()
        self._assigned = {assignment.speaker: assignment for assignment in order.voice_assignments}

    @workflow.query
    def status(self) -> JobSnapshot:
        """The state of the job, as last changed."""
        return self.job.snapshot

    @workflow.run
    async def run(self, order: SpeechOrder) -> JobSnapshot:  # noqa: ARG002 - Temporal gives it twice
        """Run the job to its ending."""
        return await self.job.run(self._steps)

    async def _steps(self) -> SpeechResult:
        order, job = self._order, self.job
        if order.synthesis_mode is SynthesisMode.NATIVE:
            keys = [await self._speak_all()]
        else:
            keys = await self._speak_each()
        if len(self._silent) == len(self._turns):
            raise NothingToSpeak("There is nothing to speak: no turn has a word in it.")
        # The same in every run of the job, so that a run that was lost leaves no other file behind.
        audio_file_id = str(uuid5(UUID(order.job_id), "audio"))
        job.enter(JOINING, attempt=self._attempt)
        joined = await job.call(
            JOIN,
            JoinInput(
                job_id=order.job_id,
                audio_file_id=audio_file_id,
                keys=tuple(keys),
                output_format=order.output_format,
                gap_ms=order.gap_ms,
                crossfade_ms=order.crossfade_ms,
            ),
        )
        turns = tuple(
            SpokenTurn(index=turn.index, speaker=turn.speaker, start_ms=span.start_ms, end_ms=span.end_ms)
            for turn, span in zip(self._turns, joined.spans, strict=False)
        )
        started = job.snapshot.started_at or order.created_at
        return SpeechResult(
            provider=order.provider,
            fallback_from=order.fallback_from,
            duration_ms=joined.duration_ms,
            latency_ms=int((workflow.now() - started).total_seconds() * 1000),
            synthesis_mode=order.synthesis_mode,
            turns=turns if order.synthesis_mode is SynthesisMode.SEGMENTED else (),
            audio_file_id=audio_file_id,
            output_format=order.output_format,
            size=joined.size,
            warnings=(
                *order.warnings,
                *(_nothing_said(turn) for turn in self._turns if turn.index in self._silent),
            ),
        )

    async def _speak_each(self) -> list[str]:
        """Speak every utterance once, as many at a time as the provider takes; the turns' keys in order."""
        order, job = self._order, self.job
        job.enter(SPEAKING)
        utterances = {turn.index: self._utterance(turn) for turn in self._turns}
        waiting = list(dict.fromkeys(utterances.values()))
        places = asyncio.Semaphore(order.parallel)
        spoken: dict[Utterance, str] = {}

        async def speak(utterance: Utterance) -> None:
            turns = [turn.index for turn in self._turns if utterances[turn.index] == utterance]
            share = len(turns) / len(self._turns)
            async with places:
                output = await self._speak(utterance, summary=self._summary(utterance), share=share)
            if output.silent:
                self._silent.update(turns)
            spoken[utterance] = output.key
            done = sum(used in spoken for used in utterances.values())
            spoken_so_far = message(SPOKEN, done=done, total=len(self._turns))
            job.enter(SPEAKING, done / len(self._turns), spoken_so_far, self._attempt)

        await run_group([speak(utterance) for utterance in waiting])
        return [spoken[utterances[turn.index]] for turn in self._turns]

    async def _speak_all(self) -> str:
        """Speak all turns in one request of the provider's."""
        self.job.enter(SPEAKING)
        everything = (self._utterance(turn) for turn in self._turns)
        output = await self._speak(*everything, summary=f"Speak all {len(self._turns)} turns")
        self._silent.update(self._turns[position].index for position in output.silent)
        return output.key

    async def _speak(self, *utterances: Utterance, summary: str, share: float = 1.0) -> SpeakOutput:
        order, job = self._order, self.job
        wanted = SpeakInput(
            job_id=order.job_id,
            provider=order.provider,
            utterances=utterances,
            gap_ms=order.gap_ms if len(utterances) > 1 else 0,
            share=share,
        )
        try:
            output = await job.call(SPEAK, wanted, summary)
        except ActivityError as error:
            tried = failed_try(error)
            if tried and tried.attempt and tried.attempt > job.snapshot.attempt:
                job.enter(SPEAKING, said=job.snapshot.message, attempt=tried.attempt)
            raise
        self._attempt = max(self._attempt, output.attempt)
        return output

    def _summary(self, utterance: Utterance) -> str:
        """The first turn that the utterance is, for who looks at the workflow."""
        place, turn = next(
            (place, turn)
            for place, turn in enumerate(self._turns, start=1)
            if self._utterance(turn) == utterance
        )
        return f"Speak turn {place} of {len(self._turns)}: {turn.speaker}"

    def _utterance(self, turn: Turn) -> Utterance:
        assigned = self._assigned[turn.speaker]
        return Utterance(
            voice_id=turn.voice_id or assigned.voice_id,
            text=turn.text,
            language=turn.language or self._order.language,
            speed=assigned.speed,
        )


def _nothing_said(turn: Turn) -> Phrase:
    """That a turn has nothing that can be spoken."""
    return phrase(
        "Turn {index} ({speaker}) has no words: half a second of silence stands for it.",
        index=turn.index,
        speaker=turn.speaker,
    )
