"""What is known of languages as such: their tags, how they are written, how long it takes to say a text.

Pure rules: nothing is read but the text itself, so the API may use them on a request as an engine does on its
input.
"""
