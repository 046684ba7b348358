"""Keys that people were given, as hashes, and the secrets that are kept for all processes of the API.

A key's text is ``rwk_<id>_<secret>``: the prefix lets scanners of leaked secrets recognise it, the id finds
its row, the secret is 256 random bits. Of so many bits one plain SHA-256 is enough: nobody can try them all.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, insert, select, update

from contracts.access import AccessKey, Scope
from contracts.errors import AccessKeyNotFound
from store.database import Database
from store.schema import AccessKeyRow, AnyRow, SecretRow

PREFIX: Final = "rwk"
KEY: Final = re.compile(rf"{PREFIX}_([0-9a-f]{{12}})_([0-9a-f]{{64}})")
USE_NOTED: Final = timedelta(hours=1)
"""How exactly it is known when a key was used last."""

_COLUMNS = (
    AccessKeyRow.key_id,
    AccessKeyRow.secret_hash,
    AccessKeyRow.owner,
    AccessKeyRow.scopes,
    AccessKeyRow.created_at,
    AccessKeyRow.expires_at,
    AccessKeyRow.revoked_at,
    AccessKeyRow.last_used_at,
)


class Keys:
    """The keys in the ledger's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(
        self, owner: str, scopes: Collection[Scope], expires_at: datetime | None
    ) -> tuple[AccessKey, str]:
        """A new key, and its text, which nobody can be told again."""
        secret = secrets.token_hex(32)
        key = AccessKey(
            key_id=secrets.token_hex(6),
            owner=owner,
            scopes=frozenset(scopes),
            created_at=datetime.now(UTC),
            expires_at=expires_at,
            revoked_at=None,
            last_used_at=None,
        )
        values = {**key.model_dump(), "scopes": sorted(key.scopes), "secret_hash": _hash(secret)}
        await self._database.write("", lambda connection: connection.execute(insert(AccessKeyRow), values))
        return key, f"{PREFIX}_{key.key_id}_{secret}"

    async def all(self) -> Sequence[AccessKey]:
        """Every key that was made, the oldest first."""
        statement = select(*_COLUMNS).order_by(AccessKeyRow.created_at, AccessKeyRow.key_id)
        return [_key_of(row) for row in await self._database.read(statement)]

    async def get(self, key_id: str) -> AccessKey:
        """The key with this id. Raises AccessKeyNotFound."""
        return _key_of(await self._row(key_id))

    async def of_text(self, text: str) -> AccessKey:
        """The key with this text, whether it still holds or not. Raises AccessKeyNotFound."""
        match = KEY.fullmatch(text)
        if match is None:
            raise AccessKeyNotFound("This is not a key of Reelwork.")
        key_id, secret = match.groups()
        row = await self._row(key_id)
        if not hmac.compare_digest(row.secret_hash, _hash(secret)):
            raise AccessKeyNotFound("There is no such key.")
        return _key_of(row)

    async def revoke(self, key_id: str) -> AccessKey:
        """End a key for good; it stays in the list. Raises AccessKeyNotFound."""
        ends = (
            update(AccessKeyRow)
            .where(AccessKeyRow.key_id == key_id, AccessKeyRow.revoked_at.is_(None))
            .values(revoked_at=datetime.now(UTC))
        )
        await self._database.write("", lambda connection: connection.execute(ends))
        return await self.get(key_id)

    async def note_use(self, key: AccessKey) -> None:
        """Remember that a key is used, unless that was remembered within the last hour."""
        now = datetime.now(UTC)
        if key.last_used_at is not None and now - key.last_used_at < USE_NOTED:
            return
        used = update(AccessKeyRow).where(AccessKeyRow.key_id == key.key_id).values(last_used_at=now)
        await self._database.write("", lambda connection: connection.execute(used))

    async def _row(self, key_id: str) -> AnyRow:
        rows = await self._database.read(select(*_COLUMNS).where(AccessKeyRow.key_id == key_id))
        if not rows:
            raise AccessKeyNotFound("There is no such key.")
        return rows[0]


class Secrets:
    """Random secrets in the ledger's database: made when they are first asked for, the same for all."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, name: str) -> bytes:
        """The secret of that name, 32 bytes."""
        known = select(SecretRow.value).where(SecretRow.name == name)
        if rows := await self._database.read(known):
            return bytes.fromhex(rows[0].value)

        def work(connection: Connection) -> str:
            value = connection.execute(known).scalar_one_or_none()
            if value is None:
                value = secrets.token_hex(32)
                connection.execute(insert(SecretRow).values(name=name, value=value))
            return value

        return bytes.fromhex(await self._database.write_unique(f"secret:{name}", work))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _key_of(row: AnyRow) -> AccessKey:
    return AccessKey.model_validate({n: v for n, v in row._asdict().items() if n != "secret_hash"})
