// The JSON API. A failure is an ApiError with the HTTP status, or 0 where there was no answer at all, and with what the
// server says to the person, if it says anything.

import { boot, tokenNow } from "fragaria/store/boot.js";
import { t } from "fragaria/text/t.js";

export class ApiError extends Error {
  constructor(status, said = "") {
    super(`HTTP ${status}`);
    this.status = status;
    this.said = said;
  }
}

async function messageOf(response) {
  if (response.status === 401) return t("You are signed out. Sign in again in another tab, then try again.");
  try {
    const { message } = await response.json();
    return typeof message === "string" ? message : "";
  } catch {
    return "";
  }
}

async function call(method, path, body, more = {}) {
  const init = { ...more, method, headers: { Accept: "application/json" }, credentials: "same-origin" };
  if (method !== "GET") init.headers["X-CSRFToken"] = tokenNow();
  if (body !== undefined) {
    init.headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(boot.urls.api + path, init);
  } catch {
    throw new ApiError(0);
  }
  if (!response.ok) throw new ApiError(response.status, await messageOf(response));
  return response.status === 204 ? null : response.json();
}

export const api = {
  get: (path) => call("GET", path),
  /** `more` are options of fetch. */
  post: (path, body, more) => call("POST", path, body, more),
  patch: (path, body) => call("PATCH", path, body),
  put: (path, body) => call("PUT", path, body),
  delete: (path) => call("DELETE", path),
};
