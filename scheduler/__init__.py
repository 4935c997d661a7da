"""Time in the product: what ticks when, and the sender that delivers what is due.

Truth is in due rows of the database; a tick only looks at them, so a late tick loses nothing.
"""
