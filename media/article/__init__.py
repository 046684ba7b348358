"""Articles: what a web page says, without what stands around it."""
