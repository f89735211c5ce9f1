/** The JDK that is installed, and the programs in Java beside this file. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const here = dirname(fileURLToPath(import.meta.url));

interface Java {
  readonly version: number;
  /** The command that runs a program of this folder, up to the program's name. */
  readonly command: readonly [program: string, ...args: string[]];
}

/** Compiles the programs, has `use` run them, and removes what was compiled. */
export async function withJava<T>(use: (java: Java) => Promise<T>): Promise<T> {
  const { home, version } = await jdk();
  const classes = mkdtempSync(join(tmpdir(), 'jdk-'));
  try {
    const sources = readdirSync(here).filter((name) => name.endsWith('.java'));
    const files = sources.map((name) => join(here, name));
    await run(join(home, 'bin/javac'), ['-Xlint:all', '-Werror', '-d', classes, ...files]);
    return await use({ version, command: [join(home, 'bin/java'), '-cp', classes] });
  } finally {
    rmSync(classes, { recursive: true });
  }
}

/** A JDK: the one that docs/jdk.md is written for where it is installed, otherwise the one that PATH finds. */
async function jdk(): Promise<{ home: string; version: number }> {
  const folder = '/usr/lib/jvm';
  const installed = existsSync(folder)
    ? readdirSync(folder).find((name) => name.startsWith('java-17-openjdk'))
    : undefined;
  const java = installed === undefined ? 'java' : join(folder, installed, 'bin/java');
  const { stderr } = await run(java, ['-XshowSettings:properties', '-version']).catch((cause: unknown) => {
    throw new Error('java is missing: run `apt-get install openjdk-17-jdk-headless`', { cause });
  });
  const property = (name: string): string => new RegExp(`^ +${name} = (.*)$`, 'm').exec(stderr)![1]!;
  return { home: property('java.home'), version: Number(property('java.specification.version')) };
}
