"""Files → documents → labelled passages."""
