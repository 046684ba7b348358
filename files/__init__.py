"""Files on a disk, as every room writes them."""
