// What differential.test.ts compares: the method and the body, whatever the method.
import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class EchoFrames extends HttpServlet {
  service(request, response) {
    const body = Buffer.from(request.getInputStream().readAllBytes()).toString('hex');
    const isSentinel = request.getRequestURI() === '/sentinel';
    response.setContentType('application/json');
    response.getWriter().print(JSON.stringify({ method: request.getMethod(), body, isSentinel }));
  }
}
