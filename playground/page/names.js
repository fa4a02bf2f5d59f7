// How somebody is called on the page.

export function nameOf(wire) {
  return [wire.first_name, wire.last_name].filter(Boolean).join(" ") || wire.title || "?";
}
