import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class ThrowLate extends HttpServlet {
  doGet(_request, response) {
    for (const piece of ['one', 'two', 'three']) {
      response.getOutputStream().write(piece);
      response.flushBuffer();
    }
    throw new Error('late');
  }
}
