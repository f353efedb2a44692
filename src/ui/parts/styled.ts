/** Measures that are reckoned, on an element's style: set one by one, as a policy without inline styles wants it. */
export const styled =
  (properties: Readonly<Record<string, string | number>>) =>
  (element: HTMLElement): void => {
    for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, String(value));
  };
