/** Tables copied from another program are kept as text, one row a line; the bundler makes them strings. */
declare module '*.txt?raw' {
  const text: string;
  export { text as default };
}
