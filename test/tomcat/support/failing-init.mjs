import { HttpServlet } from 'berkeley-sockets/tomcat';

export default class FailingInit extends HttpServlet {
  init() {
    throw Object.assign(new Error('init() has thrown on purpose'), { code: 'ERR_ON_PURPOSE' });
  }
}
