// The websocket to the playground: events in, acts out, reconnecting by itself.

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5000;

export function connect(receive, changed) {
  let socket = null;
  let wait = FIRST_WAIT_MS;

  function open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/play/ws`);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT_MS;
      changed(true);
    });
    socket.addEventListener("message", (event) => receive(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      changed(false);
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  }

  open();
  return function act(deed) {
    if (socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(deed));
    return true;
  };
}
