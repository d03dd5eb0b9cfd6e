"""From an employee's page HR staff come to the handbook as the employee sees it."""

from django.utils import timezone

from tests.support.clients import client_of
from tests.support.text import page_text


def test_hr_staff_come_from_the_employee_to_the_handbook_as_the_employee_sees_it(amina, siri, roles) -> None:
    client = client_of(siri, "nb")
    page = client.get(f"/admin/people/employee/{amina.pk}/change/")
    address = f"/reports/handbooks/small/as-of/{timezone.localdate().isoformat()}/employees/1001/"
    assert f'href="{address}"' in page.content.decode()
    assert "slik den ansatte ser håndboka" in page_text(page)
    assert client.get(address).status_code == 200
