/**
 * What appears over the page: toasts, dialogs and enlarged pictures.
 */

import { ApiError } from './api.js';
import { h, icon, iconButton } from './dom.js';

const TOAST_SECONDS = 5;

/**
 * A short line that goes away by itself.
 * @param {string} text
 * @param {{host?: Element, kind?: 'plain'|'error'}} [options] `host`: a phone's own place for toasts
 */
export function toast(text, { host = document.getElementById('toasts'), kind = 'plain' } = {}) {
  const node = h('p', { class: `toast ${kind}` }, text);
  node.addEventListener('click', () => node.remove());
  host.append(node);
  // Long texts need longer to read: about 15 characters a second.
  setTimeout(() => node.remove(), Math.max(TOAST_SECONDS, text.length / 15) * 1000);
}

/** Shows a failure in words. Anything that is not the server's refusal is a fault of the page: the console has it. */
export function showError(error) {
  if (error instanceof ApiError) {
    toast(`${error.message}.`.replace(/([.!?…])\.$/, '$1'), { kind: 'error' });
  } else {
    console.error(error);
    toast('Что-то пошло не так. Обновите страницу.', { kind: 'error' });
  }
}

/** Runs an action started by the person; its failure becomes a toast. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    showError(error);
    return undefined;
  }
}

/**
 * A modal dialog. Resolves when it is closed, whichever way.
 * @param {HTMLElement} dialog a filled <dialog>
 * @param {Element} [over] the phone it belongs to: the dialog stands in its middle
 */
function open(dialog, over) {
  document.body.append(dialog);
  if (over) {
    const box = over.getBoundingClientRect();
    dialog.classList.add('over-phone');
    dialog.style.setProperty('--middle', `${box.left + box.width / 2}px`);
    dialog.style.setProperty('--room', `${box.width}px`);
  }
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve();
    });
  });
}

/** The answer to a button that asks for «Понятно». */
export function showAlert(text, title, over) {
  const ok = h('button', { type: 'button', class: 'button primary', autofocus: true }, 'Понятно');
  const dialog = h(
    'dialog',
    { class: 'dialog alert', role: 'alertdialog', 'aria-label': title, 'aria-describedby': 'alert-text' },
    h('p', { class: 'alert-text', id: 'alert-text' }, text),
    h('div', { class: 'dialog-actions' }, ok),
  );
  ok.addEventListener('click', () => dialog.close());
  return open(dialog, over);
}

/**
 * A small form in a dialog.
 * @param {{title: string, hint?: string, fields: {name: string, label: string, required?: boolean, value?: string}[],
 *   action: string, submit: (values: Object<string, string>) => Promise<string|null|undefined>}} options
 *   `submit` returns a refusal in words to stay open, or nothing to close
 * @param {Element} [over]
 */
export function askForm({ title, hint, fields, action, submit }, over) {
  const error = h('p', { class: 'form-error', role: 'alert' });
  const button = h('button', { class: 'button primary' }, action);
  const cancel = h('button', { type: 'button', class: 'button' }, 'Отмена');
  const inputs = fields.map(({ name, label, required, value }) =>
    h(
      'label',
      { class: 'field' },
      h('span', {}, label),
      h('input', { name, required, value, autocomplete: 'off', maxlength: 2000 }),
    ),
  );
  const form = h(
    'form',
    { method: 'dialog', novalidate: true },
    h('h2', {}, title),
    hint && h('p', { class: 'dialog-hint' }, hint),
    ...inputs,
    error,
    h('div', { class: 'dialog-actions' }, cancel, button),
  );
  const dialog = h('dialog', { class: 'dialog', 'aria-label': title }, form);
  cancel.addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
    const missing = fields.find(({ name, required }) => required && !values[name]);
    if (missing) {
      error.textContent = `Заполните поле «${missing.label}».`;
      form.elements[missing.name].focus();
      return;
    }
    button.disabled = true;
    try {
      const refused = await submit(values);
      if (refused) error.textContent = refused;
      else dialog.close();
    } catch (failure) {
      if (!(failure instanceof ApiError)) console.error(failure);
      error.textContent = failure instanceof ApiError ? `${failure.message}.` : 'Что-то пошло не так.';
    } finally {
      button.disabled = false;
    }
  });
  return open(dialog, over);
}

/** A picture as large as the window lets it be. */
export function showPicture(src, alt, name) {
  const close = iconButton('close', 'Закрыть', { autofocus: true });
  const dialog = h(
    'dialog',
    { class: 'lightbox', 'aria-label': alt },
    h('img', { src, alt, on: { click: () => dialog.close() } }),
    h(
      'div',
      { class: 'lightbox-tools' },
      h(
        'a',
        { class: 'icon-button', href: src, download: name, 'aria-label': 'Скачать', title: 'Скачать' },
        icon('download'),
      ),
      close,
    ),
  );
  close.addEventListener('click', () => dialog.close());
  return open(dialog);
}
