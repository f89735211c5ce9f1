/** Lints TypeScript with its types, and programs in JavaScript without: `npm run lint`. */
import { readFileSync } from 'node:fs';
import eslint from '@eslint/js';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/** The names that the package's entry points export. Generated files are documented by the table. */
const publicNames = ['syscalls', 'trace', 'inspect', 'io', 'net', 'threads', 'tomcat', 'lens'].flatMap((layer) =>
  [
    ...readFileSync(new URL(`src/${layer}/index.ts`, import.meta.url), 'utf8').matchAll(
      /^export (?:type )?\{(.*?)\}/gms,
    ),
  ].flatMap(([, names]) => names.match(/\w+/g) ?? []),
);
const declarations = ':matches(FunctionDeclaration, ClassDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration)';

export default tseslint.config(
  { ignores: ['build/', 'dist/', 'prebuilds/', '**/generated/'] },
  { files: ['**/*.{js,mjs,ts,tsx}'], extends: [eslint.configs.recommended] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: ['tsconfig.json', 'tsconfig.check.json', 'src/lens/page/tsconfig.json'] },
    },
    rules: {
      // Numbers in text are what traces consist of.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // With noUncheckedIndexedAccess, `!` says of an index into one's own array that it is in range.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Methods are taken from prototypes on purpose, and `void` reads a property for its effect.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Overloads that are documented apart stay apart.
      '@typescript-eslint/unified-signatures': ['error', { ignoreOverloadsWithDifferentJSDoc: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // No compiler checks these: the linter looks for undefined names, and must know Node's.
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly'])),
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          enableFixer: false,
          require: { FunctionDeclaration: false },
          contexts: [`ExportNamedDeclaration > ${declarations}[id.name=/^(${publicNames.join('|')})$/]`],
        },
      ],
    },
  },
);
