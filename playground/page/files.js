// Files that people attach, made ready for the websocket.

const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
const PICTURES = new Set(["image/png", "image/jpeg"]);

export function tooLarge(file) {
  return file.size > LARGEST_FILE_BYTES;
}

export function kindOf(file) {
  return PICTURES.has(file.type) ? "photo" : "document";
}

export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // So many at once: a call takes no more arguments than its stack holds.
  const step = 0x8000;
  let binary = "";
  for (let at = 0; at < bytes.length; at += step) {
    binary += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(binary);
}
