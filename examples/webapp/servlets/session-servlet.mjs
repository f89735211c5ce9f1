// GET /session: counts the visits of a browser. Any thread answers: the session is in memory that all of them share.
import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class SessionServlet extends HttpServlet {
  doGet(request, response) {
    const session = request.getSession();
    const visits = (session.getAttribute('visits') ?? 0) + 1;
    session.setAttribute('visits', visits);
    response.setContentType('text/plain');
    response.getWriter().println(`Visit ${visits} of session ${session.getId()}.`);
  }
}
