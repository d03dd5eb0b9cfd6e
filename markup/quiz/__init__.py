"""The quiz of a section in one language: one file becomes a `QuizText` (`parser.py`) and is written back (`writer.py`)."""
