// The Content Security Policy stands in index.html, where a reader looks for it. Here is what the two exceptions need:
// the development server, which injects code of its own, and the single file, whose one script and one style are named
// by their hashes and whose worker comes from a blob only.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const policyTag = /\s*<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"\s*\/?>/;

/**
 * The policy a page carries in its <meta>.
 * @param {string} html
 */
export function policyOf(html) {
  const policy = policyTag.exec(html)?.[1];
  if (policy === undefined) throw new Error('The page carries no Content-Security-Policy');
  return policy;
}

/**
 * `npm run dev` only: Vite's client opens a WebSocket and inserts inline styles.
 * @returns {import('vite').Plugin}
 */
export function policyForDevelopment() {
  return {
    name: 'certwright:policy-for-development',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(policyTag, ''),
  };
}

/**
 * Runs after everything has been inlined, since a hash is of the final text.
 * @returns {import('vite').Plugin}
 */
export function policyOfHashes() {
  let policy = '';
  return {
    name: 'certwright:policy-of-hashes',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'pre',
      handler(html) {
        policy = policyOf(html);
        const icon = readFileSync('public/icon.svg', 'utf8');
        return html
          .replace(policyTag, '')
          .replace('href="./icon.svg"', `href="data:image/svg+xml,${encodeURIComponent(icon)}"`);
      },
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle))
          if (file.type === 'asset' && file.fileName.endsWith('.html'))
            file.source = withPolicy(String(file.source), policy);
      },
    },
  };
}

/**
 * @param {string} html
 * @param {string} policy  that of the multi-file build
 */
function withPolicy(html, policy) {
  const hashed = policy
    .replace("script-src 'self'", `script-src ${hashesOf(html, 'script')}`)
    .replace("style-src 'self'", `style-src ${hashesOf(html, 'style')}`)
    .replace("img-src 'self' data:", 'img-src data:')
    .replace("worker-src 'self' blob:", 'worker-src blob:');
  if (hashed.includes("'self'")) throw new Error(`The single file has no other file to allow: ${hashed}`);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${hashed}" />`;
  return html.replace('<meta charset="utf-8" />', (charset) => `${charset}\n    ${meta}`);
}

/**
 * @param {string} html
 * @param {'script' | 'style'} element
 */
function hashesOf(html, element) {
  // A script may write a page of its own as text, styles and all: for the browser that is text.
  const seen = element === 'script' ? html : html.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '');
  const contents = [...seen.matchAll(new RegExp(`<${element}\\b[^>]*>([\\s\\S]*?)</${element}>`, 'g'))];
  if (contents.length !== 1) throw new Error(`Expected one inline ${element}, found ${contents.length}`);
  return contents
    .map(
      ([, text]) =>
        `'sha256-${createHash('sha256')
          .update(text ?? '')
          .digest('base64')}'`,
    )
    .join(' ');
}
