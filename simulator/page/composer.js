/**
 * The place under a chat where a person writes, attaches, answers and picks commands.
 */

import { h, icon, iconButton, textButton } from './dom.js';
import { counted, fileSize } from './format.js';
import { summary } from './media.js';
import { toast } from './notices.js';

const LONGEST_TEXT = 4096;
const LONGEST_CAPTION = 1024;
const ALBUM_SIZE = 10;

/** What was typed and not sent, by person: it survives switching to somebody else. */
const drafts = new Map();

/** Ways to send the chosen files, the usual one first. */
function waysToSend(files) {
  const all = (prefix) => files.every((file) => file.type.startsWith(prefix));
  const asFile = { kind: 'document', label: 'как файл' };
  if (all('image/')) return [{ kind: 'photo', label: 'как фото' }, asFile];
  if (all('video/')) return [{ kind: 'video', label: 'как видео' }, asFile];
  if (all('audio/')) {
    const ways = [{ kind: 'audio', label: 'как аудио' }, asFile];
    return files.length === 1 ? [...ways, { kind: 'voice', label: 'как голосовое' }] : ways;
  }
  return [asFile];
}

/**
 * @typedef {Object} ComposerActions each resolves to true when it worked, so that the text may be forgotten
 * @property {(text: string, replyTo?: number) => Promise<boolean>} send
 * @property {(messageId: number, text: string) => Promise<boolean>} edit
 * @property {(files: File[], kind: string, caption: string) => Promise<boolean>} upload
 * @property {() => void} start
 * @property {() => void} invite
 * @property {() => void} unblock
 * @property {(problem: string) => void} refuse
 * @property {() => Object|undefined} lastOwn the newest text of the person, for the Up key
 */

export class Composer {
  /**
   * @param {number} personId
   * @param {string} name whose chat it is
   * @param {ComposerActions} actions
   */
  constructor(personId, name, actions) {
    this.personId = personId;
    this.actions = actions;
    this.files = [];
    this.kind = '';
    this.target = null; // {mode: 'reply'|'edit', message}
    this.commands = [];
    this.shownCommands = [];
    this.activeCommand = -1;
    this.busy = false;
    this.build(name);
    this.input.value = drafts.get(personId) ?? '';
  }

