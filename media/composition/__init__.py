"""Composition: scenes out of pictures and captions, the soundtrack, and the video out of both."""
