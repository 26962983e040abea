"""Fixed points of the reduced map: guessed (`candidate`), enclosed (`enclosure`), proved complete (`cover`), and their basins (`flow`)."""
