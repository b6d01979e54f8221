"""How good exported weights are: sampled replies to held-out problems, and what each way to choose makes of them."""
