"""The code of an earlier commit, in a folder and an environment of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def checked_out(commit: str, folder: Path, *, keep: bool) -> Iterator[Path]:
    """The folder of the checkout, below `folder`. With `keep` it stays, and is used again."""
    checkout = folder / f"commit-{_git('rev-parse', '--verify', f'{commit}^{{commit}}')[:12]}"
    if not checkout.exists():
        _git("worktree", "prune")
        _git("worktree", "add", "--detach", str(checkout), commit)
    try:
        print(f"Environment of {commit} …", flush=True)
        subprocess.run([sys.executable, "make/environment.py", "test"], cwd=checkout, check=True)
        yield checkout
    finally:
        if not keep:
            _git("worktree", "remove", "--force", str(checkout))


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"git {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout.strip()
