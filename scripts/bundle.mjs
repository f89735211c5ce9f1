// node scripts/bundle.mjs [FILE]: makes dist/tomcat/vendor.js whole. What src/tomcat/vendor.ts takes from packages is put
// into it, with their licences, so that the published package needs none of them. Part of `npm run build`, after tsc; without
// it, in a checkout, the file that tsc made finds the packages in node_modules.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = process.argv[2] ?? join(root, 'dist/tomcat/vendor.js');

const options = {
  absWorkingDir: root,
  entryPoints: ['src/tomcat/vendor.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  metafile: true,
  logLevel: 'warning',
};

/** Where the package of a file is: 'node_modules/mime'. */
const packageOf = (file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(relative(root, join(root, file)))?.[0];

const { metafile } = await build({ ...options, write: false });
const packages = new Set(Object.keys(metafile.inputs).flatMap((file) => packageOf(file) ?? []));
const notices = [...packages].map((directory) => {
  const { name, version } = JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8'));
  const licence = readdirSync(join(root, directory)).find((file) => /^licen[cs]e/i.test(file));
  if (licence === undefined) throw new Error(`${name} has no licence file`);
  return `${name} ${version}\n\n${readFileSync(join(root, directory, licence), 'utf8').trim()}\n`;
});
const comment = `/*!\nThis file contains:\n\n${notices.join('\n')}*/`
  .replaceAll(/\n/g, '\n ')
  .replace(/\n \*\/$/, '\n*/');
await build({ ...options, banner: { js: comment } });
// tsc's, of what it made.
rmSync(join(dirname(outfile), 'vendor.js.map'), { force: true });
