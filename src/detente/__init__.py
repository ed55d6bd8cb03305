"""detente: find out why a negotiation is stuck, and what would unstick it."""
