/** The servlet that is measured: what one writes first. */
import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class HelloServlet extends HttpServlet {
  doGet(request, response) {
    response.setHeader('Server', 'berkeley-sockets');
    response.setContentType('text/plain');
    response.getWriter().write('Hello, World!');
  }
}
