"""Run the quick start notebook, and make its page.

    python -m docs.notebook

Outputs are kept as they are where they are small and the same on every run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent / "quickstart.ipynb"
PAGE = NOTEBOOK.with_suffix(".md")


def main() -> None:
    """Run the notebook again and write it and its page."""
    made = run()
    nbformat.write(made, NOTEBOOK)
    PAGE.write_text(page(made), encoding="utf-8")


def run() -> Any:
    """The notebook as it comes out of a new kernel."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if "outputs" in cell:  # what libraries say on standard error is not the same everywhere
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    return notebook


def page(notebook: Any) -> str:
    """The notebook as a page of the documentation."""
    parts = ["<!-- made of quickstart.ipynb by `python -m docs.notebook` -->"]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
        else:
            parts.append(f"```python\n{cell.source}\n```")
            parts += [_shown(output) for output in cell.outputs]
    return "\n\n".join(parts) + "\n"


def _shown(output: Any) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        return str(data["text/html"])
    return f"```\n{(output.get('text') or data['text/plain']).rstrip()}\n```"


if __name__ == "__main__":
    main()
