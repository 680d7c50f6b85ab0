package io.eksnet.kubernetes.server;

import io.helidon.common.GenericType;
import io.helidon.common.media.type.MediaType;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProvider;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.util.function.BiConsumer;

/** Makes {@link StreamSink}s; found by Helidon through META-INF/services. */
public final class StreamSinkProvider implements SinkProvider<byte[]> {

  /** For the service loader. */
  public StreamSinkProvider() {}

  @Override
  public boolean supports(GenericType<? extends Sink<?>> type, ServerRequest request) {
    return StreamSink.TYPE.equals(type);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // supports() has seen the type
  public <X extends Sink<byte[]>> X create(SinkProviderContext context) {
    var out = context.serverResponse().outputStream();
    context.flushHeaders();
    return (X)
        new StreamSink(out, context.connectionContext().serverSocket(), context.closeRunnable());
  }

  @Override
  @Deprecated
  @SuppressWarnings({"removal", "TypeParameterUnusedInFormals"})
  public <X extends Sink<byte[]>> X create(
      ServerResponse response, BiConsumer<Object, MediaType> eventConsumer, Runnable onClose) {
    throw new UnsupportedOperationException("Helidon calls create(SinkProviderContext)");
  }
}
