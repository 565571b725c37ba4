"""The extension by which JupyterLab's tables sort and search and the start page's folders open, in the form that JupyterLab loads.

It is written anew for each start, so no build and no other program is needed, and the notebooks themselves hold no script.
"""

import hashlib
import json
from pathlib import Path

import segkit
from segkit.deliverables.in_place import write_whole
from segkit.views.table_script import table_script

NAME = "segkit"

_FOLDERS = Path(__file__).with_name("folders.js")

_CONTAINER = """\
(() => {{
  "use strict";
  const plugin = {{ id: "segkit:tables", autoStart: true, activate: (app) => {{ {tables} ({folders})(app); }} }};
  const modules = {{ "./extension": {{ __esModule: true, default: plugin }} }};
  window._JUPYTERLAB = window._JUPYTERLAB || {{}};
  window._JUPYTERLAB.segkit = {{ init: () => undefined, get: (name) => Promise.resolve(() => modules[name]) }};
}})();
"""
"""What JupyterLab expects of an extension that was built apart: a container that hands out its module."""


def write_extension(folder: Path) -> Path:
    """Write the extension into a folder of JupyterLab extensions and return its own folder."""
    content = _CONTAINER.format(tables=table_script(), folders=_FOLDERS.read_text(encoding="utf-8").strip()).encode()
    entry = f"remoteEntry.{hashlib.sha256(content).hexdigest()[:12]}.js"
    described = {
        "name": NAME,
        "version": segkit.__version__,
        "description": "Tables that sort and search, folders that open.",
        "license": "MIT",
        "jupyterlab": {"extension": True, "_build": {"load": f"static/{entry}", "extension": "./extension"}},
    }
    own = folder / NAME
    write_whole(own / "static" / entry, content)
    write_whole(own / "package.json", json.dumps(described, indent=2).encode())
    return own
