from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.access import MAY_GIVE, RIGHTS, Grant, Right, Role, Scope, roles_to_give, scope_of

TODAY = date(2026, 11, 23)
PATHS = ["/RU/", "/RU/Z/", "/RU/Z/Z1/", "/RU/Z/Z1/S1/", "/RU/Z/Z1/S12/", "/RU/Z/Z2/", "/RU/Y/"]


def test_two_roles_in_two_branches_never_multiply() -> None:
    grants = [Grant(Role.METHODIST, "/RU/Z/Z1/"), Grant(Role.HEAD, "/RU/Z/Z2/")]
    assert scope_of(grants, Right.CONFIRM_CERTIFICATES, TODAY) == Scope(("/RU/Z/Z1/",))
    assert scope_of(grants, Right.SEE_ROSTER, TODAY) == Scope(("/RU/Z/Z1/", "/RU/Z/Z2/"))


def test_a_nested_branch_is_folded_into_the_wider_one() -> None:
    grants = [Grant(Role.DEPUTY, "/RU/Z/Z1/S1/"), Grant(Role.METHODIST, "/RU/Z/Z1/")]
    assert scope_of(grants, Right.SEE_ROSTER, TODAY) == Scope(("/RU/Z/Z1/",))


def test_a_prefix_is_a_branch_and_not_a_similar_code() -> None:
    assert not Scope(("/RU/Z/Z1/S1/",)).covers("/RU/Z/Z1/S12/")


def test_a_grant_ends_after_its_last_day() -> None:
    grant = Grant(Role.DEPUTY, "/RU/", until=TODAY)
    assert scope_of([grant], Right.SEE_ROSTER, TODAY)
    assert not scope_of([grant], Right.SEE_ROSTER, date(2026, 11, 24))


@given(st.lists(st.builds(Grant, st.sampled_from(Role), st.sampled_from(PATHS)), max_size=5))
def test_a_scope_covers_exactly_the_branches_of_the_grants_that_allow_it(grants: list[Grant]) -> None:
    for right in Right:
        scope = scope_of(grants, right, TODAY)
        for path in PATHS:
            allowed = any(right in RIGHTS[one.role] and path.startswith(one.path) for one in grants)
            assert scope.covers(path) is allowed


def test_nobody_gives_a_role_outside_the_branch_or_above_their_own() -> None:
    head = [Grant(Role.HEAD, "/RU/Z/Z1/S1/")]
    assert roles_to_give(head, "/RU/Z/Z1/S1/", TODAY) == {Role.DEPUTY}
    assert roles_to_give(head, "/RU/Z/Z1/S12/", TODAY) == frozenset()
    assert Role.ADMIN not in {
        role for giver, given in MAY_GIVE.items() if giver is not Role.ADMIN for role in given
    }
