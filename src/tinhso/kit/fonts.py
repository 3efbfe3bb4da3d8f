"""Where the bundled Liberation Serif 2.1.5 lies (metrics of Times New Roman, all Vietnamese letters; OFL)."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
SERIF = FOLDER / "LiberationSerif-Regular.ttf"
SERIF_BOLD = FOLDER / "LiberationSerif-Bold.ttf"
SERIF_ITALIC = FOLDER / "LiberationSerif-Italic.ttf"
SERIF_BOLD_ITALIC = FOLDER / "LiberationSerif-BoldItalic.ttf"
