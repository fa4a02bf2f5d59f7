// Files that people attach, made ready for the websocket.

const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
const PICTURES = new Set(["image/png", "image/jpeg"]);

// core.telegram.org/bots/api#sendmediagroup: an album holds 2-10.
const LARGEST_ALBUM = 10;

export function tooLarge(file) {
  return file.size > LARGEST_FILE_BYTES;
}

// Yields the acts that send these files: pictures that go together as one album, the rest alone.
export async function* parcels(files) {
  const pictures = files.filter((file) => PICTURES.has(file.type));
  const bytes = pictures.reduce((sum, file) => sum + file.size, 0);
  const together = pictures.length > 1 && pictures.length <= LARGEST_ALBUM;
  if (together && bytes <= LARGEST_FILE_BYTES) {
    yield { act: "album", contents: await Promise.all(pictures.map(base64)) };
    files = files.filter((file) => !pictures.includes(file));
  }
  for (const file of files) {
    const act = PICTURES.has(file.type) ? "photo" : "document";
    yield { act, name: file.name, content: await base64(file) };
  }
}

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // So many at once: a call takes no more arguments than its stack holds.
  const step = 0x8000;
  let binary = "";
  for (let at = 0; at < bytes.length; at += step) {
    binary += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(binary);
}
