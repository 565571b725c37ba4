"""JupyterLab as the consultant's desk: the start page with where each client stands, and the server it is opened in."""

from segkit.lab.page import start_page
from segkit.lab.server import Desk, desk
from segkit.lab.standing import Standing, standing, standings
from segkit.lab.start_file import START, executed_notebook, write_start

__all__ = ["START", "Desk", "Standing", "desk", "executed_notebook", "standing", "standings", "start_page", "write_start"]
