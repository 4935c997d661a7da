/**
 * One phone: a person's chat with the bot.
 */

import * as api from './api.js';
import { Composer } from './composer.js';
import { h, icon, iconButton } from './dom.js';
import { avatarColour, fullName, initials, plural } from './format.js';
import { markWaiting, pressKey } from './keyboard.js';
import { parseInvitation, startLink } from './links.js';
import { summary } from './media.js';
import { openMenu } from './menu.js';
import { chatItems, renderItem } from './message.js';
import { askForm, attempt, showAlert, showError, toast } from './notices.js';
import { reconcile } from './reconcile.js';

const NEAR_BOTTOM = 48;
const SHOWN_AT_ONCE = 200;
const ANSWER_SECONDS = 15;
const TYPING_SECONDS = 5;
const REACTIONS = ['👍', '❤', '🔥'];

/**
 * @typedef {Object} PhoneHost what the page gives to a phone
 * @property {() => {username: string, first_name: string, description?: string}} bot
 * @property {() => number} now the simulated time
 * @property {(phone: Phone) => void} activate
 * @property {(phone: Phone) => void} close
 * @property {() => void} back to the list, on a narrow screen
 * @property {() => {label: string, act: () => void}[]} extraMenu items for the menu of the header
 */

export class Phone {
  /**
   * @param {Object} person
   * @param {PhoneHost} host
   */
  constructor(person, host) {
    this.person = person;
    this.host = host;
    this.chat = null;
    this.nodes = new Map(); // item key -> {signature, node}
    this.limit = SHOWN_AT_ONCE;
    this.stuck = true; // the newest message is in sight, and stays so
    this.newest = 0; // id of the newest message shown
    this.fresh = 0; // messages that came while the person read above
    this.seenAlerts = null;
    this.presses = new Map(); // pressKey -> {queryId, timer}
    this.answered = new Set(); // answers that overtook the reply to our own click
    this.closed = false;
    this.focusWhenLoaded = false;
    this.seen = true; // on the screen; elsewhere nothing is loaded, so that the server counts it as unread
    this.stale = false;
    this.build();
    this.setPerson(person);
    this.refresh();
  }

  build() {
    this.title = h('h2', {});
    this.badge = h('span', { class: 'badge' });
    this.note = h('p', { class: 'phone-note' });
    this.avatar = h('span', { class: 'avatar', 'aria-hidden': 'true' });
    this.menuButton = iconButton('dots', 'Действия', { 'aria-haspopup': 'menu' });
    this.menuButton.addEventListener('click', () => this.openHeaderMenu());
    const header = h(
      'header',
      { class: 'phone-head' },
      iconButton('back', 'Назад', { class: 'icon-button back', on: { click: () => this.host.back() } }),
      this.avatar,
      h('div', { class: 'phone-title' }, this.title, h('div', { class: 'phone-about' }, this.badge, this.note)),
      this.menuButton,
      iconButton('close', 'Закрыть чат', { class: 'icon-button close', on: { click: () => this.host.close(this) } }),
    );

    this.pinned = h('button', { type: 'button', class: 'pinned', hidden: true });
    this.pinned.addEventListener('click', () => this.jump(this.chat.pinned.at(-1)));
    this.earlier = h('button', { type: 'button', class: 'button small earlier', hidden: true }, 'Показать раньше');
    this.earlier.addEventListener('click', () => {
      this.limit += SHOWN_AT_ONCE;
      this.render();
    });
    this.items = h('div', { class: 'items', role: 'log', 'aria-live': 'off', 'aria-relevant': 'additions text' });
    this.empty = h('div', { class: 'chat-empty', hidden: true });
    this.scroller = h('div', { class: 'scroller', tabindex: 0, role: 'group' }, this.earlier, this.empty, this.items);
    this.scroller.addEventListener('scroll', () => this.onScroll(), { passive: true });
    this.downButton = h('button', { type: 'button', class: 'down', hidden: true }, icon('down'), h('span', {}));
    this.downButton.addEventListener('click', () => this.toBottom());
    this.toasts = h('div', { class: 'phone-toasts', role: 'status', 'aria-live': 'polite' });
    this.dropHint = h('div', { class: 'drop-hint', 'aria-hidden': 'true' }, icon('attach'), 'Отпустите файлы здесь');

    this.composer = new Composer(this.person.id, fullName(this.person), {
      send: (text, replyTo) => this.act(() => api.sendText(this.person.id, text, replyTo)),
      edit: (messageId, text) => this.act(() => api.editMessage(this.person.id, messageId, text), { stay: true }),
      upload: (files, kind, caption) => this.act(() => api.upload(this.person.id, files, kind, caption)),
      start: () => this.start(''),
      invite: () => this.askInvitation(),
      unblock: () => this.act(() => api.unblock(this.person.id)),
      refuse: (problem) => this.toast(problem),
      lastOwn: () => this.chat.messages.findLast((message) => this.isOwn(message) && (message.text ?? message.caption)),
    });

    this.element = h(
      'section',
      { class: 'phone' },
      header,
      this.pinned,
      h('div', { class: 'chat' }, this.scroller, this.downButton, this.toasts),
      this.composer.element,
      this.dropHint,
    );
    this.element.addEventListener('pointerdown', () => this.host.activate(this));
    this.element.addEventListener('focusin', () => this.host.activate(this));
    this.acceptDrops();

    // Pictures that load and a composer that grows must not hide the newest message.
    this.sizes = new ResizeObserver(() => {
      if (this.stuck) this.scroller.scrollTop = this.scroller.scrollHeight;
    });
    this.sizes.observe(this.scroller);
    this.sizes.observe(this.items);
  }

