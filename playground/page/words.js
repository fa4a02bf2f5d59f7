// The page's own words. Everything else on the page comes from the bot or the people.

const ENGLISH = {
  people: "People",
  chats: "Chats",
  messages: "Messages",
  message: "Message",
  send: "Send",
  save: "Save",
  attach: "Attach a file",
  commands: "Commands",
  noCommands: "The bot has set no commands",
  keyboard: "Keyboard",
  buttons: "Buttons",
  actions: "Message actions",
  reply: "Reply",
  edit: "Edit",
  copy: "Copy text",
  copied: "Copied",
  cancel: "Cancel",
  close: "Close",
  ok: "OK",
  start: "Start",
  block: "Block the bot",
  unblock: "Unblock",
  more: "More",
  bot: "bot",
  edited: "edited",
  editing: "Editing",
  toEnd: "Scroll to the newest message",
  enlarge: "Enlarge the picture",
  picture: "Picture",
  file: "File",
  pinned: "Pinned",
  added: "{who} added {whom}",
  joined: "{whom} joined the group",
  removed: "{who} removed {whom}",
  left: "{whom} left the group",
  created: "{who} created the group",
  grew: "The group became a supergroup",
  scan: "Scan a QR code",
  scanned: "The link in the code",
  paste: "Paste",
  open: "Open",
  otherBot: "The code belongs to another bot: @{name}",
  noBotLink: "This is no link to a bot: https://t.me/<bot>?start=…",
  otherKind: "A message of another kind",
  zoom: "Zoom",
  download: "Download",
  showAll: "Show all",
  today: "Today",
  yesterday: "Yesterday",
  nothing: "Nothing here yet",
  offline: "Connection lost, trying again…",
  notSent: "Not sent: no connection",
  tooLarge: "Files of more than 20 MB cannot be sent",
  notHere: "This button does nothing in the playground",
  noPeople: "Nobody is here yet",
  typing: "typing…",
  upload_photo: "sending a picture…",
  upload_document: "sending a file…",
  "B": "B",
  "KB": "KB",
  "MB": "MB",
};

const RUSSIAN = {
  people: "Люди",
  chats: "Чаты",
  messages: "Сообщения",
  message: "Сообщение",
  send: "Отправить",
  save: "Сохранить",
  attach: "Прикрепить файл",
  commands: "Команды",
  noCommands: "Бот не задал команд",
  keyboard: "Клавиатура",
  buttons: "Кнопки",
  actions: "Действия с сообщением",
  reply: "Ответить",
  edit: "Изменить",
  copy: "Копировать текст",
  copied: "Скопировано",
  cancel: "Отмена",
  close: "Закрыть",
  ok: "ОК",
  start: "Начать",
  block: "Заблокировать бота",
  unblock: "Разблокировать",
  more: "Ещё",
  bot: "бот",
  edited: "изменено",
  editing: "Изменение",
  toEnd: "К последнему сообщению",
  enlarge: "Увеличить картинку",
  picture: "Картинка",
  file: "Файл",
  pinned: "Закреплено",
  added: "{who} добавляет: {whom}",
  joined: "Теперь в группе: {whom}",
  removed: "{who} удаляет: {whom}",
  left: "Больше не в группе: {whom}",
  created: "{who} создаёт группу",
  grew: "Группа стала супергруппой",
  scan: "Сканировать QR-код",
  scanned: "Ссылка из кода",
  paste: "Вставить",
  open: "Открыть",
  otherBot: "Код ведёт к другому боту: @{name}",
  noBotLink: "Это не ссылка на бота: https://t.me/<бот>?start=…",
  otherKind: "Сообщение другого вида",
  zoom: "Масштаб",
  download: "Скачать",
  showAll: "Показать всё",
  today: "Сегодня",
  yesterday: "Вчера",
  nothing: "Здесь пока ничего нет",
  offline: "Связь потеряна, пробуем снова…",
  notSent: "Не отправлено: нет связи",
  tooLarge: "Файлы больше 20 МБ отправить нельзя",
  notHere: "Эта кнопка здесь ничего не делает",
  noPeople: "Пока никого нет",
  typing: "печатает…",
  upload_photo: "отправляет картинку…",
  upload_document: "отправляет файл…",
  "B": "Б",
  "KB": "КБ",
  "MB": "МБ",
};

export const language = navigator.language.startsWith("ru") ? "ru" : "en";
export const words = language === "ru" ? RUSSIAN : ENGLISH;

// Puts names into a sentence: filled("{who} left", { who: "Rita" }).
export function filled(sentence, names) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => names[name]);
}

const clock = new Intl.DateTimeFormat(
  language,
  { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
);
const sameYear = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });
const otherYear = new Intl.DateTimeFormat(
  language,
  { day: "numeric", month: "long", year: "numeric" },
);

export function timeOf(seconds) {
  return clock.format(new Date(seconds * 1000));
}

export function dayOf(seconds) {
  const day = new Date(seconds * 1000);
  const now = new Date();
  const eve = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (day.toDateString() === now.toDateString()) return words.today;
  if (day.toDateString() === eve.toDateString()) return words.yesterday;
  return (day.getFullYear() === now.getFullYear() ? sameYear : otherYear).format(day);
}

export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} ${words.B}`;
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, words.KB] : [bytes / 1e6, words.MB];
  return `${amount.toLocaleString(language, { maximumFractionDigits: 1 })} ${unit}`;
}
