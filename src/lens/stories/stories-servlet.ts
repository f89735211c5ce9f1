/** `/lens/stories` and `/lens/runs`: what the stories are, and how they are played. */
import { HttpServlet } from '../../tomcat/http-servlet.js';
import type { HttpServletRequest } from '../../tomcat/http-servlet-request.js';
import type { HttpServletResponse } from '../../tomcat/http-servlet-response.js';
import { stories } from './catalogue.js';
import { Runs } from './runs.js';
import type { Answer } from './runs.js';

/** What is answered to a path, by method. */
type Resource = Readonly<Partial<Record<'GET' | 'HEAD' | 'POST' | 'DELETE', () => Answer>>>;

const list = stories.map(({ id, title, steps }) => ({
  id,
  title,
  steps: steps.map(({ text, code }) => ({ text, code })),
}));

/** Whom it answers is decided before: access.ts. */
export default class StoriesServlet extends HttpServlet {
  readonly #runs = new Runs();

  /** May block for as long as a step takes. */
  override service(request: HttpServletRequest, response: HttpServletResponse): void {
    response.setHeader('Cache-Control', 'no-store');
    const { status, body } = this.#answer(request, response);
    response.setStatus(status);
    if (body === undefined) return;
    response.setContentType('application/json');
    response.getWriter().print(`${JSON.stringify(body)}\n`);
  }

  #answer(request: HttpServletRequest, response: HttpServletResponse): Answer {
    const resource = this.#resource(request.getServletPath() + (request.getPathInfo() ?? ''));
    if (resource === undefined) return { status: 404, body: { error: 'There is nothing here' } };
    const method = request.getMethod() as keyof Resource;
    const act = Object.hasOwn(resource, method) ? resource[method] : undefined;
    if (act === undefined) {
      response.setHeader('Allow', Object.keys(resource).join(', '));
      return { status: 405, body: { error: `${method} is not allowed` } };
    }
    return act();
  }

  #resource(path: string): Resource | undefined {
    const get = (): Answer => ({ status: 200, body: list });
    if (path === '/lens/stories') return { GET: get, HEAD: get };
    const [, story] = /^\/lens\/stories\/([a-z-]+)\/runs$/.exec(path) ?? [];
    if (stories.some(({ id }) => id === story)) return { POST: () => this.#runs.start(story!) };
    const [, run, step] = /^\/lens\/runs\/([1-9]\d{0,8})(\/next)?$/.exec(path) ?? [];
    if (run === undefined) return undefined;
    return step === undefined
      ? { DELETE: () => this.#runs.end(Number(run)) }
      : { POST: () => this.#runs.next(Number(run)) };
  }

  override destroy(): void {
    this.#runs.endAll();
  }
}
