// Built JavaScript, read by its syntax: what it imports, and which names of the platform it mentions that could reach the
// network, or make code or markup of text. A word inside a string is no mention: the recipes we hand out are full of them.
import ts from 'typescript';

const network = [
  ...[
    'fetch',
    'fetchLater',
    'XMLHttpRequest',
    'WebSocket',
    'WebTransport',
    'EventSource',
    'RTCPeerConnection',
  ],
  // Not BroadcastChannel: it reaches tabs of this origin alone, and those that keep authorities need it.
  ...['sendBeacon', 'importScripts', 'serviceWorker', 'SharedWorker'],
];
const markup = [
  'innerHTML',
  'outerHTML',
  'srcdoc',
  'insertAdjacentHTML',
  'createContextualFragment',
  'DOMParser',
];
const code = ['eval', 'Function'];

export interface BuiltScript {
  /** As written, of `import` and `export … from`. */
  readonly staticImports: readonly string[];
  readonly lazyImports: readonly string[];
  /** Each once, sorted. `eval` and `Function` only where they are called. */
  readonly mentions: readonly string[];
  /** Text so long that it can only be another program, to be read in its turn. */
  readonly programs: readonly string[];
}

export function readScript(text: string): BuiltScript {
  const staticImports: string[] = [];
  const lazyImports: string[] = [];
  const programs: string[] = [];
  const mentions = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier !== undefined && ts.isStringLiteralLike(node.moduleSpecifier))
        staticImports.push(node.moduleSpecifier.text);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments;
      lazyImports.push(target !== undefined && ts.isStringLiteralLike(target) ? target.text : '(computed)');
    } else if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression)) {
      if (code.includes(node.expression.text)) mentions.add(node.expression.text);
    } else if (ts.isStringLiteralLike(node) && node.text.length > 50_000) programs.push(node.text);
    const name = ts.isIdentifier(node) ? node.text : nameInBrackets(node);
    if (name !== undefined && (network.includes(name) || markup.includes(name))) mentions.add(name);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('built.js', text, ts.ScriptTarget.Latest));
  return { staticImports, lazyImports, mentions: [...mentions].sort(), programs };
}

/** `globalThis['fetch']` is a mention too. */
function nameInBrackets(node: ts.Node): string | undefined {
  return ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)
    ? node.argumentExpression.text
    : undefined;
}
