"""Designed cards for scenes without a picture: typography, colour and shape from the scene's content."""
