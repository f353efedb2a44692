/** State that is made while a part of the page is drawn, and outlives that part. */

/** Made here, what is derived in it goes on; made as it is, Svelte would end it with whatever was being drawn. */
export function outliving<T>(make: () => T): T {
  const made: T[] = [];
  $effect.root(() => {
    made.push(make());
  });
  return made[0] as T;
}
