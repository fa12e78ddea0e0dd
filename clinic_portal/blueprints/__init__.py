"""The pages of each context; they ask doors and never reach behind them."""
