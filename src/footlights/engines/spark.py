"""The distributed engine: an Apache Spark cluster, by the same Ibis expressions.

Tables that are kept are Parquet files in a folder that this machine and all workers
see. So a worker may die: what it was computing another computes anew, and what it had
computed is there.
"""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from ibis.backends.pyspark.datatypes import PySparkSchema
from ibis.backends.sql.compilers.pyspark import PySparkCompiler

from footlights.closing import Closing
from footlights.engines.kept_once import KeptOnce
from footlights.engines.spark_session import SparkCluster
from footlights.errors import FolderNotSharedError


class SparkEngine(Closing):
    """An `Engine` on a Spark cluster that is already running.

    Args:
        address: `spark://host:port` of a standalone cluster, or `sc://host:port` of a
            Spark Connect server.
        folder: A folder that this machine and all workers see under this name;
            without it this machine's folder for temporary files, which does where
            the cluster runs on this machine.

    Raises:
        JavaMissingError: A standalone cluster needs Java on this machine too.
        ClusterNotThereError: Nobody answers, or no worker takes any work.
        FolderNotSharedError: The workers do not see the folder.
    """

    def __init__(self, address: str, folder: Path | None = None) -> None:
        if folder is not None and not folder.is_dir():
            raise FolderNotSharedError(folder)
        self._folder = Path(tempfile.mkdtemp(prefix="footlights-", dir=folder))
        self._shared = folder.resolve() if folder else None
        self._places: dict[str, Path] = {}
        self._made = 0
        self.once = KeptOnce(self)
        """Tables that stay for other questions."""
        try:
            self._cluster = SparkCluster(address)
        except BaseException:
            shutil.rmtree(self._folder)
            raise
        self._session = self._cluster.session
        # `Team` and `team` are two columns, as they are elsewhere.
        self._session.conf.set("spark.sql.caseSensitive", "true")
        # Ibis gives no types for its connections.
        self._connection: Any = ibis.pyspark.connect(self._session)
        self._connection.compiler = _Compiler()
        try:
            self._check_folder()
        except BaseException:
            self.close()
            raise

    def read_parquet(self, paths: Sequence[Path]) -> ir.Table:
        """Give Parquet files that every worker sees as one table."""
        reader = self._session.read.option("mergeSchema", "true")
        return self._named(
            ibis.util.gen_name("parquet"), reader.parquet(*map(_address, paths))
        )

    def read_numbered_parquet(self, path: Path) -> ir.Table:
        """Give one Parquet file, and in `file_row_number` its rows counted from 0."""
        row = self._cluster.functions.col("_metadata.row_index").alias(
            "file_row_number"
        )
        frame = self._session.read.parquet(_address(path)).select("*", row)
        return self._named(ibis.util.gen_name("parquet"), frame)

    def load(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> ir.Table:
        """Store Arrow rows as a table of that name; replaces an earlier one."""
        place = self._new_place(name)
        place.mkdir()
        schema = _with_zone(rows.schema)
        with pyarrow.parquet.ParquetWriter(place / "rows.parquet", schema) as file:
            batches = rows.to_batches() if isinstance(rows, pa.Table) else rows
            for batch in batches:
                file.write_batch(batch.cast(schema))
        frame = self._session.read.parquet(_address(place))
        return self._kept(name, place, frame, ibis.Schema.from_pyarrow(rows.schema))

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Compute an expression once and store it under that name."""
        place = self._new_place(name)

        def write() -> Any:  # Spark's own schema
            frame = self._frame(expression)
            frame.write.parquet(_address(place))
            return frame.schema

        schema = self._cluster.run(write)
        written = self._session.read.schema(schema).parquet(_address(place))
        return self._kept(name, place, written, expression.schema())

    def fetch(self, expression: ir.Table) -> pa.Table:
        """Compute an expression and give its rows as Arrow."""
        found = self._cluster.run(lambda: self._frame(expression).toArrow())
        return found.cast(expression.schema().to_pyarrow())

    def fetch_batches(self, expression: ir.Table) -> pa.RecordBatchReader:
        """Compute an expression and give its rows little by little."""
        return self.fetch(expression).to_reader()

    def in_utc(self, moment: ir.TimestampValue) -> ir.TimestampValue:
        """Give a moment that knows its zone as naive UTC, to the microsecond."""
        return moment.cast("timestamp(6)")

    def sees(self, path: Path) -> bool:
        """Whether the workers can read a Parquet file where it lies.

        They see the shared folder, and Spark does not know every type of Parquet.
        """
        if self._shared and not path.resolve().is_relative_to(self._shared):
            return False
        return all(map(_is_known, pyarrow.parquet.read_schema(path).types))

    def drop(self, table: ir.Table) -> None:
        """Let go of a table that `keep` or `load` stored."""
        name = table.op().name
        self._cluster.run(lambda: self._session.catalog.dropTempView(name))
        shutil.rmtree(self._places.pop(name))

    def write_parquet(self, expression: ir.Table, path: Path) -> None:
        """Compute an expression into one Parquet file of this machine."""
        pyarrow.parquet.write_table(self.fetch(expression), path)

    def write_csv(self, expression: ir.Table, path: Path) -> None:
        """Compute an expression into one CSV file of this machine, with a header."""
        pyarrow.csv.write_csv(self.fetch(expression), path)

    def close(self) -> None:
        """Let go of the cluster, and of everything that was kept."""
        self._cluster.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _check_folder(self) -> None:
        """Let a worker write what this process must then see."""
        place = self._new_place("folder")
        frame = self._session.range(1)
        try:
            self._cluster.run(lambda: frame.write.parquet(_address(place)))
        except self._cluster.errors as error:
            raise FolderNotSharedError(self._folder.parent) from error
        if not any(place.glob("*.parquet")):
            raise FolderNotSharedError(self._folder.parent)

    def _new_place(self, name: str) -> Path:
        self._made += 1
        return self._folder / f"{self._made}-{name}"

    def _kept(
        self, name: str, place: Path, frame: Any, schema: ibis.Schema
    ) -> ir.Table:
        if name in self._places:
            shutil.rmtree(self._places[name])
        self._places[name] = place
        # Spark's own type for times says nothing of microseconds.
        return self._named(name, frame).op().copy(schema=schema).to_expr()

    def _named(self, name: str, frame: Any) -> ir.Table:
        # A Spark Connect server is asked about tables, too, and may be gone.
        self._cluster.run(lambda: frame.createOrReplaceTempView(name))
        return self._cluster.run(lambda: self._connection.table(name))

    def _frame(self, expression: ir.Table) -> Any:
        """Give an expression as a data frame with the types that Ibis tells."""
        for small in expression.op().find(ops.InMemoryTable):
            if small.name not in self._places:
                self.load(small.name, small.data.to_pyarrow(small.schema))
        frame = self._session.sql(self._connection.compile(expression))
        column = self._cluster.functions.col
        # Spark takes a small number for an `int`, where Ibis says `int16`.
        wanted = PySparkSchema.from_ibis(expression.schema())
        return frame.select(
            *(
                column(f"`{field.name}`").cast(field.dataType).alias(field.name)
                for field in wanted
            )
        )


class _Compiler(PySparkCompiler):  # type: ignore[misc] # Ibis is without types
    """Says what Ibis 12 does not, or says otherwise.

    It sums up what fulfils a condition, null where nothing does; here it is counted.
    """

    __slots__ = ()

    def visit_CountStar(self, op: Any, *, arg: Any, where: Any) -> Any:  # noqa: N802
        """Give `count_if`; the name is that of Ibis."""
        if where is None:
            return super().visit_CountStar(op, arg=arg, where=where)
        return self.f.count_if(where)

    def visit_BitOr(self, op: Any, *, arg: Any, where: Any) -> Any:  # noqa: N802
        """Give `bit_or`; the name is that of Ibis."""
        del op
        return self.agg.bit_or(arg, where=where)


def _address(path: Path) -> str:
    return path.resolve().as_uri()


def _is_known(kind: pa.DataType) -> bool:
    if pa.types.is_timestamp(kind):
        return bool(kind.unit != "ns")
    simple = (pa.types.is_string, pa.types.is_large_string, pa.types.is_boolean)
    numbers = (pa.types.is_signed_integer, pa.types.is_floating, pa.types.is_decimal)
    return any(holds(kind) for holds in (*simple, *numbers, pa.types.is_date))


def _with_zone(schema: pa.Schema) -> pa.Schema:
    """Say that times are UTC: Spark has its plain `timestamp` for these."""
    return pa.schema(
        [
            field.with_type(pa.timestamp("us", "UTC"))
            if pa.types.is_timestamp(field.type)
            else field
            for field in schema
        ]
    )
