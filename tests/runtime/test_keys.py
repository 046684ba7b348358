"""The command that makes, lists and revokes keys."""

import asyncio
from pathlib import Path

import pytest

from contracts.access import AccessKey, Scope
from runtime.keys import main
from store.ledger import Ledger


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with nothing in it, as before the first ``make up``."""
    monkeypatch.setenv("REELWORK_HOME", str(tmp_path))
    return tmp_path


def found(home: Path, text: str) -> AccessKey:
    async def look() -> AccessKey:
        async with Ledger(f"sqlite:///{home}/ledger.db") as ledger:
            return await ledger.keys.of_text(text)

    return asyncio.run(look())


def test_a_key_stands_alone_on_the_last_line_and_never_again(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["create", "--owner", "ann"])
    key = capsys.readouterr().out.splitlines()[-1]
    made = found(home, key)
    assert (made.owner, made.expires_at) == ("ann", None)
    assert made.scopes == {Scope.READ, Scope.WRITE}

    main(["list"])
    listed = capsys.readouterr().out
    assert "ann · read write" in listed
    assert key not in listed


def test_scopes_and_an_end(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["create", "--owner", "app", "--scope", "read", "--scope", "act-for-others", "--expires", "0.5"])
    made = found(home, capsys.readouterr().out.splitlines()[-1])
    assert made.scopes == {Scope.READ, Scope.ACT_FOR_OTHERS}
    assert made.expires_at
    assert (made.expires_at - made.created_at).total_seconds() == pytest.approx(12 * 3600, abs=5)


def test_revoke(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["create", "--owner", "ann"])
    key = capsys.readouterr().out.splitlines()[-1]
    main(["revoke", found(home, key).key_id])
    assert found(home, key).revoked_at
    with pytest.raises(SystemExit, match="no such key"):
        main(["revoke", "nothing"])


@pytest.mark.parametrize(
    "wrong",
    [["--owner", ""], ["--owner", "two words"], ["--owner", "anonymous"], ["--owner", "a", "--scope", "all"],
     ["--owner", "a", "--expires", "0"], ["--owner", "a", "--expires", "never"], []],
)  # fmt: skip
def test_what_can_not_be_is_told(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["create", *wrong])
    assert "error" in capsys.readouterr().err
