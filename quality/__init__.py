"""How good what comes out is, measured by something that takes it in as a person would."""
