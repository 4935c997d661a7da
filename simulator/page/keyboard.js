/**
 * Inline keyboards under messages.
 */

import { h, icon } from './dom.js';
import { safeUrl } from './links.js';

/** What identifies a press: an edit that leaves the button alone leaves it waiting, another button is free. */
export const pressKey = (message, button) => `${message.message_id} ${button.callback_data}`;

/**
 * @param {Object} message
 * @param {import('./message.js').ChatContext} context
 * @returns {HTMLElement|null}
 */
export function renderKeyboard(message, context) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return h(
    'div',
    { class: 'keys', role: 'group', 'aria-label': 'Кнопки сообщения' },
    ...rows.map((row, rowIndex) =>
      h(
        'div',
        { class: 'keys-row' },
        ...row.map((button, column) => renderButton(message, button, rowIndex, column, context)),
      ),
    ),
  );
}

function renderButton(message, button, row, column, context) {
  const place = { row: String(row), column: String(column) };
  if (button.style) place.style = button.style;
  const words = h('span', {}, button.text);
  const plain = (click, data = {}) =>
    h('button', { type: 'button', class: 'key', data: { ...place, ...data }, on: { click } }, words);

  if (button.callback_data !== undefined) {
    const node = plain(
      () => {
        if (node.getAttribute('aria-disabled') !== 'true') context.press(message, row, column);
      },
      { press: pressKey(message, button) },
    );
    return node;
  }
  const address = button.url ?? button.web_app?.url ?? button.login_url?.url;
  if (address) {
    const start = context.text.startLink(address);
    if (start) return plain(start);
    const href = safeUrl(address);
    if (href) {
      return h(
        'a',
        { class: 'key', href, target: '_blank', rel: 'noopener noreferrer', title: href, data: place },
        words,
        icon('link'),
      );
    }
  }
  if (button.disabled) {
    return h('button', { type: 'button', class: 'key', data: place, 'aria-disabled': 'true' }, words);
  }
  if (button.copy_text) {
    return plain(() => context.copy(button.copy_text.text));
  }
  return plain(() => context.refuse('Эта кнопка работает только в самом Telegram.'));
}

/**
 * Shows which buttons wait for their answer.
 * @param {Element} log
 * @param {Map<string, unknown>} presses by pressKey
 */
export function markWaiting(log, presses) {
  for (const node of log.querySelectorAll('.key[data-press]')) {
    const waiting = presses.has(node.dataset.press);
    if (waiting) {
      node.setAttribute('aria-busy', 'true');
      node.setAttribute('aria-disabled', 'true');
    } else {
      node.removeAttribute('aria-busy');
      node.removeAttribute('aria-disabled');
    }
  }
}
