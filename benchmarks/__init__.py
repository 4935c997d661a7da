"""Speed as a ratio to a baseline of the same run; docs/benchmarks.md says what each measures."""
