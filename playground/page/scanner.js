// What a phone's camera does with a QR code, by the link that is in it.

import { el } from "./dom.js";
import { words } from "./words.js";

// open(link) returns why it cannot be opened, or null when it was.
export function scanner(place, open) {
  const close = () => shade.remove();
  const field = el("input", { type: "text", class: "link-field", "aria-label": words.scanned });
  const wrong = el("p", { class: "wrong", role: "alert" });
  const form = el(
    "form",
    { class: "alert", role: "dialog", "aria-modal": "true", "aria-label": words.scan },
    el("p", { class: "question" }, words.scanned),
    field,
    wrong,
    el("p", { class: "choices" }, pasteInto(field), button(words.cancel, close), opening()),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    wrong.textContent = open(field.value) ?? "";
    if (!wrong.textContent) close();
  });
  const escape = (event) => event.key === "Escape" && close();
  const shade = el("div", { class: "shade", onkeydown: escape }, form);
  place.append(shade);
  field.focus();
}

function opening() {
  return el("button", { type: "submit", class: "primary" }, words.open);
}

function button(label, onclick) {
  return el("button", { type: "button", class: "plain", onclick }, label);
}

function pasteInto(field) {
  return button(words.paste, async () => {
    // Who keeps his clipboard closed pastes by hand.
    field.value = await navigator.clipboard.readText().catch(() => field.value);
    field.focus();
  });
}
