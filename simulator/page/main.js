/**
 * The page: people on the left, phones on the right, and the server's events between them.
 */

import * as api from './api.js';
import { Clock } from './clock.js';
import { h } from './dom.js';
import { listen } from './events.js';
import { askForm, showError } from './notices.js';
import { People } from './people.js';
import { Phone } from './phone.js';
import { recall, remember } from './storage.js';

const MOST_PHONES = 3;
const NARROWEST_PHONE = 330;
const PEOPLE_PAUSE = 200;
const OPEN = 'open';

const panes = document.getElementById('panes');
const area = document.getElementById('phones');
const banner = document.getElementById('banner');
const narrow = matchMedia('(max-width: 719px)');

let bot = { username: 'bot', first_name: 'Бот' };
/** Phones as they stand, and the same phones by last use, the latest first. */
let phones = [];
let recent = [];
let restored = false;

const clock = new Clock(() => {
  for (const phone of phones) phone.render();
  people.render();
});

const people = new People({ open, beside, now: () => clock.now() });

const host = {
  bot: () => bot,
  now: () => clock.now(),
  activate,
  close: closePhone,
  back: toList,
  extraMenu: () =>
    narrow.matches
      ? [
          { label: 'Часы: +1 час', act: () => clock.advance('1h') },
          { label: 'Часы: +1 день', act: () => clock.advance('1d') },
        ]
      : [],
};

// Phones --------------------------------------------------------------------------------------------------

/** How many phones fit side by side. */
function capacity() {
  if (narrow.matches) return 1;
  return Math.max(1, Math.min(MOST_PHONES, Math.floor(area.clientWidth / NARROWEST_PHONE)));
}

/** Opens a person in the active phone. */
function open(id) {
  const there = phones.find((phone) => phone.person.id === id);
  if (there) activate(there);
  else place(id, recent[0]);
  enterChat();
}

/** Opens a person in a new phone; when there is no room, in the one not used for longest. */
function beside(id) {
  const there = phones.find((phone) => phone.person.id === id);
  if (there) activate(there);
  else place(id, phones.length < capacity() ? null : recent.at(-1));
  enterChat();
}

/** @param {Phone|null|undefined} instead the phone that makes room */
function place(id, instead) {
  const person = people.byId(id);
  if (!person) return;
  const phone = new Phone(person, host);
  if (instead) {
    instead.element.before(phone.element);
    phones = phones.map((other) => (other === instead ? phone : other));
    recent = recent.filter((other) => other !== instead);
    instead.close();
  } else {
    area.append(phone.element);
    phones.push(phone);
  }
  activate(phone);
  // The bot may have introduced itself since the page was opened.
  background(async () => {
    await loadBot();
    phone.render();
  });
}

function activate(phone) {
  if (recent[0] === phone || !phones.includes(phone)) return;
  recent = [phone, ...recent.filter((other) => other !== phone)];
  arrange();
}

function closePhone(phone) {
  phones = phones.filter((other) => other !== phone);
  recent = recent.filter((other) => other !== phone);
  phone.close();
  arrange();
  if (phones.length === 0) toList();
  else if (!narrow.matches) recent[0].focus({ typing: true });
}

/** Shows as many phones as fit, marks the active one and remembers the choice. */
function arrange() {
  const visible = new Set(recent.slice(0, capacity()));
  const listOnly = narrow.matches && panes.dataset.pane === 'list';
  for (const phone of phones) {
    phone.element.hidden = !visible.has(phone);
    phone.setSeen(visible.has(phone) && !listOnly);
    phone.element.classList.toggle('active', phone === recent[0] && visible.size > 1);
  }
  area.classList.toggle('empty', phones.length === 0);
  const shown = phones.filter((phone) => visible.has(phone)).map((phone) => phone.person.id);
  people.show(listOnly ? [] : shown, recent[0]?.person.id ?? null);
  if (!restored) return;
  const ids = phones.map((phone) => phone.person.id);
  remember(OPEN, ids);
  const hash = listOnly || !ids.length ? '' : `#${ids.join(',')}`;
  if (location.hash !== hash) history.replaceState(history.state, '', hash || location.pathname + location.search);
}

