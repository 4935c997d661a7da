/**
 * Calls to the simulator's control API. Every failure is an ApiError whose message is ready to be shown.
 */

const BASE = '/_control';

const REASONS = {
  400: 'сервер не принял запрос',
  403: 'это действие запрещено',
  404: 'такого уже нет',
  409: 'действие сейчас невозможно',
  413: 'файл слишком большой',
  429: 'слишком много запросов, подождите немного',
};

/** The server's refusals that people can run into. */
const REFUSALS = [
  [/account is deleted/, 'аккаунт этого человека удалён'],
  [/blocked the bot/, 'бот заблокирован, сначала разблокируйте его'],
  [/file is empty/, 'файл пустой'],
  [/link is broken/, 'код приглашения испорчен'],
  [/no button/, 'этой кнопки уже нет'],
  [/no message/, 'этого сообщения уже нет'],
  [/no person/, 'такого человека нет'],
  [/text is empty/, 'текст пустой'],
];

export class ApiError extends Error {
  /**
   * @param {string} message Russian words
   * @param {number} status 0 when the server could not be reached
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Why the server refused, in Russian: by its words when they are known, otherwise by the status. */
function reason(status, answer) {
  const known = REFUSALS.find(([words]) => words.test(answer?.error ?? ''));
  return known?.[1] ?? REASONS[status] ?? `ошибка сервера (${status})`;
}

/**
 * @param {string} action what failed, in Russian: «Не удалось отправить»
 */
async function call(action, path, { method = 'GET', json, form } = {}) {
  const options = { method, cache: 'no-store' };
  if (json !== undefined) {
    options.headers = { 'Content-Type': 'application/json' };
    options.body = JSON.stringify(json);
  } else if (form) {
    options.body = form;
  }
  let response;
  let text;
  try {
    response = await fetch(BASE + path, options);
    text = await response.text();
  } catch {
    throw new ApiError(`${action}: нет связи с симулятором`, 0);
  }
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    // Not JSON (an HTML error page): the status alone tells.
  }
  if (!response.ok) throw new ApiError(`${action}: ${reason(response.status, answer)}`, response.status);
  return answer ?? {};
}

const post = (action, path, json = {}) => call(action, path, { method: 'POST', json });
const person = (id) => `/people/${encodeURIComponent(id)}`;

export const getBot = () => call('Не удалось узнать о боте', '/bot');
export const getClock = () => call('Не удалось узнать время', '/clock');
export const advanceClock = (by) => post('Не удалось перевести часы', '/clock', { advance: by });
export const getPeople = () => call('Не удалось загрузить людей', '/people');
export const addPerson = (fields) => post('Не удалось добавить человека', '/people', fields);
export const getChat = (id) => call('Не удалось загрузить чат', `${person(id)}/chat`);
export const sendStart = (id, payload) =>
  post('Не удалось начать', `${person(id)}/start`, payload ? { payload } : {});
export const editMessage = (id, messageId, text) =>
  post('Не удалось изменить', `${person(id)}/edit`, { message_id: messageId, text });
/** @param {string|null} emoji null takes the reaction back */
export const react = (id, messageId, emoji) =>
  post('Не удалось поставить реакцию', `${person(id)}/react`, { message_id: messageId, emoji });
export const block = (id) => post('Не удалось заблокировать', `${person(id)}/block`);
export const unblock = (id) => post('Не удалось разблокировать', `${person(id)}/unblock`);
export const click = (id, messageId, row, column) =>
  post('Кнопка не сработала', `${person(id)}/click`, { message_id: messageId, row, column });

export const sendText = (id, text, replyTo) =>
  post('Не удалось отправить', `${person(id)}/send`, replyTo ? { text, reply_to_message_id: replyTo } : { text });

/**
 * @param {File[]} files several make an album
 * @param {'photo'|'document'|'voice'|'video'|'audio'} kind
 */
export function upload(id, files, kind, caption) {
  const form = new FormData();
  form.append('kind', kind);
  if (caption) form.append('caption', caption);
  for (const file of files) form.append('file', file, file.name);
  return call('Не удалось отправить файл', `${person(id)}/upload`, { method: 'POST', form });
}

export const fileUrl = (fileId) => `${BASE}/files/${encodeURIComponent(fileId)}`;
export const eventsUrl = `${BASE}/events`;
