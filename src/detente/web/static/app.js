// What a page needs beyond reading: sending changes, keys, live progress. Pages read without it.
// No library and no HTML sink: every text a server sends is set with textContent.
"use strict";

const key = document.querySelector('meta[name="detente-key"]')?.content ?? "";
const version = document.querySelector('meta[name="detente-version"]')?.content ?? "";
const status = document.getElementById("status");

function tell(message, kind = "note") {
  if (!status) return;
  status.textContent = message;
  status.dataset.kind = kind;
}

// ---- changes: a form is sent as JSON with the session's key ---------------------------------------------------------

async function fields(form) {
  const body = {};
  for (const [name, value] of new FormData(form)) {
    const item = value instanceof File ? await encoded(value) : value;
    if (item === null) continue;
    if (name.endsWith("[]")) (body[name.slice(0, -2)] ??= []).push(item);
    else body[name] = item;
  }
  return body;
}

async function encoded(file) {
  if (!file.size) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return { name: file.name, base64: btoa(binary) };
}

async function send(action, body) {
  const answer = await fetch(action, {
    method: "POST",
    headers: { "content-type": "application/json", "x-detente-key": key },
    body: JSON.stringify({ version, ...body }),
  });
  const type = answer.headers.get("content-type") ?? "";
  const result = type.startsWith("application/json") ? await answer.json() : { message: (await answer.text()).trim() };
  if (!answer.ok) throw new Error([result.message, result.hint].filter(Boolean).join(" "));
  return result;
}

function settle(result) {
  if (result.message) sessionStorage.setItem("detente-said", result.message);
  if (result.job) return follow(result.job);
  const target = new URL(result.location ?? location.href, location.href);
  if (target.origin !== location.origin) return;
  if (target.pathname + target.search === location.pathname + location.search) location.reload();
  else location.assign(target.href);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const button = event.submitter;
  if (button?.dataset.confirm && !confirm(button.dataset.confirm)) return;
  const body = await fields(form);
  if (button?.name) body[button.name] = button.value;
  form.setAttribute("aria-busy", "true");
  try {
    const result = await send(button?.formAction && button.hasAttribute("formaction") ? button.formAction : form.action, body);
    if (form.dataset.live) show(document.getElementById(form.dataset.live), result.lines ?? [result.message ?? ""]);
    else settle(result);
  } catch (error) {
    tell(error.message, "error");
    status?.focus();
  } finally {
    form.removeAttribute("aria-busy");
  }
});

function show(place, lines) {
  if (!place) return;
  place.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }),
  );
  place.dataset.filled = "";
  place.scrollIntoView({ block: "nearest" });
  tell(lines[0] ?? "");
}

// ---- long work -------------------------------------------------------------------------------------------------------

function follow(job) {
  const box = document.getElementById("job");
  const bar = box?.querySelector("progress");
  const stage = box?.querySelector("[data-stage]");
  const began = Date.now();
  if (box) {
    box.hidden = false;
    box.dataset.job = job;
  }
  const stream = new EventSource(`/jobs/${job}/events`);
  stream.onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (bar && state.total) {
      bar.max = state.total;
      bar.value = state.done;
    }
    const left = state.done ? ((Date.now() - began) / state.done) * (state.total - state.done) : 0;
    const estimate = left > 2000 ? `, about ${Math.round(left / 1000)} s left` : "";
    if (stage) stage.textContent = state.total ? `${state.stage}: ${state.done} of ${state.total}${estimate}` : state.stage;
    if (state.state === "running") return;
    stream.close();
    if (box) box.hidden = true;
    if (state.state === "done") settle({ message: state.message });
    else tell(state.message, "error");
  };
}

const running = document.getElementById("job")?.dataset.job;
if (running) follow(running);

// ---- reading: choose words and use them ------------------------------------------------------------------------------

const use = document.getElementById("use-as");
if (use) {
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const quote = selection?.toString().trim() ?? "";
    const inside = selection?.anchorNode && document.getElementById("article")?.contains(selection.anchorNode);
    if (quote && inside) choose(quote, selection.anchorNode.parentElement?.closest("[data-item]"));
  });
}

function choose(quote, passage) {
  use.querySelector('[name="quote"]').value = quote;
  use.querySelector('[name="passage"]').value = passage?.id.replace(/^p/, "") ?? "";
  use.hidden = false;
}

// By keyboard: the words of the passage that j and k have come to, to be cut down to those that count.
function usePassage() {
  const passage = use && current()?.querySelector("bdi");
  if (!passage) return tell("Go to a passage of an article first (j, k).");
  choose(passage.textContent.trim(), current());
  use.querySelector('[name="quote"]').focus();
}

// ---- keys ------------------------------------------------------------------------------------------------------------

const single = () => localStorage.getItem("detente-keys") !== "off";
const items = () => [...document.querySelectorAll("[data-item]")];
let pending = "";

function step(by) {
  const all = items();
  if (!all.length) return;
  const here = all.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

const current = () => document.activeElement?.closest?.("[data-item]");
const press = (selector) => (current() ?? document).querySelector(selector)?.click();

// A checkbox takes no letters: the keys go on working while it has the focus.
const TYPING = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="submit"], [type="file"])';

const actions = {
  "/": () => document.querySelector('input[type="search"]')?.focus(),
  j: () => step(1),
  k: () => step(-1),
  Enter: () => current()?.querySelector("a")?.click(),
  e: () => press("[data-edit]"),
  a: () => press("[data-accept]"),
  r: () => press("[data-reject]"),
  c: () => copy(),
  u: () => usePassage(),
  "?": () => document.getElementById("keys")?.showModal(),
};

async function copy() {
  const link = current()?.querySelector("a[data-citation]") ?? document.activeElement?.closest?.("a[data-citation]");
  if (!link) return tell("Select an item with a citation first (j, k).");
  await navigator.clipboard.writeText(link.dataset.citation);
  tell("Citation copied.");
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.(TYPING);
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) {
    event.preventDefault();
    document.getElementById("undo")?.requestSubmit();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !single()) return;
  if (event.key === "Enter" && !event.target.matches?.("[data-item]")) return;
  if (pending === "g") {
    pending = "";
    const page = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (page) {
      event.preventDefault();
      location.assign(page.href);
    }
    return;
  }
  if (event.key === "g") {
    pending = "g";
    setTimeout(() => (pending = ""), 1500);
    return;
  }
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

const toggle = document.getElementById("single-keys");
if (toggle) {
  toggle.checked = single();
  toggle.addEventListener("change", () => localStorage.setItem("detente-keys", toggle.checked ? "on" : "off"));
}

for (const opener of document.querySelectorAll("[data-open]")) {
  opener.addEventListener("click", () => document.getElementById(opener.dataset.open)?.showModal());
}

const said = sessionStorage.getItem("detente-said");
if (said) {
  sessionStorage.removeItem("detente-said");
  tell(said);
}
