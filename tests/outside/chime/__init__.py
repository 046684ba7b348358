"""A kind of job from outside: a chime, a short tone. It is here to show that nothing else need be edited."""
