/** Light, dark, or as the system says; remembered, and the only thing this page ever stores. */

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'certwright:theme';

function stored(): Theme {
  try {
    const found = localStorage.getItem(KEY);
    return found === 'light' || found === 'dark' ? found : 'system';
  } catch {
    // Storage can be forbidden altogether; the page works without.
    return 'system';
  }
}

export class ThemeChoice {
  #theme = $state.raw<Theme>('system');

  constructor() {
    this.#apply(stored());
  }

  get theme(): Theme {
    return this.#theme;
  }

  choose(theme: Theme): void {
    this.#apply(theme);
    try {
      if (theme === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      // As above: it holds until the tab closes.
    }
  }

  #apply(theme: Theme): void {
    this.#theme = theme;
    document.documentElement.dataset['theme'] = theme;
  }
}
