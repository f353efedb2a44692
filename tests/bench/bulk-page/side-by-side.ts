// So many at once, as the application makes them.
const TOGETHER = 16;

export async function sideBySide(count: number, make: (i: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < count; from += TOGETHER) {
    await Promise.all(Array.from({ length: Math.min(TOGETHER, count - from) }, (_, i) => make(from + i)));
  }
}
