"""Case → pages."""
