"""What can go wrong, in words a student or an editor can act on."""


class ParameterError(ValueError):
    """A value lies outside what is accepted; the message gives name, value, unit and range."""


class ContentError(ValueError):
    """A content file is wrong; the message gives file, entry, field and what to write instead."""


class SimulationError(ArithmeticError):
    """A simulation left the finite numbers; the message gives the time and the parameters."""
