// The echo servlet, whatever the method.
import Echo from './echo.mjs';

export default class EchoAll extends Echo {
  service(request, response) {
    this.doGet(request, response);
  }
}
