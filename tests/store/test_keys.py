"""Keys are kept as hashes, and secrets are made once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from contracts.access import USUAL_SCOPES, Scope
from contracts.errors import AccessKeyNotFound
from store.ledger import Ledger
from store.schema import AccessKeyRow

pytestmark = pytest.mark.usefixtures("ledger")


async def test_a_key_is_found_by_its_text_and_kept_as_a_hash(ledger: Ledger) -> None:
    made, key = await ledger.keys.create("ann", {Scope.READ, Scope.ADMIN}, None)
    assert await ledger.keys.of_text(key) == made
    assert made.scopes == {Scope.ADMIN, Scope.READ}
    assert key.startswith(f"rwk_{made.key_id}_")

    secret = key.rpartition("_")[2]
    (row,) = await ledger._database.read(text("SELECT * FROM access_keys").columns(*AccessKeyRow.__table__.c))  # type: ignore[arg-type]
    assert secret not in str(row)


@pytest.mark.parametrize(
    "change", [lambda k: k[:-1] + ("0" if k[-1] != "0" else "1"), lambda k: k + "0", str.upper]
)
async def test_another_text_is_no_key(ledger: Ledger, change: object) -> None:
    _, key = await ledger.keys.create("ann", USUAL_SCOPES, None)
    assert callable(change)
    for wrong in (change(key), "", "rwk_000000000000_" + "0" * 64):
        with pytest.raises(AccessKeyNotFound):
            await ledger.keys.of_text(wrong)


async def test_a_key_ends_by_its_time_or_by_being_revoked(ledger: Ledger) -> None:
    now = datetime.now(UTC)
    made, _ = await ledger.keys.create("ann", USUAL_SCOPES, now + timedelta(days=1))
    assert made.holds(now)
    assert not made.holds(now + timedelta(days=1))

    revoked = await ledger.keys.revoke(made.key_id)
    assert not revoked.holds(now)
    assert await ledger.keys.revoke(made.key_id) == revoked
    assert await ledger.keys.all() == [revoked]
    with pytest.raises(AccessKeyNotFound):
        await ledger.keys.revoke("nothing")


async def test_its_use_is_written_once_an_hour(ledger: Ledger) -> None:
    made, _ = await ledger.keys.create("ann", USUAL_SCOPES, None)
    await ledger.keys.note_use(made)
    used = await ledger.keys.get(made.key_id)
    assert used.last_used_at

    await ledger.keys.note_use(used)
    assert await ledger.keys.get(made.key_id) == used


async def test_a_secret_is_the_same_for_all_who_ask(ledger: Ledger) -> None:
    asked = await asyncio.gather(*(ledger.secrets.kept("sessions") for _ in range(20)))
    assert len(set(asked)) == 1
    assert len(asked[0]) == 32
    assert await ledger.secrets.kept("others") != asked[0]
