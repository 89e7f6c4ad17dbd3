"""The map: places where people gather, and the roles that people there were told to have."""
