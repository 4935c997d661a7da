/**
 * Links: which may be followed, and which are start links of this bot.
 */

const SAFE = new Set(['http:', 'https:', 'mailto:', 'tel:', 'tg:']);
const TELEGRAM = new Set(['t.me', 'telegram.me', 'www.t.me']);
const PAYLOAD_LENGTH = 64;

/** @returns {string|null} the address when it is safe to follow; javascript: and the like give null */
export function safeUrl(text) {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  try {
    const url = new URL(withScheme);
    return SAFE.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** The bot and payload of a Telegram start link, or null for any other address. */
function readStartLink(address) {
  let url;
  try {
    url = new URL(/^[a-z]+:/i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
  if (url.protocol === 'tg:') {
    const domain = url.searchParams.get('domain');
    return domain ? { bot: domain, payload: url.searchParams.get('start') } : null;
  }
  const bot = url.pathname.split('/')[1];
  return TELEGRAM.has(url.hostname) && bot ? { bot, payload: url.searchParams.get('start') } : null;
}

/**
 * What a link inside the chat would start.
 * @returns {null | {payload: string} | {error: string}} null when it does not lead to this bot; the payload is
 *   «» for a bare link to it
 */
export function startLink(address, username) {
  const link = readStartLink(address);
  if (!link || link.bot.toLowerCase() !== username.toLowerCase()) return null;
  const payload = link.payload ?? '';
  const error = payload && refusal(payload);
  return error ? { error } : { payload };
}

/** Why a payload is not acceptable to Telegram, in Russian; null when it is. */
function refusal(payload) {
  if (payload.length > PAYLOAD_LENGTH) {
    return `Код длиннее ${PAYLOAD_LENGTH} знаков: в нём ${payload.length}. Проверьте, что он скопирован без лишнего.`;
  }
  if (!/^[A-Za-z0-9_-]+$/.test(payload)) {
    return 'В коде могут быть только латинские буквы, цифры, дефис и подчёркивание.';
  }
  return null;
}

/**
 * Reads what was typed into «Ссылка или код приглашения».
 * @returns {{payload: string} | {error: string}}
 */
export function parseInvitation(typed, username) {
  const text = typed.trim();
  if (!text) return { error: 'Вставьте ссылку или код приглашения.' };
  let payload = text;
  if (/^[a-z]+:\/\//i.test(text) || /^(www\.)?(t|telegram)\.me\//i.test(text)) {
    const link = readStartLink(text);
    if (!link) return { error: `Это не приглашение. Нужна ссылка вида https://t.me/${username}?start=код.` };
    if (link.bot.toLowerCase() !== username.toLowerCase()) {
      return { error: `Ссылка ведёт к другому боту: @${link.bot}. Здесь работает @${username}.` };
    }
    if (!link.payload) return { error: 'В ссылке нет кода: после «?start=» пусто.' };
    payload = link.payload;
  }
  const error = refusal(payload);
  return error ? { error } : { payload };
}
