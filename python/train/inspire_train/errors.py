"""One error for what is wrong with data or options, for a person."""


class TrainError(Exception):
    """Says what is wrong, where, and what to do."""

    def __init__(self, message: str, at: str, fix: str):
        super().__init__(f"{message}\n  at: {at}\n  fix: {fix}")
        self.at = at
        self.fix = fix
