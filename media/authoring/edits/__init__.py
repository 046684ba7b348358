"""The embedded author's edits: an instruction in Japanese, Chinese or English, applied to a script by rule.

Only what was asked for is changed; an instruction that is not understood as a whole changes nothing.
"""

from media.authoring.edits.editing import edit as edit
from media.authoring.edits.mending import mend as mend
