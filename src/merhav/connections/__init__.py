"""Products that are asked, or tell by themselves: keys kept sealed, what they answered, and when they are asked next."""
