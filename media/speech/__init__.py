"""Speech: providers behind one interface, and the joining of what they spoke."""
