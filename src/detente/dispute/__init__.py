"""The formal dispute model: decision makers, options, states, preferences, epochs. Knows nothing about news."""
