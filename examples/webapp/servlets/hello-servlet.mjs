// GET /hello?name=you: the smallest servlet.
import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class HelloServlet extends HttpServlet {
  doGet(request, response) {
    response.setContentType('text/plain');
    response.getWriter().println(`Hello, ${request.getParameter('name') ?? 'world'}!`);
  }
}
