/** Scripts we hand out are kept as files of their own language, where its tools can read them; the bundler makes them text. */
declare module '*.sh?raw' {
  const text: string;
  export { text as default };
}
declare module '*.ps1?raw' {
  const text: string;
  export { text as default };
}