  /** The person as the list knows them now. */
  setPerson(person) {
    this.person = person;
    const name = fullName(person);
    this.title.textContent = name;
    this.badge.textContent = person.badge ?? '';
    this.badge.hidden = !person.badge;
    this.avatar.textContent = initials(person);
    this.avatar.dataset.colour = String(avatarColour(person.id));
    this.element.setAttribute('aria-label', `Чат: ${name}`);
    this.items.setAttribute('aria-label', `Сообщения: ${name}`);
    this.scroller.setAttribute('aria-label', `Переписка: ${name}`);
    this.showNote();
  }

  showNote() {
    const state = (this.chat?.blocked && 'Бот заблокирован') || (this.typing && 'Бот печатает…');
    this.note.textContent = state || (this.person.note ?? '');
    this.note.classList.toggle('state', Boolean(state));
  }

  close() {
    this.closed = true;
    this.sizes.disconnect();
    clearTimeout(this.typingTimer);
    for (const { timer } of this.presses.values()) clearTimeout(timer);
    this.element.remove();
  }

  /** @param {boolean} seen whether the person has this chat before the eyes */
  setSeen(seen) {
    this.seen = seen;
    if (!seen || !this.stale) return;
    this.stale = false;
    this.refresh();
  }

  // Loading and showing -------------------------------------------------------------------------------------

  /** Loads the chat; calls that come meanwhile end in one more loading. */
  async refresh() {
    if (!this.seen) {
      this.stale = true;
      return;
    }
    if (this.loading) {
      this.again = true;
      return;
    }
    this.loading = true;
    try {
      do {
        this.again = false;
        const chat = await api.getChat(this.person.id);
        if (this.closed) return;
        this.show(chat);
      } while (this.again);
    } catch (error) {
      // A lost server has its own banner, and the chat is loaded again when it is back.
      if (error.status !== 0) showError(error);
    } finally {
      this.loading = false;
    }
  }

  show(chat) {
    const first = this.chat === null;
    this.chat = chat;
    this.setTyping(chat.typing);
    this.composer.update({
      started: chat.messages.length > 0,
      blocked: chat.blocked,
      commands: chat.commands ?? [],
      keyboard: chat.keyboard,
    });
    this.showPinned();
    this.render();
    this.showAlerts(chat.alerts ?? []);
    if (!first) return;
    // Only what comes from now on is read aloud.
    requestAnimationFrame(() => this.items.setAttribute('aria-live', 'polite'));
    if (this.focusWhenLoaded) this.composer.focus();
  }

