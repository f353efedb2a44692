/** The Content Security Policy this page obeys, read from the page itself so that what is shown is what is in force. */

export interface Directive {
  readonly name: string;
  /** As they stand; empty for a directive without any. */
  readonly sources: string;
}

/** Empty where the page carries none: the development server, or a copy that somebody changed. */
export function policyInForce(): readonly Directive[] {
  const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  return (meta?.content ?? '')
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '')
    .map((directive) => {
      const [name = '', ...sources] = directive.split(/\s+/);
      return { name, sources: sources.join(' ') };
    });
}

/** Whether the policy forbids connections: what the foot of the navigation claims. */
export function forbidsConnections(directives: readonly Directive[]): boolean {
  const sourcesOf = (wanted: string) => directives.find(({ name }) => name === wanted)?.sources;
  return (sourcesOf('connect-src') ?? sourcesOf('default-src')) === "'none'";
}
