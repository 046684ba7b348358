"""Scenes: what a storyboard's pictures look like, and the Manim script that draws them."""
