// What browser.test.ts looks at.
import { Cookie, HttpServlet } from 'berkeley-sockets/tomcat';

const images = Array.from({ length: 20 }, (_, i) => `<img src="/site/image?width=${i + 1}">`).join('');

export default class Site extends HttpServlet {
  doGet(request, response) {
    switch (request.getPathInfo()) {
      case '/page':
        response.setContentType('text/html');
        response.addCookie(new Cookie('seen', 'yes'));
        response
          .getWriter()
          .print(`<title>Bilder é😀</title>${images}<form method="post" action="/site/say"><input name="text"></form>`);
        break;
      case '/image':
        response.setContentType('image/svg+xml');
        response
          .getWriter()
          .print(`<svg xmlns="http://www.w3.org/2000/svg" width="${request.getParameter('width')}" height="1"/>`);
        break;
      case '/said':
        response.setContentType('text/plain');
        response.getWriter().print(request.getSession().getAttribute('text'));
        break;
      case '/stream':
        for (let i = 0; i < 100; i++) {
          response.getOutputStream().write('y'.repeat(10_000));
          response.flushBuffer();
        }
        break;
      default:
        response.sendError(404);
    }
  }

  doPost(request, response) {
    if (request.getPathInfo() === '/upload') {
      response.getWriter().print(String(request.getInputStream().readAllBytes().length));
      return;
    }
    request.getSession().setAttribute('text', request.getParameter('text'));
    response.sendRedirect('/site/said');
  }
}