  build(name) {
    const id = `composer-${this.personId}`;
    this.list = h('ul', {
      class: 'commands',
      role: 'listbox',
      id: `${id}-commands`,
      'aria-label': 'Команды бота',
      hidden: true,
    });
    this.bar = h('div', { class: 'target', hidden: true });
    this.tray = h('div', { class: 'tray', role: 'group', 'aria-label': 'Выбранные файлы', hidden: true });
    this.picker = h('input', { type: 'file', multiple: true, hidden: true, tabindex: -1, 'aria-hidden': 'true' });
    this.picker.addEventListener('change', () => {
      this.addFiles([...this.picker.files]);
      this.picker.value = '';
    });
    this.input = h('textarea', {
      rows: 1,
      placeholder: 'Сообщение',
      'aria-label': `Сообщение боту от лица: ${name}`,
      'aria-autocomplete': 'list',
      'aria-controls': this.list.id,
      enterkeyhint: 'send',
    });
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.onKey(event));
    this.input.addEventListener('blur', () => this.showCommands([]));
    this.input.addEventListener('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length) {
        event.preventDefault();
        this.addFiles(files);
      }
    });
    this.menuButton = h(
      'button',
      { type: 'button', class: 'button small menu-button', 'aria-haspopup': 'listbox', hidden: true },
      icon('commands'),
      h('span', {}, 'Меню'),
    );
    // Keeps the focus in the text, where the arrows walk the list.
    this.menuButton.addEventListener('pointerdown', (event) => event.preventDefault());
    this.menuButton.addEventListener('click', () => {
      const open = this.shownCommands.length > 0;
      this.input.focus();
      this.showCommands(open ? [] : this.commands, 0);
    });
    this.sendButton = iconButton('send', 'Отправить', { type: 'submit', class: 'icon-button send' });
    this.form = h(
      'form',
      { class: 'write' },
      iconButton('attach', 'Прикрепить файлы', { on: { click: () => this.picker.click() } }),
      this.menuButton,
      this.input,
      this.sendButton,
      this.picker,
    );
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    this.replyKeys = h('div', { class: 'keys reply-keys', role: 'group', 'aria-label': 'Кнопки бота', hidden: true });
    this.writing = h('div', { hidden: true }, this.list, this.bar, this.tray, this.form, this.replyKeys);
    this.starting = h(
      'div',
      { class: 'starting', hidden: true },
      textButton('Начать', 'primary large', () => this.actions.start()),
      textButton('У меня есть приглашение', 'quiet', () => this.actions.invite()),
    );
    this.blocked = h(
      'div',
      { class: 'starting', hidden: true },
      h('p', {}, 'Бот заблокирован: он не может писать этому человеку.'),
      textButton('Разблокировать', '', () => this.actions.unblock()),
    );
    this.element = h('footer', { class: 'composer' }, this.writing, this.starting, this.blocked);
  }

  /**
   * @param {{started: boolean, blocked: boolean, commands: {command: string, description: string}[],
   *   keyboard?: Object|null}} state `keyboard`: the bot's reply keyboard or forced reply
   */
  update({ started, blocked, commands, keyboard }) {
    this.blocked.hidden = !blocked;
    this.starting.hidden = blocked || started;
    this.writing.hidden = blocked || !started;
    this.commands = commands;
    this.menuButton.hidden = commands.length === 0;
    this.input.placeholder = keyboard?.input_field_placeholder || 'Сообщение';
    this.showReplyKeys(keyboard?.keyboard ?? []);
    this.grow();
  }

  /** The bot's own keyboard under the text: each button sends its words. */
  showReplyKeys(rows) {
    const shape = JSON.stringify(rows);
    if (shape === this.replyShape) return;
    this.replyShape = shape;
    this.replyKeys.hidden = rows.length === 0;
    this.replyKeys.replaceChildren(
      ...rows.map((row) => h('div', { class: 'keys-row' }, ...row.map((button) => this.replyKey(button)))),
    );
  }

  replyKey(button) {
    const { text, style, icon_custom_emoji_id: _, ...special } = button;
    const act = Object.keys(special).length
      ? () => this.actions.refuse('Эта кнопка работает только в самом Telegram.')
      : () => this.actions.send(text);
    return h('button', { type: 'button', class: 'key', data: style ? { style } : {}, on: { click: act } }, text);
  }

  focus() {
    const places = [this.input, ...this.element.querySelectorAll('.starting button')];
    places.find((node) => node.offsetParent !== null)?.focus({ preventScroll: true });
  }

  typed() {
    if (this.target?.mode !== 'edit') drafts.set(this.personId, this.input.value);
    this.grow();
    const start = /^\/(\S*)$/.exec(this.input.value);
    const found = start
      ? this.commands.filter(({ command }) => command.startsWith(start[1].toLowerCase()))
      : [];
    this.showCommands(found, 0);
  }

  /** The text field is as high as its text, up to the limit in the style sheet. */
  grow() {
    this.input.style.height = 'auto';
    if (this.input.scrollHeight) this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  // Commands ------------------------------------------------------------------------------------------------

  showCommands(commands, active = -1) {
    this.shownCommands = commands;
    this.list.hidden = commands.length === 0;
    this.menuButton.setAttribute('aria-expanded', String(commands.length > 0));
    this.list.replaceChildren(
      ...commands.map(({ command, description }, index) => {
        const option = h(
          'li',
          { role: 'option', id: `${this.list.id}-${index}` },
          h('span', { class: 'command' }, `/${command}`),
          h('span', { class: 'command-note' }, description),
        );
        option.addEventListener('pointerdown', (event) => event.preventDefault());
        option.addEventListener('click', () => this.sendCommand(command));
        return option;
      }),
    );
    this.moveTo(commands.length ? active : -1);
  }

  moveTo(index) {
    const options = [...this.list.children];
    this.activeCommand = options.length ? (index + options.length) % options.length : -1;
    options.forEach((option, at) => option.setAttribute('aria-selected', String(at === this.activeCommand)));
    const active = options[this.activeCommand];
    if (active) {
      this.input.setAttribute('aria-activedescendant', active.id);
      active.scrollIntoView({ block: 'nearest' });
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  async sendCommand(command) {
    this.showCommands([]);
    if (this.input.value.startsWith('/')) this.write('');
    await this.actions.send(`/${command}`);
  }

  onKey(event) {
    if (event.isComposing) return;
    if (this.shownCommands.length) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        this.moveTo(this.activeCommand + (event.key === 'ArrowDown' ? 1 : -1));
        return;
      }
      if (event.key === 'Tab' && !event.shiftKey) {
        event.preventDefault();
        this.write(`/${this.shownCommands[this.activeCommand].command} `);
        this.showCommands([]);
        return;
      }
      if (event.key === 'Escape') {
        event.preventDefault();
        this.showCommands([]);
        return;
      }
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (this.shownCommands.length) this.sendCommand(this.shownCommands[this.activeCommand].command);
      else this.submit();
    } else if (event.key === 'Escape' && this.target) {
      this.aim(null);
    } else if (event.key === 'ArrowUp' && !this.input.value && !this.target) {
      const message = this.actions.lastOwn();
      if (message) {
        event.preventDefault();
        this.aim({ mode: 'edit', message });
      }
    }
  }

  // Answering and changing ----------------------------------------------------------------------------------

  /** @param {{mode: 'reply'|'edit', message: Object}|null} target what the next sending is about */
  aim(target) {
    const wasEditing = this.target?.mode === 'edit';
    this.target = target;
    this.bar.hidden = !target;
    this.bar.replaceChildren();
    if (target) {
      const editing = target.mode === 'edit';
      this.bar.append(
        icon(editing ? 'pencil' : 'reply'),
        h(
          'span',
          { class: 'target-text' },
          h('strong', {}, editing ? 'Изменение' : 'Ответ'),
          h('span', {}, summary(target.message)),
        ),
        iconButton('close', 'Отменить', { on: { click: () => this.aim(null) } }),
      );
      if (editing) this.write(target.message.text ?? target.message.caption);
      this.focus();
    }
    if (wasEditing && target?.mode !== 'edit') this.write(drafts.get(this.personId) ?? '');
    this.sendButton.setAttribute('aria-label', target?.mode === 'edit' ? 'Сохранить' : 'Отправить');
  }

  write(text) {
    this.input.value = text;
    if (this.target?.mode !== 'edit') drafts.set(this.personId, text);
    this.grow();
  }

  // Files ---------------------------------------------------------------------------------------------------

  addFiles(files) {
    if (this.writing.hidden) {
      toast('Сначала нажмите «Начать»: до этого бот не видит файлов.');
      return;
    }
    const room = ALBUM_SIZE - this.files.length;
    if (files.length > room) toast(`В альбоме не больше ${ALBUM_SIZE} файлов. Остальные не добавлены.`);
    this.files.push(...files.slice(0, room));
    this.kind = waysToSend(this.files)[0].kind;
    this.showFiles();
    this.focus();
  }

  showFiles() {
    this.tray.querySelectorAll('img').forEach((image) => URL.revokeObjectURL(image.src));
    this.tray.hidden = this.files.length === 0;
    if (!this.files.length) {
      this.tray.replaceChildren();
      return;
    }
    const chips = this.files.map((file, index) =>
      h(
        'li',
        {},
        file.type.startsWith('image/')
          ? h('img', { src: URL.createObjectURL(file), alt: '' })
          : h('span', { class: 'chip-mark' }, icon('file')),
        h('span', { class: 'chip-name', title: file.name }, file.name),
        h('span', { class: 'chip-size' }, fileSize(file.size)),
        iconButton('close', `Убрать ${file.name}`, { on: { click: () => this.removeFile(index) } }),
      ),
    );
    const ways = waysToSend(this.files);
    const name = `kind-${this.personId}`;
    this.tray.replaceChildren(
      h('ul', { class: 'chips' }, ...chips),
      h(
        'fieldset',
        { class: 'ways' },
        h('legend', { class: 'hidden' }, 'Как отправить'),
        h('span', { class: 'ways-count' }, counted(this.files.length, ['файл', 'файла', 'файлов'])),
        ...ways.map(({ kind, label }) =>
          h(
            'label',
            {},
            h('input', {
              type: 'radio',
              name,
              value: kind,
              checked: kind === this.kind,
              on: { change: () => (this.kind = kind) },
            }),
            h('span', {}, label),
          ),
        ),
      ),
    );
  }

  removeFile(index) {
    this.files.splice(index, 1);
    const ways = waysToSend(this.files);
    if (!ways.some(({ kind }) => kind === this.kind)) this.kind = ways[0].kind;
    this.showFiles();
    this.focus();
  }

  // Sending -------------------------------------------------------------------------------------------------

  async submit() {
    const text = this.input.value.trim();
    const limit = this.files.length ? LONGEST_CAPTION : LONGEST_TEXT;
    if (this.busy || (!text && !this.files.length)) return;
    if (text.length > limit) {
      const what = this.files.length ? 'Подпись' : 'Сообщение';
      toast(`${what} длиннее ${limit} знаков: сейчас ${text.length}. Сократите текст.`);
      return;
    }
    this.busy = true;
    this.form.setAttribute('aria-busy', 'true');
    const done = await this.deliver(text);
    this.busy = false;
    this.form.removeAttribute('aria-busy');
    if (!done) return;
    this.files = [];
    this.showFiles();
    this.aim(null);
    this.write('');
  }

  deliver(text) {
    if (this.files.length) return this.actions.upload(this.files, this.kind, text);
    if (this.target?.mode === 'edit') return this.actions.edit(this.target.message.message_id, text);
    return this.actions.send(text, this.target?.message.message_id);
  }
}
