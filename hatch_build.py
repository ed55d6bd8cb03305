"""Builds the optional compiled kernels where there is a C compiler; without one the package is pure Python."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import sys_tags

__all__ = ["NativeKernels"]

SOURCE = "src/detente/analysis/native.c"
LIBRARY = "src/detente/analysis/_native.so"


class NativeKernels(BuildHookInterface):
    """Compiles one C file into one shared library, called through ctypes and so independent of the Python version.

    `DETENTE_PURE=1` leaves it out. Whatever goes wrong, the build goes on without it: every result is the same, only
    models beyond a few thousand states take longer.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is put together, for editable installs too."""
        if self.target_name != "wheel":
            return
        library = Path(self.root, LIBRARY)
        library.unlink(missing_ok=True)
        if os.environ.get("DETENTE_PURE") or sys.platform == "win32":
            return
        compiler = shlex.split(os.environ.get("CC", "cc"))
        try:
            subprocess.run(
                [*compiler, "-O3", "-fPIC", "-shared", "-o", str(library), str(Path(self.root, SOURCE))],
                check=True,
                capture_output=True,
                timeout=120,
            )
        except (OSError, subprocess.SubprocessError):
            library.unlink(missing_ok=True)
            return
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{next(sys_tags()).platform}"
        build_data["artifacts"].append(LIBRARY)
