// Builds elements and icons; nothing is ever inserted as HTML, so no text can become markup.

export function el(tag, traits = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const PATHS = {
  send: "M4 12 20 4l-5 16-4-6.5zM20 4l-9 9.5",
  attach: "m20 11.5-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7L10 17a1.6 1.6 0 0 1-2.4-2.3l7.4-7.2",
  commands: "M15 5 9 19",
  keyboard: "M3.5 7.5h17v10h-17zM7 11h.01M10.3 11h.01M13.7 11h.01M17 11h.01M8 14.5h8",
  down: "m6 9.5 6 6 6-6",
  close: "m6 6 12 12M18 6 6 18",
  more: "M12 6v.01M12 12v.01M12 18v.01",
  file: "M7 3.5h7l4 4v13H7zM14 3.5v4h4",
  copy: "M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9",
  save: "m5 12.5 4.5 4.5L19 7.5",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, traits = {}) {
  return el(
    "button",
    { type: "button", class: "tool", "aria-label": label, title: label, onclick, ...traits },
    icon(name),
  );
}

// Colours of faces are told apart by hue only; all of them carry white letters readably.
export function face(name, key) {
  const hue = (Math.abs(Number(key) || 0) * 67 + 170) % 360;
  const letters = name.split(/\s+/).slice(0, 2).map((part) => [...part][0] ?? "").join("");
  return el(
    "span",
    { class: "face", style: `--hue:${hue}`, "aria-hidden": "true" },
    letters.toUpperCase(),
  );
}
