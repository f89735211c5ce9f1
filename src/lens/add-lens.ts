import { apiCall } from '../syscalls/api-call.js';
import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { prepareSeats } from './seats.js';
import { prepareRuns } from './stories/runs.js';
import { Tomcat } from '../tomcat/tomcat.js';

/** Options of {@link addLens}. */
export interface LensOptions {
  /**
   * Names by which the page may be asked for beside those of this machine: 'localhost', '127.0.0.1'. With any, it also answers
   * those who are not on this machine: it shows them the first bytes of all that passes through this process.
   */
  readonly hosts?: readonly string[];
}

/**
 * Adds the page at `/lens` to a server, before it is started. It shows the system calls of all threads of the process while
 * somebody looks at it; each page that is open, 16 at most, has a thread of the server. No system call.
 *
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE; IllegalStateException when the server has been started.
 *
 * @example
 * const tomcat = new Tomcat({ port: 8080 });
 * addLens(tomcat);
 * tomcat.start(); // http://127.0.0.1:8080/lens
 */
export function addLens(tomcat: Tomcat, options: LensOptions = {}): void {
  if (!(tomcat instanceof Tomcat)) throw invalidType('tomcat', 'an instance of Tomcat', tomcat);
  if (typeof options !== 'object' || (options as unknown) === null)
    throw invalidType('options', 'of type object', options);
  const { hosts = [] } = options;
  if (!Array.isArray(hosts)) throw invalidType('options.hosts', 'an instance of Array', hosts);
  for (const name of hosts as readonly unknown[]) {
    if (typeof name !== 'string') throw invalidType('options.hosts', 'an array of strings', hosts);
    if (!/^[\w.:[\]-]+$/.test(name))
      throw invalidValue('options.hosts', 'must have names of hosts, without a port', name);
  }
  apiCall('addLens', [tomcat], () => {
    prepareRuns();
    prepareSeats();
    const servlet = new URL('./lens-servlet.js', import.meta.url);
    tomcat.addServlet('/lens/*', servlet, { hosts: hosts.join(' ').toLowerCase() });
  });
}
