// Answers with the number of the request and of the process; ?sleep= is how many milliseconds it blocks; ?body
// makes it wait for a byte of the body.
import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class extends HttpServlet {
  doGet(request, response) {
    const sleep = Number(request.getParameter('sleep') ?? 0);
    if (sleep > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, sleep);
    if (request.getParameter('body') !== null) request.getInputStream().read();
    response.getWriter().print(`${request.getParameter('n')} ${process.pid}`);
  }
}
