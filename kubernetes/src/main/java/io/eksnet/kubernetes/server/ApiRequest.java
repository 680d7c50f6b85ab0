package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.auth.UserInfo;
import java.util.Locale;

/**
 * One request of a caller who is known.
 *
 * @param method upper case
 * @param path decoded, beginning with a slash
 * @param headers the few headers that matter
 * @param body empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record ApiRequest(
    String method, String path, Query query, Headers headers, byte[] body, UserInfo user) {

  /**
   * Headers, empty where missing.
   *
   * @param upgrade the Upgrade header, lower case
   */
  public record Headers(
      String accept, String contentType, String userAgent, String ifNoneMatch, String upgrade) {
    /** No headers. */
    public static final Headers NONE = new Headers("", "", "", "", "");

    /** The part of Content-Type before its parameters, lower case. */
    String mediaType() {
      int semicolon = contentType.indexOf(';');
      String bare = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
      return bare.strip().toLowerCase(Locale.ROOT);
    }
  }

  /** Who writes, for managedFields: the parameter, or the client's name. */
  String fieldManager() {
    String given = query.text("fieldManager");
    if (!given.isEmpty()) {
      return given;
    }
    int slash = headers.userAgent().indexOf('/');
    String client = slash < 0 ? headers.userAgent() : headers.userAgent().substring(0, slash);
    return client.isEmpty() ? "unknown" : client;
  }
}
