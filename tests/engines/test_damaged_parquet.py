import pyarrow as pa
import pyarrow.parquet as pq

from footlights.engines.damaged_parquet import damaged_parquet


def written(folder, name="log.parquet"):
    path = folder / name
    pq.write_table(pa.table({"n": range(3_000)}), path, row_group_size=1_000)
    return path


def test_whole_files_have_no_damage(tmp_path):
    assert damaged_parquet([written(tmp_path)]) is None


def test_the_rows_of_the_part_that_cannot_be_read_are_named(tmp_path):
    path = written(tmp_path)
    group = pq.ParquetFile(path).metadata.row_group(1).column(0)
    content = bytearray(path.read_bytes())
    begin = group.dictionary_page_offset or group.data_page_offset
    content[begin : begin + 40] = b"\xff" * 40
    path.write_bytes(content)

    found = damaged_parquet([written(tmp_path, "whole.parquet"), path])

    assert f"{path}" in str(found)
    assert "rows 1,001 to 2,000" in str(found)


def test_a_file_that_was_cut_meanwhile_is_no_whole_file(tmp_path):
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:500])

    assert "no whole Parquet file" in str(damaged_parquet([path]))


def test_a_text_that_is_none_is_damage(tmp_path):
    path = tmp_path / "log.parquet"
    texts = pa.array([b"ann", b"bob", b"\xff\xfe"]).view(pa.string())
    pq.write_table(pa.table({"person": texts}), path, row_group_size=2)

    assert "rows 3 to 3" in str(damaged_parquet([path]))
