// Forms that a passkey fills in: the browser's part of signing in with one, of adding one, and of the second step.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

async function create({ publicKey }) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      // One that can sign in by itself where the device can keep it, and a second step where it cannot.
      authenticatorSelection: { ...publicKey.authenticatorSelection, residentKey: "preferred", requireResidentKey: false },
    },
  });
  const { clientDataJSON, attestationObject } = credential.response;
  const transports = credential.response.getTransports?.() ?? [];
  return plain(credential, { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject), transports });
}

async function get({ publicKey }) {
  const credential = await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: known(publicKey.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return plain(credential, {
    clientDataJSON: text(clientDataJSON),
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

const plain = (credential, response) => ({
  type: credential.type,
  id: credential.id,
  rawId: text(credential.rawId),
  clientExtensionResults: credential.getClientExtensionResults(),
  response,
});

async function options(form) {
  const here = document.getElementById("passkey-options");
  if (here) return JSON.parse(here.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return answer.json();
}

function say(form, name) {
  const place = form.querySelector('p[role="alert"]');
  const reason = { InvalidStateError: form.dataset.known, NotAllowedError: form.dataset.cancelled, AbortError: form.dataset.cancelled };
  place.textContent = reason[name] ?? form.dataset.failed;
  place.hidden = false;
}

async function press(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const { creation_options: creation, request_options: request } = await options(form);
    form.elements.credential.value = JSON.stringify(await (creation ? create(creation) : get(request)));
    form.submit();
  } catch (error) {
    say(form, error.name);
    button.disabled = false;
  }
}

const forms = document.querySelectorAll("form[data-passkey]");
// No browser binds a passkey to an address of numbers.
const named = !/^[\d.]+$|:/.test(location.hostname);
if (window.PublicKeyCredential && window.isSecureContext && named) {
  for (const form of forms) {
    form.addEventListener("submit", press);
    form.hidden = false;
  }
} else {
  for (const form of forms) form.hidden = true;
  for (const words of document.querySelectorAll("[data-without-passkeys]")) words.hidden = false;
}
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const button of document.querySelectorAll("form[data-passkey] button")) button.disabled = false;
});
