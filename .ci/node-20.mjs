// What Vitest 5 takes from newer engines and Node 20 lacks: without it a failing test ends in a TypeError of the reporter
// instead of its own message. Each is filled in only where missing. To be dropped with Node 20.

fill(
  Map,
  'groupBy',
  (
    /** @type {Iterable<unknown>} */ items,
    /** @type {(item: unknown, index: number) => unknown} */ keyOf,
  ) => {
    const groups = new Map();
    let index = 0;
    for (const item of items) {
      const key = keyOf(item, index++);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
    return groups;
  },
);

fill(
  Object,
  'groupBy',
  (
    /** @type {Iterable<unknown>} */ items,
    /** @type {(item: unknown, index: number) => PropertyKey} */ keyOf,
  ) => {
    /** @type {Record<PropertyKey, unknown[]>} */
    const groups = Object.create(null);
    let index = 0;
    for (const item of items) (groups[keyOf(item, index++)] ??= []).push(item);
    return groups;
  },
);

fill(Promise, 'withResolvers', () => {
  /** @type {Record<string, unknown>} */
  const capability = {};
  capability['promise'] = new Promise((resolve, reject) => {
    Object.assign(capability, { resolve, reject });
  });
  return capability;
});

/**
 * @param {object} target
 * @param {string} name
 * @param {Function} value
 */
function fill(target, name, value) {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}
