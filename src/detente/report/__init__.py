"""Case → pages.

`detente.report(case)` is the report itself: the package can be called, since the function and the room have one name.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.case import Case


class _Report(ModuleType):
    """A package that is the function of the same name."""

    def __call__(self, case: "Case", *, format: str = "html") -> bytes:
        """The case in a format (`html`, `md`, `json`, …); what has not been solved yet is solved first.

        Raises `UnknownItem` for a format that there is not.
        """
        from dataclasses import replace

        from detente.report.exporters import export

        if case.model is not None and case.findings is None:
            from detente.analysis import analyse

            case = replace(case, findings=analyse(case.model))
        return export(case, format)


sys.modules[__name__].__class__ = _Report
