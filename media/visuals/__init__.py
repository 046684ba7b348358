"""What a scene shows: a picture of the article, one from a stock of pictures, or a designed card."""
