/**
 * Russian words for numbers, times, sizes and names.
 */

const TIME = new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long' });
const DAY_SHORT = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'short' });
const DAY_YEAR = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric' });
const WEEKDAY = new Intl.DateTimeFormat('ru', { weekday: 'short' });
const FULL = new Intl.DateTimeFormat('ru', { dateStyle: 'long', timeStyle: 'short' });

const at = (unix) => new Date(unix * 1000);

export const timeOf = (unix) => TIME.format(at(unix));
export const fullDate = (unix) => FULL.format(at(unix));

/** «пн, 23 ноября» */
export const weekdayAndDay = (unix) => `${WEEKDAY.format(at(unix))}, ${DAY.format(at(unix))}`;

/** A key that is the same for all moments of one local day. */
export function dayKey(unix) {
  const date = at(unix);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** «Сегодня», «Вчера», «23 ноября» or, for another year, «23 ноября 2025 г.» */
export function dayName(unix, now) {
  if (dayKey(unix) === dayKey(now)) return 'Сегодня';
  if (dayKey(unix) === dayKey(now - 86400)) return 'Вчера';
  const sameYear = at(unix).getFullYear() === at(now).getFullYear();
  return (sameYear ? DAY : DAY_YEAR).format(at(unix));
}

/** The time today, otherwise the day: for the list of people. */
export const timeOrDay = (unix, now) =>
  dayKey(unix) === dayKey(now) ? timeOf(unix) : DAY_SHORT.format(at(unix)).replace('.', '');

/**
 * @param {number} count
 * @param {[string, string, string]} forms for 1, 2 and 5
 */
export function plural(count, [one, few, many]) {
  const tens = count % 100;
  const units = count % 10;
  if (units === 1 && tens !== 11) return one;
  if (units >= 2 && units <= 4 && (tens < 12 || tens > 14)) return few;
  return many;
}

/** «2 файла» */
export const counted = (count, forms) => `${count} ${plural(count, forms)}`;

/** «1,4 МБ» */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return '';
  const units = ['Б', 'КБ', 'МБ', 'ГБ'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return `${value.toLocaleString('ru', { maximumFractionDigits: digits })} ${units[unit]}`;
}

/** «2:05» */
export function duration(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(' ');

/** An emoji in colour: «❤» alone is drawn as a black sign by many fonts. */
export const colourful = (emoji) => (emoji === '❤' ? '❤\uFE0F' : emoji);

/** One or two letters for the avatar. */
export function initials(person) {
  const first = [...(person.first_name ?? '').trim()][0] ?? '?';
  const last = [...(person.last_name ?? '').trim()][0] ?? '';
  return (first + last).toUpperCase();
}

const AVATAR_COLOURS = 8;

/** Which of the avatar colours of style.css a person has: always the same for one id. */
export const avatarColour = (id) => Math.abs(Number(id)) % AVATAR_COLOURS;

/** Lower case with «ё» as «е», for searching. */
export const searchable = (text) => (text ?? '').toLowerCase().replaceAll('ё', 'е');
