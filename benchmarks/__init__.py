"""What the program costs, and how it agrees with its definitions; `make bench` runs it."""
