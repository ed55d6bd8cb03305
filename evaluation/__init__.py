"""Quality of extraction, measured: scorers, invented disputes with their answers, and a gate with floors."""
