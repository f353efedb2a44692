/** Escape closes what was opened, and gives the focus back to the button that stands before it. */
import { on } from 'svelte/events';

/** An attachment, because a group is not there to be pressed: only its Escape is of interest. */
export function closesOnEscape(close: () => void): (opened: HTMLElement) => () => void {
  return (opened) =>
    on(opened, 'keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      close();
      (opened.previousElementSibling as HTMLElement).focus();
    });
}
