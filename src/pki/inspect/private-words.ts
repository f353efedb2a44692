/** What stands in the place of a private number, wherever one is. */
export const PRIVATE = 'Private: it is there, and is not shown.';
