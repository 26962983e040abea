"""Cross-validation: experiments, each judged against the theory, and against wrong theories that it must notice."""
