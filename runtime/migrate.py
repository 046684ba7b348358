"""Bring the ledger's schema up to date: ``python -m runtime.migrate``."""

import asyncio

from runtime.settings import Settings
from store.migrate import migrate

if __name__ == "__main__":
    asyncio.run(migrate(Settings().database_url))
