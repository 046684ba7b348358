"""Kokoro as a provider of speech."""

import asyncio
import os
import threading
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
import onnxruntime

from contracts.errors import SpeechRejected
from contracts.speech import ProviderName, SpokenWord, Voice
from media.audio import wav
from media.audio.wav import Pcm
from media.phonemes import reading
from media.phonemes.sounds import Sound
from media.reading.languages import Run
from media.speech.assembling import AUDIBLE, edges
from media.speech.kokoro.catalogue import VOICES, voices_of
from media.speech.kokoro.chunks import chunks
from media.speech.kokoro.model import RATE, Model, Samples, Speech, Style, new_run
from media.speech.portions import Portion, between, pause_ms
from media.speech.provider import Limits, Line
from media.speech.voices import speaks

_CHARACTERS = 2_000
"""The most characters of a text: so many take a few minutes to speak, well below a job's ten."""
_LOUDEST = 0.98
_LONGEST_PAUSE = RATE * 2 // 5
"""The samples of 0.4 s."""
# By a Chinese or Japanese voice alone English words are hardly understood; by a mixture, for the whole turn,
# they are.
_HELPERS = {"zf": "af_heart", "zm": "am_michael", "jf": "af_heart", "jm": "am_michael"}


class KokoroProvider:
    """Speaks with the network in this process, on ``threads`` threads for each line.

    ``voices`` is the folder with the voices' files, ``<voice id>.bin``.
    """

    name = ProviderName.KOKORO
    reads = False
    model = "kokoro-82m"

    def __init__(self, voices: Path, *, threads: int = 1) -> None:
        self.limits = Limits(
            characters=_CHARACTERS,
            portion=_CHARACTERS,  # it is phonemes that count here, not characters
            parallel=max(1, (os.cpu_count() or 1) // threads),
            native_voices=0,
            # It is never away, but on a slow or busy machine a few seconds of speech are long in coming.
            patience=540,
        )
        self._folder = voices
        self._threads = threads
        self._loaded: Model | None = None
        self._alone = threading.Lock()

    async def voices(self, language: str | None = None) -> Sequence[Voice]:
        """The voices it has, of one language (``zh`` or ``zh-TW``) or all."""
        return list(VOICES.values()) if language is None else voices_of(language)

    async def portions(self, line: Line) -> Sequence[Portion]:
        """The portions in which a line is best spoken: what the network takes at once."""
        return await asyncio.to_thread(self._portions, line)

    async def speak(self, line: Line, path: Path) -> Sequence[SpokenWord]:
        """Speak a line into ``path``; when its words are heard."""
        run = new_run()
        try:
            return await asyncio.to_thread(self._speak, line, path, run)
        except asyncio.CancelledError:
            run.terminate = True
            raise

    async def speak_all(self, lines: Sequence[Line], gap_ms: int, path: Path) -> Sequence[SpokenWord]:  # noqa: ARG002
        """Refuse: the network speaks with one voice at a time."""
        raise SpeechRejected("The embedded voice speaks every turn by itself, not all in one request.")

    def _portions(self, line: Line) -> list[Portion]:
        first, *others = chunks(self._sounds(line))
        # What has marks alone goes with what is before it, and so do all parts of a word that is too long for
        # the network.
        starts = {chunk[0].start for chunk in others if any(sound.word for sound in chunk)}
        return between(line.text, sorted(start for start in starts if start > first[0].start))

    def _speak(self, line: Line, path: Path, run: onnxruntime.RunOptions) -> list[SpokenWord]:
        sounds = self._sounds(line)
        style = self._style(self._voice(line), english=any(sound.foreign for sound in sounds))
        with self._alone:
            model = self._model()
        pieces: list[Samples] = []
        words: list[SpokenWord] = []
        length = 0
        for chunk in chunks(sounds):
            if pieces:
                pieces.append(np.zeros(pause_ms(line.text[: chunk[0].start]) * RATE // 1000, np.float32))
                length += len(pieces[-1])
            speech = _fluent(model.speak("".join(sound.phonemes for sound in chunk), style, line.speed, run))
            kept = edges(speech.samples)
            words.extend(_words(line.text, chunk, speech, kept, length))
            pieces.append(speech.samples[kept.start : kept.stop])
            length += len(kept)
        _write(np.concatenate(pieces), path)
        return words

    def _sounds(self, line: Line) -> list[Sound]:
        voice = self._voice(line)
        with self._alone:
            # Dictionaries are loaded once, and not all of the languages' libraries bear threads.
            return _sounds(line, voice)

    def _voice(self, line: Line) -> Voice:
        voice = VOICES.get(line.voice_id)
        if voice is None:
            raise SpeechRejected("The embedded voice has no voice {voice_id!r}.", voice_id=line.voice_id)
        if not speaks(voice, line.language):
            raise SpeechRejected(
                "The voice {voice_id} does not speak {language}.",
                voice_id=voice.voice_id,
                language=line.language,
            )
        return voice

    def _style(self, voice: Voice, *, english: bool) -> Style:
        """How a voice sounds; one of the East that has English words to say is helped by one that can."""
        style = self._read(voice.voice_id)
        helper = _HELPERS.get(voice.voice_id[:2])
        return (style + self._read(helper)) / np.float32(2) if english and helper else style

    def _read(self, voice_id: str) -> Style:
        file = self._folder / f"{voice_id}.bin"
        if not file.exists():
            raise SpeechRejected(
                "The embedded voice's files are not in {folder}: run make setup.", folder=str(self._folder)
            )
        return np.fromfile(file, dtype="<f4").reshape(-1, 1, 256)

    def _model(self) -> Model:
        if self._loaded is None:
            self._loaded = Model(self._threads)
        return self._loaded


def _sounds(line: Line, voice: Voice) -> list[Sound]:
    """What the line sounds like; what is in a language that nothing here reads is left out."""
    own = voice.languages[0]
    runs = line.runs or (Run(0, len(line.text), own),)
    found = list(reading.sounds_in(line.text, runs, own))
    if not any(sound.word and sound.phonemes for sound in found):
        raise SpeechRejected("There is nothing to speak in this text.")
    return found


def _words(
    text: str, chunk: Sequence[Sound], speech: Speech, kept: range, offset: int
) -> Iterator[SpokenWord]:
    """When the words of a chunk are heard, whose ``kept`` samples start at ``offset`` of the whole."""

    def heard_ms(phoneme: int) -> int:
        # The network counts the silence around what it says to the outermost phonemes.
        sample = min(max(speech.bounds[phoneme], kept.start), kept.stop)
        return (sample - kept.start + offset) * 1000 // RATE

    spoken = []
    at = 0
    for sound in chunk:
        if sound.word:
            spoken.append((sound.start, sound.end, at, at + len(sound.phonemes)))
        at += len(sound.phonemes)
    # A number is spoken as several words, and is one in the text.
    for (start, end), parts in groupby(spoken, key=itemgetter(0, 1)):
        whole = list(parts)
        yield SpokenWord(
            text=text[start:end], start=start, start_ms=heard_ms(whole[0][2]), end_ms=heard_ms(whole[-1][3])
        )


def _fluent(speech: Speech) -> Speech:
    """The same without its long pauses: in long runs of words the network may stop to breathe."""
    audible = np.flatnonzero(np.abs(speech.samples) > AUDIBLE)
    kept = np.ones(len(speech.samples), bool)
    for last in np.flatnonzero(np.diff(audible) > _LONGEST_PAUSE):
        before, after = audible[last], audible[last + 1]
        kept[before + _LONGEST_PAUSE // 2 : after - _LONGEST_PAUSE // 2] = False
    if kept.all():
        return speech
    places = np.concatenate([[0], np.cumsum(kept)])
    return Speech(speech.samples[kept], places[np.minimum(speech.bounds, len(kept))].tolist())


def _write(samples: Samples, path: Path) -> None:
    """The samples as a WAV file that is there only if it is whole."""
    quieter = min(1.0, _LOUDEST / max(float(np.abs(samples).max()), _LOUDEST))
    wav.write(path, Pcm((samples * quieter * 32767).astype("<i2").tobytes(), RATE))
