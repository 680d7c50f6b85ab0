/**
 * Who signed a request: AWS Signature Version 4, checked on the server's side.
 *
 * <p>Both forms are known, the {@code Authorization} header and the presigned query string, each
 * with or without a session token. Secrets come through the port {@link
 * io.eksnet.aws.sigv4.Credentials}, the time through an {@code InstantSource}; nothing here knows
 * HTTP servers or AWS's services. The SDK's own signer cannot verify (it adds a header that most
 * clients do not sign), so this is eksnet's own. Start with {@link io.eksnet.aws.sigv4.SigV4}.
 */
package io.eksnet.aws.sigv4;
