"""The fit: which thresholds or frequencies cover the most within the hours there are, tried, kept and chosen."""
