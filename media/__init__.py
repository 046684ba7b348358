"""The engines: authoring, manim, speech, article, video. No Temporal, no HTTP server, no database."""
