/**
 * Building DOM nodes. Data only ever becomes text nodes and attributes, never markup.
 */

/**
 * @param {string} tag
 * @param {Object} [props] `class`, `on` (listeners), `data` (dataset); the rest are attributes,
 *   where null, undefined and false mean "leave out" and true means an empty attribute
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === 'data') {
      Object.assign(node.dataset, value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

const ICONS = {
  attach: 'M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8L9.9 17.2a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6',
  back: 'M15 5l-7 7 7 7',
  bellOff: 'M4 4l16 16M9 5.3A6 6 0 0 1 18 10.5c0 2 .4 3.6 1 4.8M6 9.5c-.2 4-1.2 6-2 7h12.5M10 20h4',
  close: 'M6 6l12 12M18 6L6 18',
  commands: 'M5 7h14M5 12h14M5 17h9',
  dots: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  down: 'M12 5v14M6 13l6 6 6-6',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  link: 'M9 7h8v8M17 7L7 17',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z',
  pencil: 'M5 19l1-4L16 5l3 3L9 18z',
  phones: 'M4 5h7v14H4zM13 5h7v14h-7z',
  reply: 'M10 7L5 12l5 5M5 12h8a6 6 0 0 1 6 6',
  send: 'M4 12l16-8-5 16-3.5-6.5z',
};

/** A decorative line icon; the words stand beside it or in the button's label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** @param {string} look further classes: primary, quiet, small, large */
export const textButton = (words, look, act) =>
  h('button', { type: 'button', class: `button ${look}`.trim(), on: { click: act } }, words);

/** A square button with an icon and its name for screen readers and as a tooltip. */
export function iconButton(name, label, props = {}) {
  return h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, ...props }, icon(name));
}
