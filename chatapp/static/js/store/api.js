// The JSON API. A failure is an ApiError with the HTTP status, or 0 where there was no answer at all.

import { boot, csrfToken } from "fragaria/store/boot.js";

export class ApiError extends Error {
  constructor(status) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

async function call(method, path, body) {
  const init = { method, headers: { Accept: "application/json" }, credentials: "same-origin" };
  if (method !== "GET") init.headers["X-CSRFToken"] = csrfToken;
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
  if (!response.ok) throw new ApiError(response.status);
  return response.status === 204 ? null : response.json();
}

export const api = {
  get: (path) => call("GET", path),
  patch: (path, body) => call("PATCH", path, body),
  delete: (path) => call("DELETE", path),
};
