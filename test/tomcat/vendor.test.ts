import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('the bundle works where no package is installed, and brings their licences', () => {
  const directory = mkdtempSync(join(tmpdir(), 'vendor-'));
  try {
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
    execFileSync(process.execPath, ['scripts/bundle.mjs', directory], { cwd: root });
    const program = `
      const { setCookieOf } = await import('./tomcat/vendor.js');
      const { mimeTypeOf } = (await import('./tomcat/vendor-mime.cjs')).default;
      console.log(JSON.stringify([mimeTypeOf('/a.b.HTML'), mimeTypeOf('/favicon.ico'), mimeTypeOf('/html'), mimeTypeOf('/x.__proto__'),
        setCookieOf({ name: 'a', value: 'b%', path: '/' })]));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: directory,
      encoding: 'utf8',
    });
    expect(JSON.parse(output)).toEqual(['text/html', 'image/vnd.microsoft.icon', null, null, 'a=b%; Path=/']);

    for (const [source, made] of [
      ['vendor.ts', 'vendor.js'],
      ['vendor-mime.ts', 'vendor-mime.cjs'],
    ] as const) {
      const text = readFileSync(join(directory, 'tomcat', made), 'utf8');
      const name = /from '(.*)'/.exec(readFileSync(join(root, 'src/tomcat', source), 'utf8'))?.[1];
      const licence = readFileSync(join(root, `node_modules/${name!}/LICENSE`), 'utf8');
      const holder = licence.split('\n').find((line) => line.startsWith('Copyright'))!;
      expect(text).toContain(`\n ${name!} `);
      expect(text).toContain(holder);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});