// One pane at a time on a narrow screen ----------------------------------------------------------------------

function enterChat() {
  if (narrow.matches && panes.dataset.pane === 'list') history.pushState({ chat: true }, '', location.href);
  setPane('chat');
  recent[0]?.focus({ typing: !narrow.matches });
}

function toList() {
  if (narrow.matches && history.state?.chat) history.back();
  else setPane('list');
  if (narrow.matches) people.search.focus({ preventScroll: true });
}

function setPane(pane) {
  panes.dataset.pane = pane;
  document.body.dataset.pane = pane;
  arrange();
}

addEventListener('popstate', () => setPane(history.state?.chat ? 'chat' : 'list'));

// Beginning -----------------------------------------------------------------------------------------------

/** Opens what the address or the last visit says; otherwise the first two people. */
function restore() {
  const fromHash = location.hash.slice(1).split(',').map(Number).filter(Boolean);
  const saved = recall(OPEN, null);
  const fromMemory = Array.isArray(saved) ? saved : null;
  const firstVisit = people.all.slice(0, 2).map(({ id }) => id);
  const wanted = fromHash.length ? fromHash : (fromMemory ?? (narrow.matches ? [] : firstVisit));
  for (const id of [...new Set(wanted)].slice(0, capacity()).reverse()) {
    const person = people.byId(id);
    if (!person) continue;
    const phone = new Phone(person, host);
    area.prepend(phone.element);
    phones.unshift(phone);
    recent.unshift(phone);
  }
  restored = people.all.length > 0;
  setPane(fromHash.length && phones.length ? 'chat' : 'list');
}

async function loadBot() {
  bot = await api.getBot();
}

async function loadPeople() {
  people.update((await api.getPeople()).people);
  for (const phone of phones) {
    const person = people.byId(phone.person.id);
    if (person) phone.setPerson(person);
    else closePhone(phone);
  }
  if (!restored) restore();
}

/** Runs a loading whose failures are told: a lost server by the banner, the rest by a toast. */
async function background(load) {
  try {
    await load();
  } catch (error) {
    if (error.status !== 0) showError(error);
  }
}

let peopleTimer = null;

/** Many events in a row reload the list once. */
function loadPeopleSoon() {
  peopleTimer ??= setTimeout(() => {
    peopleTimer = null;
    background(loadPeople);
  }, PEOPLE_PAUSE);
}

function onEvent(event) {
  if (event.kind === 'clock') {
    background(() => clock.refresh());
    return;
  }
  const phone = phones.find(({ person }) => person.id === event.chat_id);
  if (event.kind === 'callback_answer' && event.callback_query_id) phone?.onAnswer(event.callback_query_id);
  phone?.refresh();
  if (event.kind === 'typing' || event.kind === 'callback_answer') return;
  loadPeopleSoon();
}

listen({
  event: onEvent,
  up() {
    banner.hidden = true;
    background(async () => {
      await loadBot();
      await clock.refresh();
      await loadPeople();
      for (const phone of phones) phone.refresh();
    });
  },
  down() {
    banner.textContent = 'Симулятор не отвечает. Пробую подключиться снова…';
    banner.hidden = false;
  },
});

document.getElementById('new-person').addEventListener('click', () =>
  askForm({
    title: 'Новый человек',
    hint: 'Вымышленный человек с пустым чатом. Он начнёт знакомство с ботом сам.',
    fields: [
      { name: 'first_name', label: 'Имя', required: true },
      { name: 'last_name', label: 'Фамилия' },
    ],
    action: 'Добавить',
    submit: async (values) => {
      const person = await api.addPerson(values.last_name ? values : { first_name: values.first_name });
      await loadPeople();
      people.search.value = '';
      people.render();
      open(person.id);
      return null;
    },
  }),
);

document.querySelector('[data-skip]').addEventListener('click', (event) => {
  event.preventDefault();
  (recent[0]?.scroller ?? area).focus();
});

area.append(h('p', { class: 'phones-hint' }, 'Выберите человека слева: его чат с ботом откроется здесь.'));
area.classList.add('empty');
new ResizeObserver(arrange).observe(area);
narrow.addEventListener('change', () => setPane(phones.length ? 'chat' : 'list'));
