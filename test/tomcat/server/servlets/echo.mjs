// Answers with what the server has made of the request.
import { createHash } from 'node:crypto';
import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class Echo extends HttpServlet {
  doGet(request, response) {
    const body = request.getInputStream().readAllBytes();
    const text = JSON.stringify({
      method: request.getMethod(),
      uri: request.getRequestURI(),
      query: request.getQueryString(),
      protocol: request.getProtocol(),
      host: request.getHeader('Host'),
      serverName: request.getServerName(),
      serverPort: request.getServerPort(),
      url: request.getRequestURL(),
      length: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
      body: body.length > 4096 ? undefined : Buffer.from(body).toString('latin1'),
      trailers: Object.fromEntries(request.getTrailerFields()),
    });
    response.setContentType('application/json');
    response.getOutputStream().write(text);
  }
  doPost(request, response) {
    this.doGet(request, response);
  }
  doPut(request, response) {
    this.doGet(request, response);
  }
  doPatch(request, response) {
    this.doGet(request, response);
  }
  doDelete(request, response) {
    this.doGet(request, response);
  }
}
