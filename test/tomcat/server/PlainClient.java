import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** PlainClient URL: what java.net.http.HttpClient gets from the servlets of acts.mjs. */
public class PlainClient {
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    HttpClient client = HttpClient.newHttpClient();
    byte[] bytes = new byte[1_000_000];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) i;

    show(client, HttpRequest.newBuilder(URI.create(url + "/do/ok")).build());
    show(client, HttpRequest.newBuilder(URI.create(url + "/do/ok")).method("HEAD", BodyPublishers.noBody()).build());
    show(client, post(url, "/do/digest").POST(BodyPublishers.ofByteArray(bytes)).build());
    // No length: in chunks.
    show(client, post(url, "/do/digest").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))).build());
    show(client, post(url, "/do/digest").expectContinue(true).POST(BodyPublishers.ofByteArray(bytes)).build());
    show(client, post(url, "/do/throw").POST(BodyPublishers.ofByteArray(bytes)).build());

    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/do/big?size=" + 1000 * i)).build();
      all.add(client.sendAsync(request, BodyHandlers.ofString(java.nio.charset.StandardCharsets.ISO_8859_1)));
    }
    int total = 0;
    for (CompletableFuture<HttpResponse<String>> response : all) total += response.get().body().length();
    System.out.println(total);
  }

  private static HttpRequest.Builder post(String url, String path) {
    return HttpRequest.newBuilder(URI.create(url + path));
  }

  private static void show(HttpClient client, HttpRequest request) throws Exception {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    String body = response.statusCode() == 200 ? response.body() : "";
    System.out.println(request.method() + " " + response.statusCode() + " " + response.version() + " " + body);
  }
}
