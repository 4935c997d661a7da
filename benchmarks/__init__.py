"""What the product promises about speed, measured as a ratio to a baseline of the same run: docs/benchmarks.md."""
