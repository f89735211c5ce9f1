// node scripts/bundle.mjs [DIRECTORY]: makes dist/tomcat/vendor.js, vendor-mime.cjs and the page of dist/lens whole. What
// src/tomcat/vendor*.ts and src/lens/page take from packages is put into them, with their licences, so that the published
// package needs none of them. Part of `npm run build`, after tsc.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = process.argv[2] ?? join(root, 'dist');

/** What is made of what. A CommonJS file can be loaded when it is needed first. */
const bundles = [
  { entry: 'src/tomcat/vendor.ts', format: 'esm', file: 'tomcat/vendor.js' },
  { entry: 'src/tomcat/vendor-mime.ts', format: 'cjs', file: 'tomcat/vendor-mime.cjs' },
  {
    ...{ entry: 'src/lens/page/main.tsx', format: 'esm', file: 'lens/page/page.js' },
    more: { platform: 'browser', target: 'es2022', minify: true, jsx: 'automatic', jsxImportSource: 'preact' },
  },
];

/** What the page consists of beside its script. */
const files = ['page.html', 'page.css', 'icon.svg'].map((name) => `lens/page/${name}`);

/** Where the package of a file is: 'node_modules/mime'. */
const packageOf = (file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(relative(root, join(root, file)))?.[0];

async function bundle({ entry, format, file, more = {} }) {
  const options = {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(outdir, file),
    bundle: true,
    platform: 'node',
    format,
    target: 'node20',
    metafile: true,
    logLevel: 'warning',
    ...more,
  };
  const { metafile } = await build({ ...options, write: false });
  const packages = new Set(Object.keys(metafile.inputs).flatMap((input) => packageOf(input) ?? []));
  const notices = [...packages].map((directory) => {
    const { name, version } = JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8'));
    const licence = readdirSync(join(root, directory)).find((each) => /^licen[cs]e/i.test(each));
    if (licence === undefined) throw new Error(`${name} has no licence file`);
    return `${name} ${version}\n\n${readFileSync(join(root, directory, licence), 'utf8').trim()}\n`;
  });
  const comment = `/*!\nThis file contains:\n\n${notices.join('\n')}*/`
    .replaceAll(/\n/g, '\n ')
    .replace(/\n \*\/$/, '\n*/');
  await build({ ...options, banner: { js: comment } });
}

for (const each of bundles) await bundle(each);
// What tsc made of them.
for (const file of ['vendor.js.map', 'vendor-mime.js', 'vendor-mime.js.map'])
  rmSync(join(outdir, 'tomcat', file), { force: true });
for (const file of files) {
  mkdirSync(dirname(join(outdir, file)), { recursive: true });
  cpSync(join(root, 'src', file), join(outdir, file));
}
