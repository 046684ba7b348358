"""Reading a free text: what in it can be shown, each kind of thing in a module of its own."""
