"""Keys that people are given, secrets that processes share, and whose each publication is."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables; what jobs have published is their owner's, as far as that is still known."""
    op.create_table(
        "access_keys",
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=True),
        sa.Column("revoked_at", _TIME, nullable=True),
        sa.Column("last_used_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("key_id", name="pk_access_keys"),
    )
    op.create_table(
        "secrets",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
    )
    op.add_column("publications", sa.Column("owner", sa.Text(), nullable=False, server_default="anonymous"))
    op.execute(
        "UPDATE publications SET owner = COALESCE("
        "(SELECT jobs.owner FROM jobs WHERE jobs.id = publications.job_id), "
        "(SELECT generations.owner FROM animations JOIN generations"
        " ON generations.id = animations.generation_id WHERE animations.job_id = publications.job_id), "
        "'anonymous')"
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("publications", "owner")
    op.drop_table("secrets")
    op.drop_table("access_keys")
