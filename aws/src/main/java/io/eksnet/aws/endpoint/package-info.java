/**
 * The one address that every AWS client talks to: from bytes to a typed request and back.
 *
 * <p>{@link io.eksnet.aws.endpoint.AwsEndpoint} is the HTTP server; {@link
 * io.eksnet.aws.endpoint.Router} finds the service, checks the signature, decodes, calls the
 * registered {@link io.eksnet.aws.endpoint.Handler} and encodes what it answers; {@link
 * io.eksnet.aws.endpoint.Actions} is what is registered. An action, a parameter or a service that
 * is not served is refused by name.
 *
 * <p>No action lives here and no fact of a network: those are in the packages of the services.
 */
package io.eksnet.aws.endpoint;
