"""The pages of an employee: home, the quiz, receipts.

Views fetch, allow, call one function and answer; they write nothing. A refusal is shown with status 409.
"""
