// GET /slow?ms=1000: blocks its thread, as a query to a database does. Others are answered meanwhile.
import { HttpServlet } from 'berkeley-sockets/tomcat';

const longest = 60_000;
const nobody = new Int32Array(new SharedArrayBuffer(4));

export default class SlowServlet extends HttpServlet {
  doGet(request, response) {
    const milliseconds = Math.min(Number(request.getParameter('ms') ?? 1000), longest);
    if (!(milliseconds >= 0)) {
      response.sendError(400, 'ms must be a number of milliseconds');
      return;
    }
    Atomics.wait(nobody, 0, 0, milliseconds);
    response.setContentType('text/plain');
    response.getWriter().println(`This took ${milliseconds} ms.`);
  }
}
