"""Pages of files from outside as images: drawn only in a child process under limits, so that a bomb ends there.

`python -m tinhso.documents.incoming.pages.drawing sizes|INDEX` reads the PDF on standard input; it answers the page sizes
(JSON, points) or one page (PNG).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys

CPU_SECONDS, MEMORY = 15, 1536 * 1024 * 1024


def ask(what: str, data: bytes) -> bytes | None:
    """The child's answer; None where the file cannot be drawn within the limits."""
    command = [sys.executable, "-P", "-m", "tinhso.documents.incoming.pages.drawing", what]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=3 * CPU_SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return None
    return done.stdout if done.returncode == 0 and done.stdout else None


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from tinhso.documents.layout.public import page_image, page_sizes

    what, data = sys.argv[1], sys.stdin.buffer.read()
    answer = json.dumps(page_sizes(data)).encode() if what == "sizes" else page_image(data, int(what))
    sys.stdout.buffer.write(answer or b"")


if __name__ == "__main__":
    main()
