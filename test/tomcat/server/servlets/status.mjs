// /status-204 and /status-304: statuses without a body, and a servlet that writes one.
import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class Status extends HttpServlet {
  doGet(request, response) {
    response.setStatus(Number(request.getRequestURI().slice(-3)));
    response.getWriter().print('hello');
  }
}
