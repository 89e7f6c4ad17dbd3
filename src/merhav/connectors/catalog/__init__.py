"""One file a connector; a file that stands here is registered."""
