"""The municipal app: what people did in it, and what its maker counts by month."""
