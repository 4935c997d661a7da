"""The engine of the conversation: screens, actions and the one road every update takes.

A screen is like a GET: drawn from stored facts, as often as needed. An action is like a POST: one use
case, then a screen to go to. See docs/adr/0002-own-conversation-engine.md.
"""
