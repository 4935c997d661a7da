/**
 * The simulated clock in the header. The server's time is the truth; between its answers the page counts on.
 */

import { advanceClock, getClock } from './api.js';
import { dayKey, timeOf, weekdayAndDay } from './format.js';
import { attempt } from './notices.js';

export class Clock {
  /** @param {() => void} onJump the time moved by more than ticking, or another day began */
  constructor(onJump) {
    this.onJump = onJump;
    this.ahead = 0; // of this computer's clock, seconds
    this.face = document.getElementById('clock');
    this.face.title = `Учебное время, часовой пояс браузера: ${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
    this.shown = '';
    this.day = '';
    for (const button of document.querySelectorAll('[data-advance]')) {
      button.addEventListener('click', () => this.advance(button.dataset.advance));
    }
    setInterval(() => this.tick(), 1000);
  }

  now() {
    return Date.now() / 1000 + this.ahead;
  }

  async refresh() {
    this.set(await getClock());
  }

  async advance(by) {
    await attempt(async () => this.set(await advanceClock(by)));
  }

  set({ now }) {
    this.ahead = now - Date.now() / 1000;
    this.tick();
    this.onJump();
  }

  tick() {
    const now = this.now();
    const text = `${weekdayAndDay(now)}, ${timeOf(now)}`;
    if (text === this.shown) return;
    this.shown = text;
    this.face.textContent = text;
    this.face.dateTime = new Date(now * 1000).toISOString();
    if (this.day && this.day !== dayKey(now)) this.onJump();
    this.day = dayKey(now);
  }
}
