// Copies a text: by the clipboard of the browser, else as in the days before it.

import { el } from "./dom.js";

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// Pages that came over plain HTTP from another machine have no clipboard of their own.
function copyBySelection(text) {
  const before = document.activeElement;
  const field = el("textarea", { class: "file-input", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  before?.focus({ preventScroll: true });
  return copied;
}
