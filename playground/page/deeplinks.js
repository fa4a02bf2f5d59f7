// Links that open a bot: https://t.me/<bot>?start=… and tg://resolve?domain=<bot>&start=…

// Returns the bot's name and the payload ("" when there is none), or null for any other address.
export function botLink(address) {
  const link = new URL(address);
  const named = link.protocol === "tg:" ? link.searchParams.get("domain") : ofTelegram(link);
  return named ? { username: named, payload: link.searchParams.get("start") } : null;
}

function ofTelegram(link) {
  return ["t.me", "telegram.me"].includes(link.host) ? link.pathname.slice(1) : null;
}
