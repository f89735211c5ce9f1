// Answers with the number of the request and of the process; ?sleep= is how many milliseconds it blocks.
import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class extends HttpServlet {
  doGet(request, response) {
    const sleep = Number(request.getParameter('sleep') ?? 0);
    if (sleep > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, sleep);
    response.getWriter().print(`${request.getParameter('n')} ${process.pid}`);
  }
}
