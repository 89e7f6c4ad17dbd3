"""What feeds the six assets: files imported, looked at before they are applied, and undone whole."""
