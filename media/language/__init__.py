"""What is known of languages as such: their tags, and the two ways of writing Chinese."""
