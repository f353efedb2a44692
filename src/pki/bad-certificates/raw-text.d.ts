/** Programs we hand out are kept as files of their own language, where its tools can read them; the bundler makes them text. */
declare module '*.py?raw' {
  const text: string;
  export { text as default };
}
declare module '*.go?raw' {
  const text: string;
  export { text as default };
}
declare module '*.java?raw' {
  const text: string;
  export { text as default };
}
