"""The staff's shell: the frame around every page of the desk, and the door to it."""
