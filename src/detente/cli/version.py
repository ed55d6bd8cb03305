"""The version, readable without loading anything else."""

import detente

__all__ = ["VERSION"]

VERSION: str = detente.__version__
