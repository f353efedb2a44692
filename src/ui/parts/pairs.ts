/** Octets in pairs of digits with colons, which a line may end behind. Put there as one: a block of Svelte's for each pair takes milliseconds. */
export const inPairs =
  (pairs: readonly string[], end = '') =>
  (element: HTMLElement): void => {
    const parts = pairs.flatMap((pair, place) => {
      const last = place === pairs.length - 1;
      return [last ? pair : `${pair}:`, document.createElement('wbr')];
    });
    element.replaceChildren(...parts, end);
  };
