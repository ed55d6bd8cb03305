"""Input formats, one file each; a module defines FORMAT."""
