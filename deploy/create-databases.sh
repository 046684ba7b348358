#!/bin/sh
# Run by the postgres image once, on an empty volume: one role and its databases for the ledger, one for
# Temporal. Neither can read the other's, and neither is a superuser.
set -eu

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set ledger_password="$LEDGER_PASSWORD" --set temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
CREATE ROLE reelwork LOGIN PASSWORD :'ledger_password';
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';

CREATE DATABASE reelwork OWNER reelwork;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;

REVOKE ALL ON DATABASE reelwork, temporal, temporal_visibility FROM PUBLIC;
SQL
