"""The error that bad input raises."""


class InputError(ValueError):
    """Input that denotes nothing, or nothing that can be done here; the message is one line and says what to write."""
