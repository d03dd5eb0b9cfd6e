"""The quiz of a section in one language: a file becomes a `QuizText` (`parser.py`) and back (`writer.py`)."""
