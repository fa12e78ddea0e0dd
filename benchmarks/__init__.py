"""The workloads of docs/performance.md, each measured beside its floor in the same run."""
