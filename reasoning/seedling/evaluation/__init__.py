"""How good exported weights are: a pool of sampled replies to held-out problems, and what each way to choose makes of it."""
