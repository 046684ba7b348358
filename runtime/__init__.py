"""What every process starts from: settings, the Temporal connection, logs, and the embedded stack."""
