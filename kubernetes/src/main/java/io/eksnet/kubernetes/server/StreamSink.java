package io.eksnet.kubernetes.server;

import io.helidon.common.GenericType;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.http.spi.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * A response body that goes on. Made through Helidon's own extension point for such bodies, because
 * that is the one place where headers can be sent before the first byte: a client that opens a
 * watch waits for them.
 */
final class StreamSink implements Sink<byte[]>, ApiAnswer.Output {
  static final GenericType<StreamSink> TYPE = GenericType.create(StreamSink.class);

  private final OutputStream out;
  private final HelidonSocket socket;
  private final Runnable whenClosed;

  StreamSink(OutputStream out, HelidonSocket socket, Runnable whenClosed) {
    this.out = out;
    this.socket = socket;
    this.whenClosed = whenClosed;
  }

  @Override
  public StreamSink emit(byte[] bytes) {
    write(bytes);
    return this;
  }

  @Override
  public void write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean open() {
    return socket.isConnected();
  }

  @Override
  public void close() {
    whenClosed.run();
  }
}
