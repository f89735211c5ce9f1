/** Where programs of others come from: the system's if it has them, else Debian's and npm's packages, unpacked into a
 * cache outside the repository. Nothing is installed on the system and nothing needs root. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { output } from './processes.mjs';

export const cache = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'),
  'berkeley-sockets-bench',
);

/** The program of that name on PATH, or in sbin, where users do not look. */
export function onPath(name) {
  const directories = [...process.env.PATH.split(':'), '/usr/sbin', '/usr/local/sbin'];
  return directories.map((directory) => path.join(directory, name)).find((file) => fs.existsSync(file));
}

/** Why a peer is missing, and how to get it. */
export class Missing extends Error {
  constructor(command, cause) {
    super(`${command}${cause ? ` (${cause.message.split('\n')[0]})` : ''}`);
  }
}

/** Fills a directory of the cache once: a part of it does not count. */
async function cached(name, hint, fill) {
  const directory = path.join(cache, name);
  if (fs.existsSync(directory)) return directory;
  const part = `${directory}.part-${process.pid}`;
  fs.mkdirSync(part, { recursive: true });
  try {
    await fill(part);
    fs.renameSync(part, directory);
    return directory;
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true });
    throw new Missing(hint, error);
  }
}

const timeToDownload = 300;

/** The directory that Debian's packages are unpacked to, in the place of `/`. */
export function debian(...packages) {
  return cached(`debian/${packages[0]}`, `apt-get install ${packages.join(' ')}`, async (directory) => {
    await output(['apt-get', 'download', ...packages], { cwd: directory, seconds: timeToDownload });
    for (const file of fs.readdirSync(directory).filter((name) => name.endsWith('.deb'))) {
      await output(['dpkg', '-x', file, '.'], { cwd: directory, seconds: 60 });
      fs.rmSync(path.join(directory, file));
    }
  });
}

/** The directory that an npm package and its dependencies are installed in; none of their scripts runs. */
export function npm(name, version) {
  const hint = `npm install --prefix ${path.join(cache, 'npm', `${name}-${version}`)} --ignore-scripts ${name}@${version}`;
  return cached(`npm/${name}-${version}`, hint, async (directory) => {
    const options = ['--ignore-scripts', '--no-audit', '--no-fund'];
    await output(['npm', 'install', '--prefix', directory, ...options, `${name}@${version}`], {
      seconds: timeToDownload,
    });
  });
}

/** Files that are made from the repository's, in its build directory. */
export const scratch = path.join(import.meta.dirname, '../../build/bench/http');
fs.mkdirSync(scratch, { recursive: true });

export async function compiled(source) {
  if (!onPath('gcc')) throw new Missing('apt-get install gcc libc6-dev');
  const program = path.join(scratch, path.parse(source).name);
  await output(['gcc', '-O2', '-Wall', '-pthread', path.join(import.meta.dirname, source), '-o', program], {
    seconds: 60,
  });
  return program;
}
