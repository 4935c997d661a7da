/**
 * Text with Bot API entities as DOM nodes. Offsets are in UTF-16 units, which is what JavaScript strings have.
 */

import { h } from './dom.js';
import { safeUrl } from './links.js';

/**
 * @typedef {Object} TextActions
 * @property {(command: string) => void} command a command in the text was pressed
 * @property {(address: string) => (() => void)|null} startLink what a link to this bot does; null for other addresses
 */

/** Entities that stand on lines of their own: the line break after them is theirs, not a blank line. */
const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code' };

/**
 * @param {string} text
 * @param {{type: string, offset: number, length: number}[]} [entities]
 * @param {TextActions} actions
 * @returns {DocumentFragment}
 */
export function formatText(text, entities, actions) {
  const ordered = (entities ?? [])
    .map((entity) => ({ ...entity, end: Math.min(entity.offset + entity.length, text.length) }))
    .filter((entity) => entity.offset >= 0 && entity.offset < entity.end)
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  return build(text, 0, text.length, ordered, actions);
}

/** The part of the text from `start` to `end` with the entities inside it, the outer ones first. */
function build(text, start, end, entities, actions) {
  const fragment = document.createDocumentFragment();
  let position = start;
  let rest = entities;
  while (rest.length) {
    const [outer, ...others] = rest;
    const stop = Math.min(outer.end, end);
    fragment.append(text.slice(position, outer.offset));
    const inside = others.filter((entity) => entity.offset < stop);
    const content = build(
      text,
      outer.offset,
      stop,
      inside.map((entity) => ({ ...entity, end: Math.min(entity.end, stop) })),
      actions,
    );
    fragment.append(wrap(outer, text.slice(outer.offset, stop), content, actions));
    // An entity that crosses the end of the outer one goes on after it.
    const crossing = inside.filter((entity) => entity.end > stop).map((entity) => ({ ...entity, offset: stop }));
    rest = [...crossing, ...others.filter((entity) => entity.offset >= stop)];
    position = stop;
    const next = rest.length ? rest[0].offset : end;
    if (BLOCKS.has(outer.type) && text[stop] === '\n' && stop < next) position += 1;
  }
  fragment.append(text.slice(position, end));
  return fragment;
}

/** One entity's element around its content. Kinds this page does not know stay plain text. */
function wrap(entity, raw, content, actions) {
  switch (entity.type) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strikethrough':
    case 'code':
      return h(TAGS[entity.type], {}, content);
    case 'pre':
      return h('pre', { tabindex: 0, 'data-language': entity.language || null }, h('code', {}, content));
    case 'blockquote':
      return h('blockquote', {}, content);
    case 'expandable_blockquote':
      return expandable(content);
    case 'spoiler':
      return spoiler(content);
    case 'bot_command':
      return h(
        'button',
        { type: 'button', class: 'inline-link', on: { click: () => actions.command(raw) } },
        content,
      );
    case 'url':
      return link(raw, content, actions);
    case 'text_link':
      return link(entity.url, content, actions);
    case 'email':
      return link(`mailto:${raw}`, content, actions);
    case 'phone_number':
      return link(`tel:${raw.replace(/[^\d+]/g, '')}`, content, actions);
    case 'mention':
      return link(`https://t.me/${raw.slice(1)}`, content, actions);
    case 'text_mention':
      return h('strong', { class: 'mention' }, content);
    case 'hashtag':
    case 'cashtag':
      return h('span', { class: 'hashtag' }, content);
    default:
      return content;
  }
}

function link(address, content, actions) {
  const start = actions.startLink(address);
  if (start) return h('button', { type: 'button', class: 'inline-link', on: { click: start } }, content);
  const href = safeUrl(address);
  return href ? h('a', { href, target: '_blank', rel: 'noopener noreferrer', title: href }, content) : content;
}

function spoiler(content) {
  const hidden = h('span', { class: 'spoiler-text', 'aria-hidden': 'true' }, content);
  const node = h(
    'span',
    { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': 'Скрытый текст. Показать' },
    hidden,
  );
  const reveal = (event) => {
    event.preventDefault();
    node.classList.add('shown');
    for (const name of ['role', 'tabindex', 'aria-label']) node.removeAttribute(name);
    hidden.removeAttribute('aria-hidden');
    node.removeEventListener('click', reveal);
    node.removeEventListener('keydown', onKey);
  };
  const onKey = (event) => {
    if (event.key === 'Enter' || event.key === ' ') reveal(event);
  };
  node.addEventListener('click', reveal);
  node.addEventListener('keydown', onKey);
  return node;
}

function expandable(content) {
  const quote = h('blockquote', { class: 'folded' }, content);
  const toggle = h('button', { type: 'button', class: 'inline-link unfold', 'aria-expanded': 'false' }, 'Показать всё');
  toggle.addEventListener('click', () => {
    const folded = quote.classList.toggle('folded');
    toggle.textContent = folded ? 'Показать всё' : 'Свернуть';
    toggle.setAttribute('aria-expanded', String(!folded));
  });
  return h('div', { class: 'expandable' }, quote, toggle);
}
