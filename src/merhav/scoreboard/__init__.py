"""What people look at: readings and verdicts, never a number of its own."""
