import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('the bundle works where no package is installed, and brings their licences', () => {
  const directory = mkdtempSync(join(tmpdir(), 'vendor-'));
  try {
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
    const file = join(directory, 'vendor.js');
    execFileSync(process.execPath, ['scripts/bundle.mjs', file], { cwd: root });
    const program = `
      const { mimeTypeOf, setCookieOf } = await import(${JSON.stringify(pathToFileURL(file).href)});
      console.log(JSON.stringify([mimeTypeOf('/a.b.HTML'), mimeTypeOf('/favicon.ico'), mimeTypeOf('/html'), mimeTypeOf('/x.__proto__'),
        setCookieOf({ name: 'a', value: 'b%', path: '/' })]));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: directory,
      encoding: 'utf8',
    });
    expect(JSON.parse(output)).toEqual(['text/html', 'image/vnd.microsoft.icon', null, null, 'a=b%; Path=/']);

    const text = readFileSync(file, 'utf8');
    const used = [...readFileSync(join(root, 'src/tomcat/vendor.ts'), 'utf8').matchAll(/from '(.*)'/g)];
    expect(used.length).toBeGreaterThan(0);
    for (const [, name] of used) {
      const licence = readFileSync(join(root, `node_modules/${name!}/LICENSE`), 'utf8');
      const holder = licence.split('\n').find((line) => line.startsWith('Copyright'))!;
      expect(text).toContain(`\n ${name!} `);
      expect(text).toContain(holder);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});
