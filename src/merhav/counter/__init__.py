"""The site's own first-party counter, for authorities that have none."""
