// POST /echo: sends back what it reads, as it reads it.
import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class EchoServlet extends HttpServlet {
  doPost(request, response) {
    response.setContentType(request.getContentType() ?? 'application/octet-stream');
    request.getInputStream().transferTo(response.getOutputStream());
  }
}
