// Links that open a bot: https://t.me/<bot>?start=… and tg://resolve?domain=<bot>&start=…

// Returns the bot's name and the payload (null when there is none), or null for anything else.
export function botLink(address) {
  const typed = address.trim();
  const whole = /^[a-z]+:/i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(whole)) return null;
  const link = new URL(whole);
  const named = link.protocol === "tg:" ? link.searchParams.get("domain") : ofTelegram(link);
  if (!/^\w{3,32}$/.test(named ?? "")) return null;
  return { username: named.toLowerCase(), payload: link.searchParams.get("start") };
}

function ofTelegram(link) {
  return ["t.me", "telegram.me"].includes(link.host) ? link.pathname.slice(1) : null;
}
