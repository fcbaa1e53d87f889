"""Who and what a text names: mentions, and the actors behind them."""
