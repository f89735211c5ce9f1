/** A servlet that blocks its thread, as a query would. */
import HelloServlet from './hello-servlet.mjs';

const never = new Int32Array(new SharedArrayBuffer(4));

export default class SlowServlet extends HelloServlet {
  doGet(request, response) {
    Atomics.wait(never, 0, 0, 10);
    super.doGet(request, response);
  }
}
