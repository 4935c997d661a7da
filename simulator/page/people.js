/**
 * The left column: the people of the demo.
 */

import { h, icon } from './dom.js';
import { avatarColour, fullName, initials, plural, searchable, timeOrDay } from './format.js';
import { summaryOfLast } from './media.js';
import { reconcile } from './reconcile.js';

const NEW_MESSAGES = ['новое сообщение', 'новых сообщения', 'новых сообщений'];

export class People {
  /**
   * @param {{open: (id: number) => void, beside: (id: number) => void, now: () => number}} actions
   */
  constructor(actions) {
    this.actions = actions;
    this.all = [];
    this.opened = [];
    this.active = null;
    this.list = document.getElementById('people');
    this.empty = document.getElementById('people-empty');
    this.search = document.getElementById('search');
    this.rows = new Map(); // person id -> {signature, node}
    this.search.addEventListener('input', () => this.render());
  }

  byId(id) {
    return this.all.find((person) => person.id === id);
  }

  /** @param {Object[]} people as the server lists them */
  update(people) {
    this.all = people;
    this.markSeen();
  }

  /** @param {number[]} opened ids on the screen; @param {number|null} active */
  show(opened, active) {
    this.opened = opened;
    this.active = active;
    this.markSeen();
  }

  /** What is on the screen is seen, whatever the server counted a moment ago. */
  markSeen() {
    for (const person of this.all) if (this.opened.includes(person.id)) person.unread = 0;
    this.render();
  }

  render() {
    const wanted = searchable(this.search.value.trim());
    const found = this.all.filter((person) =>
      searchable([fullName(person), person.badge, person.note].join(' ')).includes(wanted),
    );
    const items = found.map((person) => {
      const { id, last } = person;
      const state = {
        open: this.opened.includes(id),
        active: this.active === id,
        time: last ? timeOrDay(last.date, this.actions.now()) : '',
      };
      return { key: id, person, state, signature: JSON.stringify([person, state]) };
    });
    // A row built anew must not lose the keyboard's focus.
    const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
    const focusedId = Number(focused?.closest('.person').dataset.id);
    this.rows = reconcile(this.list, this.rows, items, ({ person, state }) => this.row(person, state));
    if (focused && !focused.isConnected) {
      const row = this.rows.get(focusedId)?.node;
      row?.querySelector(`[data-part="${focused.dataset.part}"]`)?.focus({ preventScroll: true });
    }
    this.empty.hidden = found.length > 0;
    this.empty.textContent = this.all.length
      ? 'Никого не нашлось.'
      : 'Здесь пока никого нет. Добавьте первого человека.';
  }

  row(person, { open, active, time }) {
    const { unread } = person;
    const newest = person.last ? summaryOfLast(person.last.text) : 'Чат пока пуст';
    const preview = person.blocked ? 'Бот заблокирован' : newest;
    const colour = String(avatarColour(person.id));
    return h(
      'li',
      {
        class: ['person', open && 'open', active && 'active', unread > 0 && 'unread'].filter(Boolean).join(' '),
        data: { id: String(person.id) },
      },
      h(
        'button',
        {
          type: 'button',
          class: 'person-main',
          'aria-current': open ? 'true' : null,
          data: { part: 'main' },
          on: { click: () => this.actions.open(person.id) },
        },
        h('span', { class: 'avatar', 'aria-hidden': 'true', data: { colour } }, initials(person)),
        h(
          'span',
          { class: 'person-lines' },
          h(
            'span',
            { class: 'person-top' },
            h('span', { class: 'person-name', title: fullName(person) }, fullName(person)),
            h('span', { class: 'person-time' }, time),
          ),
          (person.badge || person.note) &&
            h(
              'span',
              { class: 'person-about' },
              person.badge && h('span', { class: 'badge' }, person.badge),
              person.note && h('span', { class: 'person-note' }, person.note),
            ),
          h(
            'span',
            { class: 'person-last' },
            h('span', {}, preview),
            unread > 0 &&
              h(
                'span',
                { class: 'unread-mark' },
                String(Math.min(unread, 99)),
                h('span', { class: 'hidden' }, ` ${plural(unread, NEW_MESSAGES)}`),
              ),
          ),
        ),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'beside',
          title: 'Открыть рядом',
          'aria-label': `Рядом: ${fullName(person)}`,
          data: { part: 'beside' },
          on: { click: () => this.actions.beside(person.id) },
        },
        icon('phones'),
        'Рядом',
      ),
    );
  }
}
