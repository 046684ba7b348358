"""Who writes the storyboard of a narrated video: from an article, or from a narration that somebody wrote."""
