"""What newsletters leave behind: lists of subscribers, reports of issues, tables of who opened what, returned mail."""
