/**
 * The stream of server-sent events. It reconnects by itself for ever; whoever listens reloads everything in
 * `up`, so that nothing is missed between two connections.
 */

import { eventsUrl } from './api.js';

const FIRST_DELAY = 500;
const LONGEST_DELAY = 5000;

/**
 * @param {{event: (event: {chat_id?: number, kind: string}) => void, up: () => void, down: () => void}} listener
 */
export function listen(listener) {
  let delay = FIRST_DELAY;

  function connect() {
    const source = new EventSource(eventsUrl);
    source.addEventListener('open', () => {
      delay = FIRST_DELAY;
      listener.up();
    });
    source.addEventListener('message', ({ data }) => {
      let event;
      try {
        event = JSON.parse(data);
      } catch {
        return;
      }
      listener.event(event);
    });
    source.addEventListener('error', () => {
      source.close();
      listener.down();
      setTimeout(connect, delay);
      delay = Math.min(delay * 2, LONGEST_DELAY);
    });
    // Leaving the page ends the stream; that is not a lost server.
    addEventListener('pagehide', () => source.close(), { once: true });
  }

  addEventListener('pageshow', ({ persisted }) => persisted && connect());
  connect();
}
