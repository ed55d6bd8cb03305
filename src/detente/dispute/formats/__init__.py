"""Model formats: native case.yaml, model JSON, GMCR+."""
