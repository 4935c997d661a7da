/**
 * Everything in a message that is not words: pictures, files and sound.
 */

import { fileUrl } from './api.js';
import { h, icon } from './dom.js';
import { duration, fileSize } from './format.js';
import { showPicture } from './notices.js';

/** The newest message in the list of people: the server names a file without a name by its kind. */
export const summaryOfLast = (text) => NAMES[text] ?? text.replace(/\s+/g, ' ');

/** What a message holds, in a few words: for quotes and reply bars. */
export function summary(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, ' ').slice(0, 120);
  if (message.document?.file_name) return message.document.file_name;
  const kind = Object.keys(NAMES).find((name) => message[name]);
  return kind ? NAMES[kind] : 'Сообщение';
}

const NAMES = {
  photo: 'Картинка',
  document: 'Файл',
  voice: 'Голосовое сообщение',
  audio: 'Аудиозапись',
  video: 'Видео',
};

/**
 * @param {Object[]} messages one message, or the messages of an album
 * @returns {HTMLElement|null}
 */
export function renderMedia(messages) {
  const parts = messages.map(single).filter(Boolean);
  if (parts.length < 2) return parts[0] ?? null;
  const visual = messages.every((message) => message.photo || message.video);
  return h('div', { class: visual ? `album of-${Math.min(parts.length, 4)}` : 'files' }, ...parts);
}

function single(message) {
  if (message.photo) return photo(message);
  if (message.document) return file(message.document);
  if (message.voice) return sound(message.voice, NAMES.voice);
  if (message.audio) return sound(message.audio, message.audio.title ?? message.audio.file_name ?? NAMES.audio);
  if (message.video) return video(message.video);
  return null;
}

function photo(message) {
  const largest = message.photo.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
  const src = fileUrl(largest.file_id);
  const alt = message.caption ? `Картинка: ${message.caption.slice(0, 100)}` : 'Картинка';
  const { width, height } = largest;
  const image = h('img', { src, alt, width, height, loading: 'lazy', decoding: 'async' });
  image.addEventListener('error', () => image.closest('.photo')?.classList.add('broken'));
  const button = h('button', { type: 'button', class: 'photo', 'aria-label': `${alt}. Увеличить` }, image);
  button.addEventListener('click', () => showPicture(src, alt, `${largest.file_unique_id}.jpg`));
  return button;
}

function file({ file_id: id, file_name: name = 'Файл без имени', file_size: size }) {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot + 1, dot + 5) : '';
  return h(
    'a',
    { class: 'file', href: fileUrl(id), download: name, title: `Скачать ${name}` },
    h('span', { class: 'file-mark', 'aria-hidden': 'true' }, extension || icon('file')),
    h('span', { class: 'file-name' }, name),
    h('span', { class: 'file-size' }, [fileSize(size), 'скачать'].filter(Boolean).join(', ')),
  );
}

function sound({ file_id: id, duration: seconds }, title) {
  return h(
    'figure',
    { class: 'sound' },
    h('figcaption', {}, seconds ? `${title}, ${duration(seconds)}` : title),
    h('audio', { controls: true, preload: 'metadata', src: fileUrl(id), 'aria-label': title }),
  );
}

function video({ file_id: id, width, height }) {
  return h('video', {
    class: 'video',
    controls: true,
    preload: 'metadata',
    playsinline: true,
    src: fileUrl(id),
    width: width || null,
    height: height || null,
    'aria-label': NAMES.video,
  });
}
