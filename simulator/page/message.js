/**
 * One item of a chat as DOM: a day's separator, a message or an album.
 */

import { h, icon, iconButton } from './dom.js';
import { formatText } from './entities.js';
import { colourful, dayKey, dayName, fullDate, timeOf } from './format.js';
import { renderKeyboard } from './keyboard.js';
import { renderMedia, summary } from './media.js';

/**
 * @typedef {Object} ChatContext what a message needs to know about its phone
 * @property {number} personId
 * @property {string} botName
 * @property {import('./entities.js').TextActions} text
 * @property {(message: Object, row: number, column: number) => void} press
 * @property {(problem: string) => void} refuse
 * @property {(text: string) => void} copy
 * @property {(message: Object, by: HTMLElement, at?: {x: number, y: number}) => void} menu
 * @property {(messageId: number) => void} jump
 */

/**
 * @typedef {{key: string, signature: string, label?: string, messages?: Object[]}} ChatItem a day's separator has
 *   a label; a message or album has messages
 */

const UNKNOWN = 'Сообщение этого вида здесь не показывается.';

/**
 * Puts separators between days and gathers albums.
 * @param {Object[]} messages oldest first
 * @param {number} now the simulated time
 * @param {number} limit how many of the newest items are wanted
 * @returns {{items: ChatItem[], more: boolean}} `more`: there are older ones
 */
export function chatItems(messages, now, limit) {
  const items = [];
  let day = '';
  for (const message of messages) {
    const key = dayKey(message.date);
    if (key !== day) {
      day = key;
      const label = dayName(message.date, now);
      items.push({ key: `day ${key}`, label, signature: label });
    }
    const last = items.at(-1);
    const album = message.media_group_id;
    if (album && last.messages?.[0].media_group_id === album) last.messages.push(message);
    else items.push({ key: `message ${message.message_id}`, messages: [message] });
  }
  const newest = items.slice(-limit);
  for (const item of newest) item.signature ??= JSON.stringify(item.messages);
  return { items: newest, more: items.length > newest.length };
}

/**
 * @param {ChatItem} item
 * @param {ChatContext} context
 */
export function renderItem(item, context) {
  return item.messages ? renderMessages(item.messages, context) : h('p', { class: 'day' }, h('span', {}, item.label));
}

function renderMessages(messages, context) {
  const [first] = messages;
  const own = first.from?.id === context.personId;
  const author = own ? 'Вы' : context.botName;
  const captioned = messages.find((message) => message.text ?? message.caption);
  const text = captioned && (captioned.text ?? captioned.caption);
  const entities = captioned && (captioned.entities ?? captioned.caption_entities);
  const main = captioned ?? first; // what an answer or a change is about
  const media = renderMedia(messages);

  const words = h(
    'div',
    { class: 'words', dir: 'auto' },
    text ? formatText(text, entities, context.text) : !media && UNKNOWN,
    meta(messages),
  );

  const bubble = h(
    'div',
    { class: 'bubble' },
    h('span', { class: 'hidden' }, `${author}: `),
    forwarded(first),
    quoted(first, context),
    ...(first.show_caption_above_media ? [words, media] : [media, words]),
  );
  const menu = iconButton('dots', 'Действия с сообщением', {
    class: 'icon-button message-menu',
    'aria-haspopup': 'menu',
  });
  menu.addEventListener('click', () => context.menu(main, menu));

  const node = h(
    'article',
    {
      class: `message ${own ? 'own' : 'bot'}${messages.some((message) => message.reply_markup) ? ' with-keys' : ''}`,
      tabindex: -1,
      'aria-label': `${author}, ${timeOf(first.date)}`,
      data: { ids: messages.map((message) => message.message_id).join(' ') },
    },
    h('div', { class: 'bubble-row' }, bubble, menu),
    reactions(messages, context.botName),
    ...messages.map((message) => renderKeyboard(message, context)),
  );
  openMenuByPress(node, bubble, (at) => context.menu(main, menu, at));
  return node;
}

/** Right click and a long press open the message's menu; selected text keeps the browser's own. */
function openMenuByPress(node, bubble, open) {
  const LONG_PRESS = 500;
  let timer;
  const cancel = () => clearTimeout(timer);
  bubble.addEventListener('contextmenu', (event) => {
    const selection = getSelection();
    const selected = !selection.isCollapsed && node.contains(selection.anchorNode);
    if (selected || event.target.closest('a, audio, video')) return;
    event.preventDefault();
    cancel();
    open({ x: event.clientX, y: event.clientY });
  });
  bubble.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') return;
    const at = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => open(at), LONG_PRESS);
  });
  for (const name of ['pointerup', 'pointercancel', 'pointermove']) bubble.addEventListener(name, cancel);
}

/** Time and the small marks at the end of a bubble. */
function meta(messages) {
  const last = messages.at(-1);
  const silent = messages.some((message) => message._silent);
  const edited = messages.some((message) => message._edited_at ?? message.edit_date);
  return h(
    'span',
    { class: 'meta' },
    silent && h('span', { class: 'silent', title: 'Уведомление пришло без звука' }, icon('bellOff'), 'без звука'),
    edited && h('span', {}, 'изменено'),
    h('time', { datetime: new Date(last.date * 1000).toISOString(), title: fullDate(last.date) }, timeOf(last.date)),
  );
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user_name ?? origin.sender_user?.first_name ?? origin.chat?.title;
  return h('p', { class: 'forwarded' }, name ? `Переслано от: ${name}` : 'Пересланное сообщение');
}

function quoted(message, context) {
  const original = message.reply_to_message;
  if (!original) return null;
  const author = original.from?.id === context.personId ? 'Вы' : context.botName;
  return h(
    'button',
    {
      type: 'button',
      class: 'quote',
      title: 'Перейти к сообщению',
      on: { click: () => context.jump(original.message_id) },
    },
    h('strong', {}, author),
    h('span', {}, message.quote?.text ?? summary(original)),
  );
}

/** The person's and the bot's reactions as small pills. */
function reactions(messages, botName) {
  const found = messages.flatMap((message) => message._reactions ?? []);
  if (!found.length) return null;
  return h(
    'div',
    { class: 'reactions' },
    ...found.map(({ by, emoji }) => {
      const own = by === 'person';
      const who = own ? 'Ваша реакция' : `Реакция: ${botName}`;
      return h(
        'span',
        { class: `reaction${own ? ' mine' : ''}`, title: who },
        h('span', { class: 'hidden' }, `${who} `),
        colourful(emoji),
      );
    }),
  );
}
