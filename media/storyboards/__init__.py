"""Who writes the script of a narrated video: from an article, or from a script that somebody wrote."""
