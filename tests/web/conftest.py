from tests.support.town import desk, exported, neighbour, next_door, own_files, town, work

__all__ = ["desk", "exported", "neighbour", "next_door", "own_files", "town", "work"]
