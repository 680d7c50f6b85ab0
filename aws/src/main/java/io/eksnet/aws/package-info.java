/**
 * Everything that speaks AWS.
 *
 * <p>{@link io.eksnet.aws.AwsApi} puts it together: {@code codec} (wire formats over the SDK's
 * model classes), {@code sigv4} (who signed), {@code endpoint} (one port for all services), and one
 * package per service ({@code ec2}, {@code eks}, {@code sts}) whose handlers translate between SDK
 * objects and eksnet's facts and commands.
 *
 * <p>No rule of AWS's lives here: what is allowed is decided in core, and what happens by itself is
 * core's too. To add an action, register it in its service's package and add its handler there.
 */
package io.eksnet.aws;
