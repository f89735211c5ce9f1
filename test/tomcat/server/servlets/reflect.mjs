import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class Reflect extends HttpServlet {
  doGet(request, response) {
    response.setHeader('X-Reflect', request.getParameter('h'));
    response.getWriter().print('reflected');
  }
}
