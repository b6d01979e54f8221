"""How people prove who they are beyond a password, and how long an account that was given up can be had back."""

from __future__ import annotations

from . import env

# Who must have a second factor: nobody, whoever opens a page for staff, or everybody.
REQUIRE_MFA = env.choice("REQUIRE_MFA", "off", ("off", "staff", "all"), example="staff")
# Days between the wish to delete an account and the erasure.
ACCOUNT_DELETION_GRACE = env.integer("ACCOUNT_DELETION_GRACE", 14, most=90, example="30")
# Minutes for which staff see the product as a person; then they are themselves again.
VIEW_AS_MINUTES = env.integer("VIEW_AS_MINUTES", 15, least=1, most=60, example="5")

MFA_ADAPTER = "chatapp.security.adapter.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "chatapp.security.forms.SetUpForm",
    "authenticate": "chatapp.security.forms.CodeForm",
    "reauthenticate": "chatapp.security.forms.CodeAgainForm",
    "authenticate_webauthn": "chatapp.security.forms.SecondStepForm",
    "reauthenticate_webauthn": "chatapp.security.forms.PasskeyAgainForm",
    "login_webauthn": "chatapp.security.forms.SignInForm",
    "add_webauthn": "chatapp.security.forms.AddPasskeyForm",
    "edit_webauthn": "chatapp.security.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Fragaria"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
# Otherwise nobody with a second factor could change their address. Where addresses matter (production) nobody signs in
# before theirs is verified, and a new one becomes theirs only when it is.
MFA_ALLOW_UNVERIFIED_EMAIL = True
