// Amounts with the right form of their noun: "4 taps", "4 нажатия".

import { language } from "./words.js";

const plural = new Intl.PluralRules(language);
const FORMS = {
  en: {
    taps: { one: "tap", other: "taps" },
    characters: { one: "character", other: "characters" },
  },
  ru: {
    taps: { one: "нажатие", few: "нажатия", many: "нажатий" },
    characters: { one: "знак", few: "знака", many: "знаков" },
  },
};

export function counted(what, amount) {
  return `${amount} ${FORMS[language][what][plural.select(amount)]}`;
}
