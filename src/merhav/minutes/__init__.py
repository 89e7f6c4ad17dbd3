"""The weekly minute: what a group's admin tells of it in a minute, where no export can be had."""