  /** Brings the shown items up to date in place: only what changed is built anew. */
  render() {
    if (!this.chat) return;
    const { messages } = this.chat;
    const added = messages.filter((message) => message.message_id > this.newest);
    this.newest = messages.at(-1)?.message_id ?? 0;
    // What is being read above must not leave at the top when something comes at the bottom.
    if (!this.stuck) this.limit += added.length;
    const { items, more } = chatItems(messages, this.host.now(), this.limit);
    const anchor = this.stuck ? null : this.firstInSight();
    const focused = this.focusedKey();
    this.nodes = reconcile(this.items, this.nodes, items, (item) => renderItem(item, this.context()));

    this.earlier.hidden = !more;
    this.showEmpty(items.length === 0);
    markWaiting(this.items, this.presses);
    this.refocus(focused);
    if (this.stuck) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
    } else {
      const kept = anchor && this.nodes.get(anchor.key);
      if (kept) this.scroller.scrollTop += kept.node.getBoundingClientRect().top - anchor.top;
      this.setFresh(this.fresh + added.filter((message) => !this.isOwn(message)).length);
    }
  }

  context() {
    return {
      personId: this.person.id,
      botName: this.host.bot().first_name,
      text: {
        command: (command) => this.act(() => api.sendText(this.person.id, command)),
        startLink: (address) => this.startAction(address),
      },
      press: (message, row, column) => this.press(message, row, column),
      refuse: (problem) => this.toast(problem),
      copy: (text) => this.copy(text),
      menu: (message, by, at) => this.openMessageMenu(message, by, at),
      jump: (messageId) => this.jump(messageId),
    };
  }

  showEmpty(empty) {
    this.empty.hidden = !empty;
    if (!empty) return;
    const bot = this.host.bot();
    this.empty.replaceChildren(
      h('img', { src: 'icon.svg', alt: '', width: 56, height: 56 }),
      h('h3', {}, bot.first_name),
      h('p', { class: 'chat-empty-name' }, `@${bot.username}`),
      h('p', {}, bot.description || 'Здесь пока нет сообщений. Нажмите «Начать», и бот ответит.'),
    );
  }

  /** The newest pinned message as a line over the chat. */
  showPinned() {
    const id = this.chat.pinned?.at(-1);
    const message = this.chat.messages.find((other) => other.message_id === id);
    this.pinned.hidden = !message;
    if (message) this.pinned.replaceChildren(h('strong', {}, 'Закреплено'), h('span', {}, summary(message)));
  }

  isOwn(message) {
    return message.from?.id === this.person.id;
  }

  setTyping(typing) {
    clearTimeout(this.typingTimer);
    this.typing = Boolean(typing);
    if (this.typing) this.typingTimer = setTimeout(() => this.setTyping(false), TYPING_SECONDS * 1000);
    this.showNote();
  }

  // Scrolling and focus -------------------------------------------------------------------------------------

  onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    this.setFresh(this.stuck ? 0 : this.fresh);
  }

  setFresh(count) {
    this.fresh = count;
    this.downButton.hidden = this.stuck;
    this.downButton.lastChild.textContent = count
      ? `${count} ${plural(count, ['новое', 'новых', 'новых'])}`
      : 'Вниз';
  }

  toBottom() {
    this.stuck = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.setFresh(0);
  }

  /** The first item that is at least partly in sight, to keep it where it is. */
  firstInSight() {
    const top = this.scroller.getBoundingClientRect().top;
    for (const [key, { node }] of this.nodes) {
      const box = node.getBoundingClientRect();
      if (box.bottom > top) return { key, top: box.top };
    }
    return null;
  }

  /** @param {{typing: boolean}} how to the place to type, or only to the chat (no keyboard over a small screen) */
  focus({ typing }) {
    if (!typing) this.scroller.focus({ preventScroll: true });
    else if (this.chat) this.composer.focus();
    else this.focusWhenLoaded = true;
  }

  /** Which button of which item has the focus: an edit builds the item anew, and the focus must stay. */
  focusedKey() {
    const active = document.activeElement;
    if (!active || !this.items.contains(active)) return null;
    const found = [...this.nodes].find(([, { node }]) => node.contains(active));
    return found ? { key: found[0], active, row: active.dataset.row, column: active.dataset.column } : null;
  }

  refocus(focused) {
    if (!focused || focused.active.isConnected) return;
    const node = this.nodes.get(focused.key)?.node;
    const target =
      node?.querySelector(`.key[data-row="${focused.row}"][data-column="${focused.column}"]`) ??
      node?.querySelector('.key') ??
      node ??
      this.scroller;
    target.focus({ preventScroll: true });
  }

  jump(messageId) {
    const find = () => this.items.querySelector(`.message[data-ids~="${messageId}"]`);
    if (!find()) {
      // Perhaps it is above what is shown.
      this.limit = Infinity;
      this.render();
    }
    const found = find();
    if (!found) {
      this.toast('Этого сообщения уже нет в чате.');
      return;
    }
    found.scrollIntoView({ block: 'center' });
    found.focus({ preventScroll: true });
    found.classList.add('found');
    setTimeout(() => found.classList.remove('found'), 1500);
  }

  // What the person does ------------------------------------------------------------------------------------

  /** Runs an action and shows its result; true when it worked. */
  async act(action, { stay = false } = {}) {
    const result = await attempt(async () => {
      await action();
      return true;
    });
    if (result && !stay) this.toBottom();
    await this.refresh();
    return Boolean(result);
  }

  start(payload) {
    return this.act(() => api.sendStart(this.person.id, payload));
  }

  /** What pressing a link does when it starts this bot; null for other links. */
  startAction(address) {
    const link = startLink(address, this.host.bot().username);
    if (!link) return null;
    return () => (link.error ? this.toast(link.error) : this.start(link.payload));
  }

  async press(message, row, column) {
    const key = pressKey(message, message.reply_markup.inline_keyboard[row][column]);
    if (this.presses.has(key)) return;
    const press = { queryId: null, timer: setTimeout(() => this.release(key), ANSWER_SECONDS * 1000) };
    this.presses.set(key, press);
    markWaiting(this.items, this.presses);
    try {
      const answer = await api.click(this.person.id, message.message_id, row, column);
      press.queryId = String(answer.callback_query_id);
      if (this.answered.delete(press.queryId)) this.release(key);
    } catch (error) {
      this.release(key);
      showError(error);
      this.refresh();
    }
  }

  release(key) {
    clearTimeout(this.presses.get(key)?.timer);
    this.presses.delete(key);
    if (!this.closed) markWaiting(this.items, this.presses);
  }

  /** The bot answered a tap. */
  onAnswer(queryId) {
    const id = String(queryId);
    const found = [...this.presses].find(([, press]) => press.queryId === id);
    if (found) this.release(found[0]);
    else if ([...this.presses.values()].some((press) => press.queryId === null)) this.answered.add(id);
  }

  /** Answers with words: old ones are not shown again when the page is opened. */
  showAlerts(alerts) {
    const seen = this.seenAlerts;
    const fresh = seen ? alerts.filter((alert) => !seen.has(alert.callback_query_id)) : [];
    this.seenAlerts = new Set(alerts.map((alert) => alert.callback_query_id));
    for (const alert of fresh) {
      this.onAnswer(alert.callback_query_id);
      if (!alert.text) continue;
      if (alert.show_alert) this.modal(alert.text);
      else this.toast(alert.text);
    }
  }

  async modal(text) {
    await showAlert(text, `${this.host.bot().first_name}: ответ`, this.element);
    // The pressed button may be gone by now; the keyboard must not be lost.
    if (document.activeElement === document.body) this.scroller.focus({ preventScroll: true });
  }

  toast(text) {
    toast(text, { host: this.toasts });
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast('Скопировано.');
    } catch {
      this.toast('Браузер не дал скопировать. Выделите текст сами.');
    }
  }

  askInvitation() {
    return askForm(
      {
        title: 'Открыть приглашение',
        hint: `Например, https://t.me/${this.host.bot().username}?start=код или сам код.`,
        fields: [{ name: 'invitation', label: 'Ссылка или код приглашения' }],
        action: 'Открыть',
        submit: async ({ invitation }) => {
          const read = parseInvitation(invitation, this.host.bot().username);
          if (read.error) return read.error;
          await api.sendStart(this.person.id, read.payload);
          this.toBottom();
          this.refresh();
          return null;
        },
      },
      this.element,
    );
  }

  openHeaderMenu() {
    const { id } = this.person;
    const blocked = this.chat?.blocked;
    openMenu(
      [
        { label: 'Открыть приглашение', icon: 'link', act: () => this.askInvitation() },
        blocked
          ? { label: 'Разблокировать бота', icon: 'lock', act: () => this.act(() => api.unblock(id)) }
          : { label: 'Заблокировать бота', icon: 'lock', act: () => this.act(() => api.block(id)) },
        ...this.host.extraMenu(),
        { label: 'Закрыть чат', icon: 'close', act: () => this.host.close(this) },
      ],
      { label: `Действия: ${fullName(this.person)}`, by: this.menuButton },
    );
  }

  openMessageMenu(message, by, at) {
    const { id } = this.person;
    const words = message.text ?? message.caption;
    const chosen = message._reactions?.find(({ by }) => by === 'person')?.emoji;
    const items = [
      {
        reactions: REACTIONS,
        chosen,
        act: (emoji) =>
          this.act(() => api.react(id, message.message_id, emoji === chosen ? null : emoji), { stay: true }),
      },
      { label: 'Ответить', icon: 'reply', act: () => this.composer.aim({ mode: 'reply', message }) },
    ];
    if (this.isOwn(message) && words) {
      items.push({ label: 'Изменить', icon: 'pencil', act: () => this.composer.aim({ mode: 'edit', message }) });
    }
    if (words) items.push({ label: 'Скопировать текст', icon: 'file', act: () => this.copy(words) });
    openMenu(items, { label: 'Действия с сообщением', by, at });
  }

  // Files dropped from elsewhere ----------------------------------------------------------------------------

  acceptDrops() {
    const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
    let depth = 0;
    const mark = () => this.element.classList.toggle('dropping', depth > 0);
    this.element.addEventListener('dragenter', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth += 1;
      mark();
    });
    this.element.addEventListener('dragover', (event) => {
      if (hasFiles(event)) event.preventDefault();
    });
    this.element.addEventListener('dragleave', () => {
      depth = Math.max(0, depth - 1);
      mark();
    });
    this.element.addEventListener('drop', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      mark();
      this.composer.addFiles([...event.dataTransfer.files]);
    });
  }
}
