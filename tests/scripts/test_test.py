from __future__ import annotations

from scripts.test import excused, skipped

REPORT = """<testsuites><testsuite>
<testcase classname="tests.test_a" name="test_ran"/>
<testcase classname="tests.test_a" name="test_left_out"><skipped type="pytest.skip" message="no browser"/></testcase>
<testcase classname="" name="tests.test_c"><skipped message="collection skipped">('t.py', 7,
'Skipped: this machine's kernel cannot confine programs')</skipped></testcase>
<testcase classname="tests.test_b" name="test_known"><skipped type="pytest.xfail" message="later"/></testcase>
</testsuite></testsuites>"""


def test_a_skipped_test_is_told_with_its_reason_and_an_expected_failure_is_not() -> None:
    left_out, module = skipped(REPORT)
    assert left_out == "tests.test_a.test_left_out: no browser"
    assert module.startswith("tests.test_c: ")


def test_only_a_test_with_a_place_of_its_own_may_be_left_out_in_ci() -> None:
    assert [excused(line) for line in skipped(REPORT)] == [False, True]
