"""The command `depeche`: what people type and what they see. The only room that prints or reads standard input.

One module per group of commands; `main` gathers them and turns every error into one sentence and an exit status.
"""
