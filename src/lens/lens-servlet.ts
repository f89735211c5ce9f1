/** What answers beneath /lens: the page, its stream of events, exports, and stories. */
import { readFileSync } from 'node:fs';
import { apiCall } from '../syscalls/api-call.js';
import { HttpServlet } from '../tomcat/http-servlet.js';
import type { HttpServletRequest } from '../tomcat/http-servlet-request.js';
import type { HttpServletResponse } from '../tomcat/http-servlet-response.js';
import type { ServletConfig } from '../tomcat/servlet-config.js';
import { protect, refusal } from './access.js';
import { exported, files, isFormat } from './export.js';
import { PageStream } from './page-stream.js';
import type { LensEvent } from './records.js';
import { leaveSeat, takeSeat } from './seats.js';
import StoriesServlet from './stories/stories-servlet.js';

/** What scripts/bundle.mjs has made of page/, by path beneath /lens. */
const assets: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '': { file: 'page.html', type: 'text/html' },
  '/page.js': { file: 'page.js', type: 'text/javascript' },
  '/page.css': { file: 'page.css', type: 'text/css' },
  '/icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
};

/** Bytes of the events that a page has exported: more than it holds. */
const maxPost = 64 * 1024 * 1024;

/**
 * Serves the page. Init parameters: `hosts`, names that it may be asked for by, separated by spaces ({@link refusal}).
 *
 * @example addLens(tomcat);
 */
export default class LensServlet extends HttpServlet {
  #hosts: readonly string[] = [];
  readonly #stories = new StoriesServlet();

  override init(config: ServletConfig): void {
    void super.init(config);
    this.#hosts = (config.getInitParameter('hosts') ?? '').split(' ').filter((name) => name !== '');
  }

  override service(request: HttpServletRequest, response: HttpServletResponse): void | Promise<void> {
    // The page knows its own traffic by this name.
    const reason = apiCall('LensServlet.service', [request.getPathInfo() ?? ''], () => {
      protect(response);
      return refusal(request, this.#hosts, request.getPathInfo() === null);
    });
    if (reason !== null) {
      response.sendError(403, reason);
      return;
    }
    if (/^\/(stories|runs)(\/|$)/.test(request.getPathInfo() ?? '')) {
      this.#stories.service(request, response);
      return;
    }
    return super.service(request, response);
  }

  override destroy(): void {
    this.#stories.destroy();
  }

  protected override doGet(request: HttpServletRequest, response: HttpServletResponse): void | Promise<void> {
    const path = request.getPathInfo() ?? '';
    if (path === '/events') return this.#stream(request, response);
    const asset = Object.hasOwn(assets, path) ? assets[path]! : undefined;
    if (asset === undefined) {
      response.sendError(404);
      return;
    }
    const bytes = readFileSync(new URL(`page/${asset.file}`, import.meta.url));
    response.setContentType(`${asset.type};charset=utf-8`);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** The thread belongs to the page until it is closed. */
  async #stream(request: HttpServletRequest, response: HttpServletResponse): Promise<void> {
    if (request.getMethod() !== 'GET') return;
    if (!takeSeat()) {
      response.sendError(503, 'Too many of these pages are open');
      return;
    }
    try {
      const context = this.getServletConfig().getServletContext();
      await new PageStream(request, response, () => context.isStopping()).run();
    } finally {
      leaveSeat();
    }
  }

  protected override doPost(request: HttpServletRequest, response: HttpServletResponse): void {
    const [, format = ''] = /^\/export\/(\w+)$/.exec(request.getPathInfo() ?? '') ?? [];
    if (!isFormat(format)) {
      response.sendError(404);
      return;
    }
    if (request.getContentLength() > maxPost) {
      response.sendError(413);
      return;
    }
    let text: string;
    try {
      const body = request.getInputStream().readNBytes(maxPost);
      text = exported(format, (JSON.parse(Buffer.from(body).toString()) as { events: LensEvent[] }).events);
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError)) throw error;
      response.sendError(400, 'These are no events of this page');
      return;
    }
    const { type, name } = files[format];
    response.setContentType(`${type};charset=utf-8`);
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    response.getWriter().write(text);
  }
}
