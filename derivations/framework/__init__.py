"""What every derivation is written in: steps that are checked when they are written down."""
