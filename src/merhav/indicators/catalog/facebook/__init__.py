"""Facebook: the authority's page, and the groups around it."""
