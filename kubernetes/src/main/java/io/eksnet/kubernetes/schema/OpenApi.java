package io.eksnet.kubernetes.schema;

import java.util.Optional;

/** The OpenAPI v3 documents: what {@code kubectl explain}, {@code apply} and dry runs ask for. */
@SuppressWarnings("DoNotCallSuggester")
public final class OpenApi {
  /** Documents of the resources that are served, by the types of a schema. */
  public OpenApi(Schema schema) {}

  /** {@code /openapi/v3}: each document's path with a hash of its content. */
  public byte[] index() {
    throw new UnsupportedOperationException();
  }

  /** {@code /openapi/v3/apis/apps/v1}; rendered on first use and kept. */
  public Optional<byte[]> document(GroupVersion groupVersion) {
    throw new UnsupportedOperationException();
  }

  /** The hash that the index gives for a document; 64 upper-case hex digits. */
  public Optional<String> hash(GroupVersion groupVersion) {
    throw new UnsupportedOperationException();
  }
}
