"""JavaScript that looks at the chat page as a person would and says what is wrong with it."""

LOOK = """() => {
  const wrong = [];
  const shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const parse = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => {
    const mix = (name) => top[name] * top.a + below[name] * (1 - top.a);
    return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
  };
  const ground = (node) => {
    if (!node) return { r: 255, g: 255, b: 255, a: 1 };
    const own = parse(getComputedStyle(node).backgroundColor);
    return own.a === 1 ? own : over(own, ground(node.parentElement));
  };
  const light = ({ r, g, b }) => {
    const linear = [r, g, b].map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (node) => {
    const below = ground(node);
    const [a, b] = [light(over(parse(getComputedStyle(node).color), below)), light(below)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const name = (node) => (node.getAttribute("aria-label") ?? node.textContent).trim();
  const told = (node) => `${node.className || node.tagName} "${node.textContent.slice(0, 30)}"`;

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !shown(node)) continue;
    if (contrast(node) < 4.5) wrong.push(`pale (${contrast(node).toFixed(1)}): ${told(node)}`);
  }
  const controls = "button, a, textarea, [role=button], [tabindex='0']";
  for (const node of document.querySelectorAll(controls)) {
    if (shown(node) && !name(node)) wrong.push(`nameless: ${told(node)}`);
    const { width, height } = node.getBoundingClientRect();
    const inText = node.closest(".text, .feed") && !node.matches(".key, .tool");
    if (shown(node) && !inText && Math.min(width, height) < 36) wrong.push(`small: ${told(node)}`);
  }
  for (const key of document.querySelectorAll(".key")) {
    const label = document.createTreeWalker(key, NodeFilter.SHOW_TEXT);
    while (shown(key) && label.nextNode()) {
      for (const word of label.currentNode.data.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(label.currentNode, word.index);
        range.setEnd(label.currentNode, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
        if (lines.size > 1) wrong.push(`torn: ${told(key)}`);
      }
    }
  }
  const cut = [".title", ".status", ".quoted *", ".about-bar *", ".caption span", ".tabs"];
  const cutOnPurpose = [...cut, ".tabs *", ".switcher", ".to-end"].join();
  for (const node of document.querySelectorAll(".phone *, .switcher *")) {
    if (!shown(node) || node.matches(cutOnPurpose) || node.matches("textarea, input")) continue;
    if (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== "inline")
      wrong.push(`too wide: ${told(node)}`);
    const frame = node.closest(".screen")?.getBoundingClientRect();
    const box = node.getBoundingClientRect();
    const sideways = node.closest(".tabs, .switcher");
    if (frame && !sideways && (box.left < frame.left - 1 || box.right > frame.right + 1))
      wrong.push(`sticks out: ${told(node)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) wrong.push("the page scrolls sideways");
  return wrong;
}"""
