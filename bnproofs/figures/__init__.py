"""Figures of what is proved, and the look of all figures: matplotlib comes with the extra `figures`."""
