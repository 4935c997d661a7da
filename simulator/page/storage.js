/**
 * localStorage that never throws: private mode and a full disk only mean that nothing is remembered.
 */

const PREFIX = 'opora.';

/** @returns {any} the stored value, or `otherwise` */
export function recall(key, otherwise) {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Nothing to do: the page works without memory.
  }
}
