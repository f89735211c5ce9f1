/** How a script in TypeScript is run: by tsx where its project has it, or by Node itself. */
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Node's options for it. A string: why it cannot be run. */
export function optionsFor(script: string): string[] | string {
  if (!/^\.[mc]?tsx?$/.test(extname(script))) return [];
  try {
    return [`--import=${pathToFileURL(createRequire(script).resolve('tsx')).href}`];
  } catch {
    // Not installed.
  }
  if ((process.features as { typescript?: unknown }).typescript) return [];
  if (process.allowedNodeEnvironmentFlags.has('--experimental-strip-types')) return ['--experimental-strip-types'];
  return `Node ${process.version} does not run TypeScript by itself: npm install tsx`;
}
