"""Model → findings: what is stable, why, and what would change it. Knows nothing about news."""
