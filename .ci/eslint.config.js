// What the compiler cannot say. Type-aware throughout; formatting is Prettier's. The project's own rules are at the end:
// no way to reach the network, no way to turn text into code or markup, no clock and no chance in the layers that must not
// know them. No rule is ever switched off in a file; where one does not fit a kind of file, that stands here with the reason.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from '../svelte.config.js';

const network = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
];
const pageOnly = ['document', 'window', 'localStorage', 'sessionStorage', 'indexedDB'];

/** @param {string} selector @param {string} message */
const forbid = (selector, message) => ({ selector, message });

const silence = [
  forbid(
    'MemberExpression[property.type="Identifier"][property.name=/^(sendBeacon|importScripts|fetch|fetchLater)$/]',
    'Nothing leaves the page.',
  ),
  forbid('CallExpression[callee.name="importScripts"]', 'Nothing is loaded from elsewhere.'),
  forbid(`NewExpression[callee.property.name=/^(${network.join('|')})$/]`, 'Nothing leaves the page.'),
];
const textIsNotCode = [
  forbid('MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/]', 'Text is not markup.'),
  forbid(
    'CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe)$/]',
    'Text is not markup.',
  ),
  forbid('MemberExpression[object.name="document"][property.name=/^writeln?$/]', 'Text is not markup.'),
];
const namedExports = [
  forbid('ExportDefaultDeclaration', 'Exports have names, so that imports can be searched for.'),
];
const noClockNoChance = [
  forbid('NewExpression[callee.name="Date"][arguments.length=0]', 'Time is an argument here.'),
  forbid('CallExpression[callee.name="Date"]', 'Time is an argument here.'),
  forbid('MemberExpression[object.name="Date"][property.name="now"]', 'Time is an argument here.'),
  forbid('MemberExpression[object.name="performance"]', 'Time is an argument here.'),
  forbid(
    'MemberExpression[object.name="Math"][property.name="random"]',
    'Chance is an argument here, and never this one.',
  ),
];

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', '.cache/', 'tests/vectors/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: `${import.meta.dirname}/..`,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // TypeScript knows every name; ESLint's list of globals would be a second, poorer one.
      'no-undef': 'off',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      // `typeof import('pkijs')` is the type of what is loaded lazily.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // By code point is how names are read here, and what spreading a string gives.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
      // There are no enums (`erasableSyntaxOnly`), and looking for them took a sixth of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // `() => this.#stop()` reads better than a block, and returns nothing either way.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `const { field, ...rest } = value; rest satisfies Record<string, never>` is how a new field breaks an encoder.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': 'error',
      'svelte/button-has-type': 'error',
      'svelte/require-each-key': 'error',
      // Fragments are our addresses: `href="#/inspect"` is right, and there is no SvelteKit to resolve them.
      'svelte/no-navigation-without-resolve': 'off',
      // State is kept raw and replaced whole, so a Set or Date in it needs no reactive twin.
      'svelte/prefer-svelte-reactivity': 'off',
      // Runes are reassigned by the compiler's magic: `let { open = $bindable() } = $props()`.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all', excludedRunes: ['$props', '$state'] }],
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      // Through ESLint's eyes a component's props are `any`; svelte-check sees them as they are, and is strict.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // Only a `type` of props can be passed on as a record of them.
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    files: ['src/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        ...network.map((name) => ({ name, message: 'Nothing leaves the page.' })),
      ],
      'no-restricted-syntax': ['error', ...silence, ...textIsNotCode, ...namedExports],
    },
  },
  {
    files: ['src/codec/**', 'src/pki/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...network.map((name) => ({ name, message: 'Nothing leaves the page.' })),
        ...pageOnly.map((name) => ({ name, message: 'These layers do not know the page.' })),
      ],
      'no-restricted-syntax': ['error', ...silence, ...textIsNotCode, ...namedExports, ...noClockNoChance],
    },
  },
  {
    // What `import text from './x.sh?raw'` gives is a default export, whoever declares it.
    files: ['src/**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    rules: {
      // Types come from JSDoc here, and JSON.parse, Vite's hooks and child processes give `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['tests/**'],
    rules: {
      // Playwright reads the fixtures a function wants from its destructured first argument, `{}` included.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      // A test says what it expects to be there; when it is not, its failure is the message.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
