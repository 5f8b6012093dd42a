"""A pytest plugin that loads one module with one error in it: MUTANT=rules.lines.split:12."""

from __future__ import annotations

import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType

from benchmarks.mutants.mutate import mutated


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        source = self.get_source(fullname) or ""
        return compile(mutated(source, _NUMBER), self.get_filename(fullname), "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    def find_spec(self, fullname: str, path: object = None, _: object = None) -> ModuleSpec | None:
        if fullname != _MODULE:
            return None
        spec = PathFinder.find_spec(fullname, path)  # type: ignore[arg-type]
        if spec is None or spec.origin is None:
            return None
        spec.loader = _Loader(fullname, spec.origin)
        return spec


_MODULE, _, _PLACE = os.environ["MUTANT"].partition(":")
_NUMBER = int(_PLACE)
sys.meta_path.insert(0, _Finder())
