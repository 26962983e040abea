"""The errors that bad input raises."""


class InputError(ValueError):
    """Input that denotes nothing, or nothing that can be done here; the message is one line and says what to write."""


class NotDifferentiableError(InputError):
    """A point at which a map has no derivative."""
