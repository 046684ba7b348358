"""What is measured, against what was promised."""
