"""The engines: authoring, manim, speech, article, video. No Temporal, no web, no database."""
