"""The report of a whole visit prints on one page, on the paper of either side of the ocean."""

import re

import pytest

from neuro_edu.clinic import Visit, case_ids, chart, debrief, ideal_path, replay, unseen_id
from neuro_edu.lessons.clinic_report import report_html

pytestmark = pytest.mark.browser
PAPER = ("A4", "letter")
#: Print below this size cannot be read (pt).
SMALLEST_pt = 6.5


def pages(page, report: str, paper: str) -> int:
    """Print as a student does, with the margins that the report asks for."""
    sized = report.replace("@page { margin", f"@page {{ size: {paper}; margin")
    assert sized != report
    page.set_content(sized)
    pdf = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def good_visit(case_id: str) -> Visit:
    """The ideal path, with the differential set three times."""
    path, truth = ideal_path(case_id), chart(case_id).condition
    visit = Visit.begin(case_id).set_differential({truth: 0.2, "als": 0.1}).visit
    for action in path:
        if action.kind == "commit":
            visit = visit.set_differential({truth: 0.6, "cidp": 0.2}).visit
            visit = visit.set_differential({truth: 0.9, "tetany": 0.005}).visit
        visit = visit.do(action).visit
    return visit


def reported(visit: Visit) -> str:
    return report_html(visit, visit.replies, debrief(visit))


@pytest.mark.parametrize("case_id", [*case_ids(), unseen_id(17)])
def test_a_good_visit_is_one_page_that_can_be_read(page, case_id):
    report = reported(good_visit(case_id))
    assert [pages(page, report, paper) for paper in PAPER] == [1, 1]
    page.emulate_media(media="print")
    size_px = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert size_px * 0.75 >= SMALLEST_pt
    # Nothing is cut off at the side.
    page.set_viewport_size({"width": 748, "height": 988})
    inner, outer = page.evaluate("[document.body.scrollWidth, document.body.clientWidth]")
    assert inner <= outer


def test_a_visit_with_mistakes_is_one_page_too(page):
    visit = replay("teacher-calf-cramps", ideal_path("teacher-calf-cramps")[:6])
    for test in ("vgkc-assay", "fdg-pet", "ct-brain", "calf-mri"):
        visit = visit.order(test).visit
    visit = visit.commit("als").visit.treat("rituximab").visit.treat("carbamazepine").visit
    report = reported(visit.follow_up(2).visit)
    assert [pages(page, report, paper) for paper in PAPER] == [1, 1]


def test_the_counting_sees_a_second_page(page):
    report = reported(good_visit("nurse-weak-hand"))
    longer = report.replace("</main>", "<p>one line more</p>" * 200 + "</main>")
    assert pages(page, longer, "A4") > 1
