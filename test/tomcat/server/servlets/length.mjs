// /short-body declares more than it writes, /long-body less.
import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class Length extends HttpServlet {
  doGet(request, response) {
    response.setContentLength(request.getRequestURI() === '/short-body' ? 10 : 3);
    response.getOutputStream().write('hello');
  }
}
