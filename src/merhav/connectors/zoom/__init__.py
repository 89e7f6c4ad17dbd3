"""What Zoom's reports are made of: tables, columns, times, stays."""
