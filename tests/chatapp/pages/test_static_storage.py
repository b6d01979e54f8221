from pathlib import Path

import brotli
import pytest

from chatapp.pages.static_storage import HIGH_UP_TO, StaticFilesStorage


@pytest.mark.parametrize("size", [2_000, HIGH_UP_TO + 1])
def test_a_file_is_kept_beside_its_brotli_form_whatever_its_size(tmp_path: Path, size: int) -> None:
    file = tmp_path / "page.js"
    file.write_text("const answer = 1757;\n" * (size // 20 + 1))
    made = StaticFilesStorage(location=tmp_path).create_compressor().compress(file)
    assert sorted(Path(each).suffix for each in made) == [".br", ".gz"]
    assert brotli.decompress(file.with_name("page.js.br").read_bytes()) == file.read_bytes()
