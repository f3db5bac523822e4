"""Briefs in a table of Spark, from 3.5 on.

Needs ``pyspark``, ``pyarrow`` and ``pandas``: ``pip install 'strata-brief[spark]'``.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from ._api import key as key_of
from ._brief import Format, Options, Theme
from .arrow import RESULT_DDL, render_batches

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame
    from typing_extensions import Unpack


def render(
    df: DataFrame,
    *,
    brief: str = "brief",
    id: str = "id",
    to: str | None = None,
    pdf: bool | None = None,
    chunk: int = 8,
    timeout: float = 60,
    format: Format | None = None,
    **design: Unpack[Options],
) -> DataFrame:
    """Prints the briefs of a table: one row of ``arrow.RESULT_SCHEMA`` for each row. The
    arguments are those of ``arrow.render_batches``, by which it is done.

    Divide the table before, some hundred briefs a part, and by a column, never by chance: a
    part that is lost is dealt anew, and must hold the same rows::

        render(df.repartition(n, "id")).write.parquet("prints")
    """
    _load(design)
    rows = partial(
        render_batches,
        brief=brief,
        id=id,
        to=to,
        pdf=pdf,
        chunk=chunk,
        timeout=timeout,
        format=format,
        **design,
    )
    return df.select(id, brief).mapInArrow(rows, RESULT_DDL)


def key(
    brief: Column | str,
    *,
    format: Format | None = None,
    **design: Unpack[Options],
) -> Column:
    """The key of each brief of a column, as ``render`` gives it with the same options: what
    is printed already is known by it. That of a null is null."""
    from pyspark.sql.functions import udf

    _load(design)

    def of(text: str | bytes | None) -> str | None:
        return None if text is None else key_of(text, format=format, **design)

    return udf(of, "string")(brief)


def _load(design: Options) -> None:
    """Loads a theme whose files lie on this machine, for others."""
    theme = design.get("theme")
    if isinstance(theme, os.PathLike):
        design["theme"] = Theme.open(theme)
