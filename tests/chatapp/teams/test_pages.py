"""The team's pages: who sees what, and what each button does."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from billing import quota, teams
from billing.accounts import account_for, grant_plan
from billing.models import BillingAccount, Mail, Membership, PayingChoice, TeamInvitation
from billing.plans import plan
from billing.seats import has_seat, role_of
from chatapp.accounts.models import User

pytestmark = pytest.mark.django_db


def at(team: BillingAccount, path: str = "") -> str:
    return f"/teams/{team.pk}/{path}"


def used(team: BillingAccount, user: User, meter: str = "fast") -> None:
    key = uuid.uuid4().hex
    hold = quota.reserve(account=team, user_id=user.pk, meter=meter, key=key, ttl_seconds=60)
    quota.commit(hold=hold, tokens=1, cost_micros=1)


class TestLooking:
    def test_owner_and_admins_see_everyone_with_counts(self, team, owner, member, browser, text) -> None:
        used(team, member)
        used(team, member, "think")
        teams.set_role(account=team, actor_id=owner.pk, user_id=member.pk, role="admin")
        for person in (owner, member):
            page = text(browser(person).get(at(team)))
            assert owner.email in page
            assert member.email in page
            assert '<td data-label="Fast answers" class="number">1</td>' in page
            assert "2 of 3 seats taken · 1 free" in page

    def test_a_member_sees_themselves_and_whom_to_ask(
        self, team, owner, member, outsider, browser, text
    ) -> None:
        Membership.objects.create(account=team, user=outsider)
        page = text(browser(member).get(at(team)))
        assert "0 fast, 0 thinking" in page
        assert f"The owner: {owner.email}" in page
        assert outsider.email not in page
        assert "Invite" not in page

    @pytest.mark.parametrize("path", ["", "people/{member}/"])
    def test_for_outsiders_there_is_no_team(self, team, member, outsider, browser, path) -> None:
        here = at(team, path.format(member=member.pk))
        assert browser(outsider).get(here).status_code == 404
        assert Client().get(here).headers["Location"].startswith("/accounts/login/")

    def test_a_personal_account_is_no_team(self, owner, browser) -> None:
        own = account_for(user_id=owner.pk)
        assert browser(owner).get(at(own)).status_code == 404

    def test_names_are_text(self, team, owner, browser, text) -> None:
        teams.rename_team(account=team, actor_id=owner.pk, name="<script>x</script>")
        assert "<script>x" not in text(browser(owner).get(at(team)))
        assert "<script>x" not in text(browser(owner).get("/settings/team/"))

    def test_a_team_without_payment_says_what_to_do(self, owner, browser, text) -> None:
        new = teams.create_team(owner_id=owner.pk, name="New")
        page = text(browser(owner).get(at(new)))
        assert "Buy seats" in page
        assert f"account={new.pk}&amp;quantity=2" in page

    def test_people_who_wait_for_a_seat_are_told_of(self, team, owner, member, browser, text) -> None:
        team.seats = 1
        team.save()
        assert "1 person waits for a seat" in text(browser(owner).get(at(team)))
        assert "You wait for a seat" in text(browser(member).get(at(team)))


class TestRefusals:
    ACTS: dict[str, dict[str, Any]] = {
        "invite/": {"addresses": "new@example.org"},
        "rename/": {"name": "Mine"},
        "people/{owner}/caps/": {"fast": 1},
        "people/{third}/caps/": {"fast": 1},
        "people/{third}/seat/": {"seat": "off"},
        "people/{third}/role/": {"role": "admin"},
        "people/{third}/remove/": {},
        "people/{third}/hand-over/": {"name": "Kitchen"},
        "invitations/{invitation}/resend/": {},
        "invitations/{invitation}/withdraw/": {},
    }

    @pytest.fixture
    def ids(self, team, owner, member, outsider) -> dict[str, Any]:
        Membership.objects.create(account=team, user=outsider)
        grant_plan(account=team, plan=plan("team"), seats=9)
        invitation, _ = teams.invite(account=team, actor_id=owner.pk, email="open@example.org")
        return {"owner": owner.pk, "third": outsider.pk, "invitation": invitation.pk}

    def state(self, team: BillingAccount) -> str:
        rows = list(Membership.objects.filter(account=team).values()), list(TeamInvitation.objects.values())
        return str(rows) + str(BillingAccount.objects.filter(pk=team.pk).values("name", "owner").get())

    @pytest.mark.parametrize("path", ACTS)
    def test_a_member_changes_nothing(self, team, member, ids, browser, path) -> None:
        before = self.state(team)
        done = browser(member).post(at(team, path.format(**ids)), self.ACTS[path])
        assert done.status_code in (200, 302, 404)
        assert self.state(team) == before

    @pytest.mark.parametrize("path", [*ACTS, "leave/"])
    def test_a_stranger_finds_nothing(self, team, ids, browser, path) -> None:
        stranger = User.objects.create_user("stranger@example.org")
        before = self.state(team)
        assert (
            browser(stranger).post(at(team, path.format(**ids)), self.ACTS.get(path, {})).status_code == 404
        )
        assert self.state(team) == before

    @pytest.mark.parametrize("path", [*ACTS, "leave/"])
    def test_a_look_changes_nothing_and_another_site_neither(self, team, owner, ids, browser, path) -> None:
        before = self.state(team)
        here = at(team, path.format(**ids))
        assert browser(owner).get(here).status_code == 405
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(owner)
        assert strict.post(here, self.ACTS.get(path, {})).status_code == 403
        assert self.state(team) == before

    def test_anothers_invitation_is_not_there(self, team, owner, ids, browser) -> None:
        other = teams.create_team(owner_id=owner.pk, name="Other")
        path = f"invitations/{ids['invitation']}/withdraw/"
        assert browser(owner).post(at(other, path)).status_code == 404


class TestInviting:
    def test_several_at_once_each_with_a_mail(self, team, owner, browser, text) -> None:
        page = browser(owner)
        done = page.post(at(team, "invite/"), {"addresses": "A@example.org, b@example.org\na@example.org"})
        assert done.status_code == 302
        assert sorted(TeamInvitation.objects.values_list("email", flat=True)) == [
            "a@example.org",
            "b@example.org",
        ]
        assert Mail.objects.filter(kind="invitation").count() == 2
        shown = text(page.get(at(team)))
        assert "Invited: a@example.org, b@example.org." in shown
        assert "All seats are taken or held by an invitation" in shown

    def test_those_who_cannot_be_stay_in_the_form_with_the_reason(
        self, team, owner, member, browser, text
    ) -> None:
        typed = {"addresses": f"{member.email} a@example.org b@example.org"}
        shown = text(browser(owner).post(at(team, "invite/"), typed))
        assert "Invited: a@example.org." in shown
        assert f"{member.email}: This person is in the team already." in shown
        assert "b@example.org: All 3 seats of this team are taken. Add a seat, or free one, first." in shown
        assert "quantity=4" in shown

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("", "Type at least one address."),
            (" , ;", "Type at least one address."),
            ("nobody", "Not an e-mail address: nobody"),
            ("a@example.org no@no@no", "Not an e-mail address: no@no@no"),
            ("<script>alert(1)</script>@example.org", "&lt;script&gt;"),
            (" ".join(f"p{n}@example.org" for n in range(51)), "51 addresses"),
            ("x" * 10_001, "at most 10000 characters"),
        ],
    )
    def test_bad_input_invites_nobody_and_says_why(self, team, owner, browser, text, typed, said) -> None:
        assert said in text(browser(owner).post(at(team, "invite/"), {"addresses": typed}))
        assert not TeamInvitation.objects.exists()

    def test_sending_again_closes_the_older_link_and_withdrawing_both(self, team, owner, browser) -> None:
        old, token = teams.invite(account=team, actor_id=owner.pk, email="a@example.org")
        page = browser(owner)
        page.post(at(team, f"invitations/{old.pk}/resend/"))
        (new,) = TeamInvitation.objects.exclude(pk=old.pk)
        assert Client().get(f"/teams/join/{token}/").status_code == 410
        page.post(at(team, f"invitations/{new.pk}/withdraw/"))
        assert page.post(at(team, f"invitations/{new.pk}/withdraw/")).status_code == 404

    def test_one_address_is_not_written_to_all_day(self, team, owner, browser, text) -> None:
        page = browser(owner)
        for _ in range(5):
            page.post(at(team, "invite/"), {"addresses": "a@example.org"})
        assert "wait until tomorrow" in text(page.post(at(team, "invite/"), {"addresses": "a@example.org"}))

    def test_an_admin_invites_members_and_no_admins(self, team, owner, member, browser) -> None:
        teams.set_role(account=team, actor_id=owner.pk, user_id=member.pk, role="admin")
        page = browser(member)
        assert 'name="role"' not in page.get(at(team)).content.decode()
        page.post(at(team, "invite/"), {"addresses": "a@example.org", "role": "admin"})
        assert TeamInvitation.objects.get(email="a@example.org").role == "member"

    def test_a_refused_mail_is_shown(self, team, owner, browser, text) -> None:
        teams.invite(account=team, actor_id=owner.pk, email="a@example.org")
        Mail.objects.update(outcome="failed")
        assert "Mail was refused" in text(browser(owner).get(at(team)))


class TestManaging:
    def person(self, team: BillingAccount, user: User, path: str = "") -> str:
        return at(team, f"people/{user.pk}/{path}")

    def test_a_seat_is_taken_and_given(self, team, owner, member, browser, text) -> None:
        page = browser(owner)
        page.post(self.person(team, member, "seat/"), {"seat": "off"})
        assert not has_seat(team, member.pk)
        assert "has no seat" in text(page.get(self.person(team, member)))
        assert "You have none now" in text(browser(member).get(at(team)))
        page.post(self.person(team, member, "seat/"), {"seat": "on"})
        assert has_seat(team, member.pk)

    def test_where_none_is_free_the_page_says_so_and_gives_none(
        self, team, owner, member, browser, text
    ) -> None:
        teams.set_seat(account=team, actor_id=owner.pk, user_id=member.pk, seat=False)
        grant_plan(account=team, plan=plan("team"), seats=1)
        page = browser(owner)
        assert "Give a seat" not in text(page.get(self.person(team, member)))
        shown = page.post(self.person(team, member, "seat/"), {"seat": "on"}, follow=True)
        assert "seats of this team are taken" in text(shown)
        assert not has_seat(team, member.pk)

    def test_caps_are_set_and_lifted(self, team, owner, member, browser) -> None:
        page = browser(owner)
        page.post(self.person(team, member, "caps/"), {"fast": "7", "think": "0"})
        row = Membership.objects.get(user=member)
        assert (row.fast_cap, row.think_cap) == (7, 0)
        page.post(self.person(team, member, "caps/"), {"fast": "", "think": ""})
        row.refresh_from_db()
        assert (row.fast_cap, row.think_cap) == (None, None)

    @pytest.mark.parametrize("typed", ["-1", "many", "99999999999999999999"])
    def test_a_bad_cap_is_an_error_in_the_form(self, team, owner, member, browser, text, typed) -> None:
        shown = browser(owner).post(self.person(team, member, "caps/"), {"fast": typed})
        assert 'class="errors"' in text(shown)
        assert Membership.objects.get(user=member).fast_cap is None

    def test_roles_are_the_owners_to_give(self, team, owner, member, browser) -> None:
        page = browser(owner)
        page.post(self.person(team, member, "role/"), {"role": "admin"})
        assert role_of(team, member.pk) == "admin"
        page.post(self.person(team, member, "role/"), {"role": "owner"})
        assert role_of(team, member.pk) == "admin"
        page.post(self.person(team, member, "role/"), {"role": "member"})
        assert role_of(team, member.pk) == "member"

    def test_nobody_hands_a_team_over_by_a_slip(self, team, owner, member, browser, text) -> None:
        page = browser(owner)
        shown = text(page.post(self.person(team, member, "hand-over/"), {"name": "kitchen"}))
        assert "That is not the team&#x27;s name" in shown
        assert role_of(team, owner.pk) == "owner"
        page.post(self.person(team, member, "hand-over/"), {"name": " Kitchen "})
        team.refresh_from_db()
        assert (role_of(team, member.pk), role_of(team, owner.pk)) == ("owner", "admin")

    def test_removing_and_leaving(self, team, owner, member, browser, text) -> None:
        assert "The owner stays" in text(browser(owner).post(at(team, "leave/"), follow=True))
        shown = browser(member).post(at(team, "leave/"), follow=True)
        assert "You have left Kitchen" in text(shown)
        assert role_of(team, member.pk) is None
        Membership.objects.create(account=team, user=member)
        browser(owner).post(self.person(team, member, "remove/"))
        assert role_of(team, member.pk) is None

    def test_the_owner_is_nobody_to_manage(self, team, owner, member, browser) -> None:
        assert browser(owner).get(self.person(team, owner)).status_code == 404

    @pytest.mark.parametrize(("name", "said"), [("", "Give the team a name"), ("x" * 101, "at most 100")])
    def test_a_bad_name_is_an_error(self, team, owner, browser, text, name, said) -> None:
        assert said in text(browser(owner).post(at(team, "rename/"), {"name": name}))
        browser(owner).post(at(team, "rename/"), {"name": "  Bakery \u202e "})
        team.refresh_from_db()
        assert team.name == "Bakery"


class TestOverview:
    def test_a_new_team_leads_to_its_seats_and_pays_as_soon_as_it_can(self, owner, browser) -> None:
        done = browser(owner).post("/settings/team/", {"name": "Bakery"})
        team = BillingAccount.objects.get(name="Bakery")
        assert done.headers["Location"].startswith("/billing/checkout/?plan=team&interval=month")
        assert f"account={team.pk}&quantity=2" in done.headers["Location"]
        assert PayingChoice.objects.get(user=owner).account == team

    def test_without_billing_nobody_makes_one(self, owner, browser, settings, text) -> None:
        settings.BILLING = False
        assert browser(owner).post("/settings/team/", {"name": "Bakery"}).status_code == 404
        assert "Make a team" not in text(browser(owner).get("/settings/team/"))

    def test_without_billing_no_page_asks_for_seats(self, team, owner, browser, settings, text) -> None:
        settings.BILLING = False
        grant_plan(account=team, plan=plan("team"), seats=0)
        for path in ("/settings/team/", at(team)):
            page = text(browser(owner).get(path))
            assert "1 person" in page
            assert not any(word in page for word in ("paid seat", "Buy", "No seats"))
        assert 'action="' + at(team, "invite/") in page

    def test_without_billing_no_page_speaks_of_money(
        self, team, owner, member, browser, settings, text
    ) -> None:
        settings.BILLING = False
        page = text(browser(owner).get(at(team, f"people/{member.pk}/")))
        assert "Hand the team to" in page
        assert not any(word in page for word in ("Paying", "not pay", "invoices", "the card"))

    def test_a_sixth_team_is_refused_in_words(self, owner, browser, text) -> None:
        for number in range(5):
            teams.create_team(owner_id=owner.pk, name=str(number))
        assert "5 teams at most" in text(browser(owner).post("/settings/team/", {"name": "Sixth"}))

    def test_the_choice_of_who_pays(self, team, owner, outsider, browser, text) -> None:
        page = browser(owner)
        page.post("/settings/team/payer/", {"account": str(team.pk)})
        assert f'value="{team.pk}" checked' in text(page.get("/settings/team/"))
        assert browser(outsider).post("/settings/team/payer/", {"account": str(team.pk)}).status_code == 404
        for bad in ("", "x", str(uuid.uuid4())):
            assert page.post("/settings/team/payer/", {"account": bad}).status_code == 404
