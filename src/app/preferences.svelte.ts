/** How the user wants the page: the only thing it ever stores, and no more than two words of it. */

export type Theme = 'system' | 'light' | 'dark';

const THEME = 'certwright:theme';
const SINGLE_KEYS = 'certwright:single-keys';

// Storage can be forbidden altogether, and then a preference holds until the tab closes.
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return;
  }
}

export class Preferences {
  #theme = $state.raw<Theme>('system');
  #singleKeys = $state.raw(true);
  #recalled = false;

  /**
   * Takes up what was stored. Not at the start: the first look into storage waits for another process, as long as half of
   * the first screen takes. Once is enough.
   */
  recall(): void {
    if (this.#recalled) return;
    this.#recalled = true;
    const theme = stored(THEME);
    if (theme === 'light' || theme === 'dark') this.#show(theme);
    if (stored(SINGLE_KEYS) === 'off') this.#singleKeys = false;
  }

  get theme(): Theme {
    return this.#theme;
  }

  choose(theme: Theme): void {
    this.#show(theme);
    store(THEME, theme === 'system' ? undefined : theme);
  }

  /** Whether `/` and `?` alone do something: a nuisance to whoever speaks to the computer (WCAG 2.1.4). */
  get singleKeys(): boolean {
    return this.#singleKeys;
  }

  set singleKeys(on: boolean) {
    this.#singleKeys = on;
    store(SINGLE_KEYS, on ? undefined : 'off');
  }

  #show(theme: Theme): void {
    this.#theme = theme;
    document.documentElement.dataset['theme'] = theme;
  }
}
