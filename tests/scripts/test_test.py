from __future__ import annotations

from scripts.test import skipped

REPORT = """<testsuites><testsuite>
<testcase classname="tests.test_a" name="test_ran"/>
<testcase classname="tests.test_a" name="test_left_out"><skipped type="pytest.skip" message="no browser"/></testcase>
<testcase classname="tests.test_b" name="test_known"><skipped type="pytest.xfail" message="later"/></testcase>
</testsuite></testsuites>"""


def test_a_skipped_test_is_told_with_its_reason_and_an_expected_failure_is_not() -> None:
    assert skipped(REPORT) == ["tests.test_a.test_left_out: no browser"]
