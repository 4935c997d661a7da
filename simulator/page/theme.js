// A classic script in the head: the theme is set before the first paint, so that nothing flashes.
(() => {
  const KEY = 'opora.theme';
  const dark = matchMedia('(prefers-color-scheme: dark)');

  function read() {
    try {
      const saved = localStorage.getItem(KEY);
      return saved === 'light' || saved === 'dark' ? saved : 'system';
    } catch {
      return 'system';
    }
  }

  let choice = read();

  function apply() {
    const shown = choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;
    document.documentElement.dataset.theme = shown;
  }

  apply();
  dark.addEventListener('change', apply);

  document.addEventListener('DOMContentLoaded', () => {
    for (const radio of document.querySelectorAll('input[name="theme"]')) {
      radio.checked = radio.value === choice;
      radio.addEventListener('change', () => {
        choice = radio.value;
        apply();
        try {
          localStorage.setItem(KEY, choice);
        } catch {
          // Private mode: the choice lasts until the page is closed.
        }
      });
    }
  });
})();
