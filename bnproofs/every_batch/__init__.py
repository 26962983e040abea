"""The theorem on the odd point for every batch size at once; docs/every-batch.md has it with its proof."""
