/** `berkeley-sockets/tomcat`: a small Tomcat on blocking sockets. */
export { Cookie } from './cookie.js';
export { BadRequestException, ClientAbortException } from './exceptions.js';
export { HttpServlet } from './http-servlet.js';
export type { HttpServletRequest } from './http-servlet-request.js';
export type { HttpServletResponse } from './http-servlet-response.js';
export type { HttpSession } from './http-session.js';
export { IllegalStateException } from './illegal-state-exception.js';
export type { TomcatOptions } from './options.js';
export type { ServletConfig, ServletContext } from './servlet-config.js';
export { Tomcat } from './tomcat.js';
