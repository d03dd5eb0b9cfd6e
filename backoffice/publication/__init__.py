"""From a finished draft to a published version: the review page, approving, sending back, publishing later.

The page shows what is changed, asks for its kinds and its news, and says at once what is missing. The number on its
button must be the number that the server works out. Begin with `review.py`.
"""
