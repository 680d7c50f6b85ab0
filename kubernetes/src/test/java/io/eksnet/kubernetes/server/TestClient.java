package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.auth.ClusterCertificates;
import io.eksnet.kubernetes.auth.KeyPairPem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a {@link TestCluster} over TLS, as its administrator. */
final class TestClient implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final HttpClient http;
  private final String base;

  TestClient(TestCluster cluster) {
    this(cluster, Version.HTTP_2);
  }

  TestClient(TestCluster cluster, Version version) {
    this.base = "https://127.0.0.1:" + cluster.port();
    this.http =
        HttpClient.newBuilder()
            .version(version)
            .sslContext(trusting(cluster.keys(), new KeyManager[0]))
            .connectTimeout(Duration.ofSeconds(10))
            .build();
  }

  private TestClient(HttpClient http, String base) {
    this.http = http;
    this.base = base;
  }

  /** A client that shows the administrator's certificate instead of a token. */
  static TestClient withCertificate(TestCluster cluster) {
    SSLContext context = trusting(cluster.keys(), managers(cluster.keys().admin()));
    return new TestClient(
        HttpClient.newBuilder().sslContext(context).build(), "https://127.0.0.1:" + cluster.port());
  }

  /** An answer, read whole. */
  record Answer(int code, String text, HttpResponse<String> response) {
    JsonNode json() {
      return MAPPER.readTree(text);
    }

    String message() {
      return json().path("message").asString("");
    }

    List<String> warnings() {
      return response.headers().allValues("Warning");
    }

    JsonNode at(String pointer) {
      return json().at(pointer);
    }
  }

  /** One request; headers are name, value, name, value. */
  Answer send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Answer asAdmin(String method, String path, String body, String contentType) {
    return send(
        method,
        path,
        body,
        "Authorization",
        "Bearer " + TestCluster.TOKEN,
        "Content-Type",
        contentType,
        "User-Agent",
        "test/1.0");
  }

  Answer get(String path) {
    return asAdmin("GET", path, "", "application/json");
  }

  Answer get(String path, String accept) {
    return send("GET", path, "", "Authorization", "Bearer " + TestCluster.TOKEN, "Accept", accept);
  }

  Answer post(String path, String json) {
    return asAdmin("POST", path, json, "application/json");
  }

  Answer put(String path, String json) {
    return asAdmin("PUT", path, json, "application/json");
  }

  Answer patch(String path, String contentType, String patch) {
    return asAdmin("PATCH", path, patch, contentType);
  }

  Answer merge(String path, String patch) {
    return patch(path, "application/merge-patch+json", patch);
  }

  Answer delete(String path) {
    return asAdmin("DELETE", path, "", "application/json");
  }

  Answer delete(String path, String options) {
    return asAdmin("DELETE", path, options, "application/json");
  }

  /** An open watch; its headers have been received. */
  record Watch(HttpResponse<InputStream> response, BufferedReader reader) implements AutoCloseable {
    /** The next event; waits for it. */
    JsonNode next() {
      try {
        String line = reader.readLine();
        if (line == null) {
          throw new AssertionError("the watch has ended");
        }
        return MAPPER.readTree(line);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    /** The next event as {@code TYPE name}. */
    String nextShort() {
      JsonNode event = next();
      return event.path("type").asString() + " " + event.at("/object/metadata/name").asString("");
    }

    boolean ended() {
      try {
        return reader.readLine() == null;
      } catch (IOException e) {
        return true;
      }
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  Watch watch(String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + TestCluster.TOKEN);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      return new Watch(
          response,
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static SSLContext trusting(ClusterCertificates keys, KeyManager[] managers) {
    try {
      KeyStore store = emptyStore();
      store.setCertificateEntry("ca", keys.authority().x509());
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers, trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyManager[] managers(KeyPairPem pair) {
    try {
      KeyStore store = emptyStore();
      store.setKeyEntry("me", pair.key(), new char[0], new Certificate[] {pair.x509()});
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    return store;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
