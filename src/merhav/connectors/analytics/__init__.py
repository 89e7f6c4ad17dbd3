"""What reports of web analytics are made of: columns, lines, sums of a month, the authority's rules."""
