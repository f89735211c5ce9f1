/** Guided stories: small programs that the page plays step by step, in threads of the server. */
import type { Tomcat } from '../../tomcat/tomcat.js';
import { prepareRuns } from './runs.js';

/** Has a server tell stories, under /lens/stories and /lens/runs. Called on the main thread, before the server starts. */
export function addStories(tomcat: Tomcat): void {
  prepareRuns();
  const servlet = new URL('./stories-servlet.js', import.meta.url);
  tomcat.addServlet('/lens/stories/*', servlet);
  tomcat.addServlet('/lens/runs/*', servlet);
}
