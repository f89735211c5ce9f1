import { reasonOf } from './http/index.js';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that HTML shows as it is, in an element and in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character]!);

/**
 * The page of an error: the status, what it means, and what the servlet says about it. Nothing about the server, its version
 * or its stack: those help nobody but an attacker. No system call.
 *
 * @param message what `sendError()` was given; shown as text.
 * @example
 * errorPage(404, 'No such file'); // '<!doctype html>…<h1>404 Not Found</h1><p>No such file</p>…', UTF-8
 */
export function errorPage(status: number, message = ''): string {
  const title = `${status} ${reasonOf(status)}`.trimEnd();
  const text = message === '' ? '' : `<p>${escapeHtml(message)}</p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${text}</body></html>\n`;
}
