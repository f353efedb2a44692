/** The Content Security Policy this page obeys, read from the page itself so that what is shown is what is in force. */

interface Directive {
  readonly name: string;
  /** As they stand; empty for a directive without any. */
  readonly sources: string;
}

/** Empty where the page carries none: the development server, or a copy that somebody changed. */
export function policyInForce(): string {
  const metas = [...document.getElementsByTagName('meta')];
  return metas.find(({ httpEquiv }) => httpEquiv === 'Content-Security-Policy')?.content ?? '';
}

/** Whether a policy forbids connections: what the foot of the navigation claims. */
export function forbidsConnections(policy: string): boolean {
  return policy.split(';').some((directive) => directive.trim() === "connect-src 'none'");
}

export function directivesOf(policy: string): readonly Directive[] {
  return policy
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '')
    .map((directive) => {
      const [name = '', ...sources] = directive.split(/\s+/);
      return { name, sources: sources.join(' ') };
    });
}
