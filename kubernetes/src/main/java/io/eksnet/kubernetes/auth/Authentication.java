package io.eksnet.kubernetes.auth;

/** What the credentials of one request say. */
public sealed interface Authentication {

  /** Valid credentials. */
  record Authenticated(UserInfo user) implements Authentication {}

  /** No credentials at all. */
  record Anonymous() implements Authentication {}

  /** Credentials that nobody here knows: wrong, expired or of another cluster. */
  record Rejected() implements Authentication {}
}
