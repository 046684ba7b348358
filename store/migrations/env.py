"""Alembic's entry: runs the migrations on the connection, and in the transaction, of ``store.migrate``."""

from alembic import context

from store.schema import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
