"""The builders, a file each, found by themselves (``media.scenes.catalogue``)."""
