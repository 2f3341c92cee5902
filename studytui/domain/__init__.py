"""Values and rules of studying: no I/O, no clock, no screen."""
