"""The screens: each shows what one service returns and calls one service per action."""
