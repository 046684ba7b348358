"""The critic: what stands on the screen after each animation is looked at as boxes."""
