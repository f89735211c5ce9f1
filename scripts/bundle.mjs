// node scripts/bundle.mjs [DIRECTORY]: makes dist/tomcat/vendor.js and vendor-mime.cjs whole. What src/tomcat/vendor*.ts take
// from packages is put into them, with their licences, so that the published package needs none of them. Part of
// `npm run build`, after tsc.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = process.argv[2] ?? join(root, 'dist/tomcat');

/** What is made of what. A CommonJS file can be loaded when it is needed first. */
const bundles = [
  { entry: 'src/tomcat/vendor.ts', format: 'esm', file: 'vendor.js' },
  { entry: 'src/tomcat/vendor-mime.ts', format: 'cjs', file: 'vendor-mime.cjs' },
];

/** Where the package of a file is: 'node_modules/mime'. */
const packageOf = (file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(relative(root, join(root, file)))?.[0];

async function bundle({ entry, format, file }) {
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
  rmSync(join(outdir, file), { force: true });
