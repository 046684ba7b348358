"""The embedded neural voice: Kokoro-82M through onnxruntime, offline, with no GPL package."""
