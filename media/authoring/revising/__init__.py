"""Edits of storyboards: an instruction in Japanese, Chinese or English, done by rule.

What is understood is done, what isn't is named in the coverage; where nothing is, nothing is changed.
"""

from media.authoring.revising.overlays import write as write
from media.authoring.revising.revision import revise as revise
