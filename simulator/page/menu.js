/**
 * Popup menus: arrows move, Escape and a press elsewhere close, the focus returns where it was.
 */

import { h, icon } from './dom.js';
import { colourful } from './format.js';

const MARGIN = 8;

let closeOpen = () => {};

/**
 * @param {({label: string, icon?: string, act: () => void} |
 *   {reactions: string[], chosen?: string, act: (emoji: string) => void})[]} items
 * @param {{label: string, at?: {x: number, y: number}, by: HTMLElement}} place `by` is the element the menu
 *   belongs to; without `at` the menu stands under it
 */
export function openMenu(items, { label, at, by }) {
  closeOpen();
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label });

  function close(refocus) {
    closeOpen = () => {};
    menu.remove();
    by.removeAttribute('aria-expanded');
    document.removeEventListener('pointerdown', outside, true);
    removeEventListener('resize', away);
    removeEventListener('blur', away);
    if (refocus && by.isConnected) by.focus({ preventScroll: true });
  }

  const away = () => close(false);
  const outside = (event) => {
    if (!menu.contains(event.target)) close(false);
  };
  const choose = (act) => () => {
    close(true);
    act();
  };

  for (const item of items) {
    if (item.reactions) {
      menu.append(
        h(
          'div',
          { class: 'menu-reactions', role: 'group', 'aria-label': 'Реакция' },
          ...item.reactions.map((emoji) =>
            h(
              'button',
              {
                type: 'button',
                role: 'menuitem',
                tabindex: -1,
                'aria-label': emoji === item.chosen ? `Убрать реакцию ${emoji}` : `Реакция ${emoji}`,
                class: emoji === item.chosen ? 'chosen' : null,
                on: { click: choose(() => item.act(emoji)) },
              },
              colourful(emoji),
            ),
          ),
        ),
      );
    } else {
      menu.append(
        h(
          'button',
          { type: 'button', role: 'menuitem', tabindex: -1, on: { click: choose(item.act) } },
          item.icon && icon(item.icon),
          item.label,
        ),
      );
    }
  }

  menu.addEventListener('keydown', (event) => {
    const buttons = [...menu.querySelectorAll('[role="menuitem"]')];
    const index = buttons.indexOf(document.activeElement);
    const moves = {
      ArrowDown: index + 1,
      ArrowRight: index + 1,
      ArrowUp: index - 1,
      ArrowLeft: index - 1,
      Home: 0,
      End: buttons.length - 1,
    };
    if (event.key in moves) {
      event.preventDefault();
      buttons.at(moves[event.key] % buttons.length).focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    }
  });

  document.body.append(menu);
  place(menu, by, at);
  by.setAttribute('aria-expanded', 'true');
  document.addEventListener('pointerdown', outside, true);
  addEventListener('resize', away);
  addEventListener('blur', away);
  closeOpen = away;
  menu.querySelector('[role="menuitem"]')?.focus({ preventScroll: true });
}

/** Puts the menu at the point or under the element, inside the window. */
function place(menu, by, at) {
  const box = by.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const x = at ? at.x : box.right - width;
  let y = at ? at.y : box.bottom + 4;
  if (y + height > innerHeight - MARGIN) y = (at ? at.y : box.top - 4) - height;
  menu.style.left = `${Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN))}px`;
  menu.style.top = `${Math.max(MARGIN, y)}px`;
}
