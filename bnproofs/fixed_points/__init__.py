"""Fixed points of the reduced map: guessed, enclosed, proved complete, and the flow between them."""
